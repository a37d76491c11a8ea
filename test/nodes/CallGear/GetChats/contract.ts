import { range } from 'lodash';

import type { ActionContract, VariantOf } from '../../../../testkit/contract';
import { IDENTIFIER, SETTING } from '../../../../testkit/fates';
import { byApiKey, carriedOut, prepareAccount } from '../reads';
import { digitsOf, inDubai, listed, REPORTED, reportedChat } from '../support';

const item = (index: number) => ({
	json: { index, extId: `tg-${index}`, from: REPORTED.dateFrom, more: '' },
});

const getChats: VariantOf<'callGear'> = (callGear) => ({
	...byApiKey(callGear),
	parameters: {
		...REPORTED,
		dateFrom: '={{ $json.from }}',
		filters: { extIds: '={{ $json.extId }}', furtherFilter: '={{ $json.more }}' },
	},
	item,
	bad: {
		item: (index) => ({ json: { ...item(index).json, from: 'soon' } }),
		message: /^"From" holds "soon", which is not a date$/,
	},
	refused: {
		item: (index) => ({
			json: { ...item(index).json, more: { field: 'messages_count', operator: '=', value: 1 } },
		}),
		message: /^CallGear does not filter by "messages_count"$/,
	},
	call: { method: 'POST', path: '/v2.0', bodyIncludes: 'get.chats_report' },
	writes: false,
	many: true,
	prepare: (count) => {
		const chats = range(count).map((index) => reportedChat(index));
		prepareAccount(callGear, { chats });
	},
	delivered: () =>
		carriedOut(callGear, 'get.chats_report').map(({ params }) =>
			Number(/"value":"tg-(\d+)"/.exec(JSON.stringify(params.filter))?.[1]),
		),
});

export const contract: ActionContract<'callGear'> = {
	node: 'callGearGetChats',
	foundBy: ['chat', 'live chat', 'whatsapp', 'conversation'],
	variants: [getChats],
	fates: {
		returnAll: SETTING,
		limit: SETTING,
		simplify: SETTING,
		dateFrom: inDubai,
		dateTill: inDubai,
		'filters.chatIds': listed,
		'filters.extIds': listed,
		'filters.phone': digitsOf,
		'options.accountTimezone': SETTING,
		'options.order': SETTING,
		'options.userId': IDENTIFIER,
	},
	unlisted: {
		'filters.chatIds': 'several at once, as the node before gives them',
		'filters.extIds': 'the IDs are of your own system',
	},
	subtitles: [
		[{}, 'up to 50'],
		[{ limit: 3 }, 'up to 3'],
		[{ returnAll: true }, 'all'],
	],
	tool: { model: ['filters.statuses', 'dateFrom', 'dateTill'], flow: ['filters.siteId', 'filters.phone'] },
};
