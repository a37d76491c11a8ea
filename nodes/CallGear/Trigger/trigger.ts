import { DateTime } from 'luxon';
import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { uniq } from 'lodash';

import { eventItem } from '../../engine/eventItem';
import { Fields } from '../../engine/fields';
import { Memory } from '../../engine/memory';
import type { RequestOptions } from '../../engine/options';
import type { Polling, PollSource } from '../../engine/poll';
import { readWatchedMs } from '../../engine/watched';
import { chosenIn } from '../../engine/wishes';
import { CREDENTIAL } from '../account';
import { chatsReport } from '../chatsReport';
import { allOf, equal, oneOf } from '../conditions';
import type { Period } from '../period';
import { openReceiver, type Receiver } from '../receiver';
import { reportRows, zoneOf } from '../reports';
import { pickedId } from '../values';
import {
	eventOf,
	type Happening,
	happeningsOf,
	isUploaded,
	keyOf,
	startOf,
	stateAfter,
	WATCHED,
} from './happenings';
import { properties } from './properties';

const HOUR_MS = 3_600_000;

/** So far back the newest chats are looked for. */
const LOOKED_BACK = { days: 88 };

/** The zones of accounts: to ask at each poll would cost a point each time. */
const zones = new Memory<string>({ entries: 1000, ms: HOUR_MS });

async function rememberedZone(receiver: Receiver): Promise<string> {
	const key = `${receiver.account.id} ${receiver.userId}`;
	const known = receiver.options.isBlank('accountTimezone') ? zones.get(key) : undefined;
	if (known !== undefined) return known;
	const zone = await zoneOf(receiver);
	zones.set(key, zone);
	return zone;
}

function readWishes(fields: Fields) {
	const filters = fields.collection('filters');
	return {
		events: chosenIn(fields, 'events'),
		columns: uniq([...WATCHED, ...fields.choices('reportColumns')]),
		uploaded: fields.flag('includeUploaded') ?? false,
		withRaw: fields.flag('includeRawEvent') ?? false,
		filter: allOf([
			...oneOf('chat_channel_type', filters.choices('channelTypes')),
			...equal('site_id', pickedId(filters, 'siteId')),
			...equal('campaign_id', pickedId(filters, 'campaignId')),
			...equal('employee_id', pickedId(filters, 'employeeId')),
		]),
	};
}

/** https://callgear.github.io/data_api/report/get_chats_report/ */
async function open(context: IPollFunctions, request: RequestOptions): Promise<PollSource<Happening>> {
	const fields = Fields.ofNode(context, properties);
	const { events, columns, uploaded, withRaw, filter } = readWishes(fields);
	const receiver = await openReceiver(context, fields, request);
	const zone = await rememberedZone(receiver);
	const read = async function* (from: DateTime, newestFirst: boolean, limit = Infinity) {
		const period: Period = { from, till: DateTime.now() };
		const query = { columns, filter, newestFirst };
		const rows = reportRows(receiver, chatsReport, query, { period, zone }, { limit });
		for await (const chat of rows) yield* happeningsOf(chat, events);
	};
	return {
		since: (time) => read(DateTime.fromMillis(time), false),
		newest: (count) => read(DateTime.now().minus(LOOKED_BACK), true, count),
		key: keyOf,
		state: stateAfter,
		time: ({ chat }) => startOf(chat, zone),
		item: (happening, knew): INodeExecutionData | undefined => {
			const { kind, chat } = happening;
			if (isUploaded(chat) && !uploaded) return undefined;
			// The first state of a chat is no change
			if (kind === 'changed' && !knew(keyOf(happening))) return undefined;
			return eventItem(eventOf(happening, zone), { withRaw });
		},
	};
}

/** What the engine has to know of CallGear's chats. @throws Failure when a field cannot be read */
export function pollingOf(context: IPollFunctions): Polling<Happening> {
	const fields = Fields.ofNode(context, properties);
	const { events, filter } = readWishes(fields);
	return {
		credential: CREDENTIAL,
		account: ({ host, baseUrl, accessToken, login, userId }) => [host, baseUrl, accessToken, login, userId],
		choice: [events, filter, fields.collection('options').raw('userId')],
		overlapMs: readWatchedMs(fields),
		open,
	};
}
