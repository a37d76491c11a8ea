import { DateTime } from 'luxon';
import type { IExecuteFunctions } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { given } from '../../engine/given';
import type { RequestOptions } from '../../engine/options';
import type { Target } from '../answers';
import type { Receiver } from '../receiver';
import { receiverOf, zoneOf } from '../uploads/account';
import { lostCharacters } from '../uploads/garbled';
import type { Found } from '../uploads/kind';
import { madeIdOf } from '../uploads/madeId';
import type { Ready } from '../uploads/ready';
import { shownTime } from '../uploads/times';
import { type BuiltMessage, buildMessage, type IncomingMessage, type Rules } from './body';
import { messageOfJson } from './json';
import { labelOf } from './labels';
import { messageOfFields, withPresets } from './nodeFields';
import { properties } from './properties';

/**
 * Reads and checks the offline message of an item, with the account that it goes to: of its own credential, customer and time zone.
 *
 * @param request how requests are sent
 * @throws Failure when something of the message, the options or the credential cannot be used
 */
export async function readOfflineMessage(
	context: IExecuteFunctions,
	{ items }: Found,
	request: RequestOptions,
): Promise<Ready> {
	const receiver = await receiverOf(context, items[0], properties, request);
	const { fields, account, userId } = receiver;
	const incoming = read(fields);
	const built = buildMessage(incoming, await readRules(context, receiver));
	const { message } = built;
	return given({
		body: message,
		bytes: Buffer.byteLength(JSON.stringify(message)),
		items,
		account,
		userId,
		mark: typeof message.ext_id === 'string' ? message.ext_id : madeIdOf(message),
		shown: shownOf(built),
		warnings: () => lostCharacters([message]),
		labelOf: (target: Target) => labelOf(target, incoming, built),
	});
}

function read(fields: Fields): IncomingMessage {
	if (fields.choice('source') === 'fields') return messageOfFields(fields);
	const name = 'offlineMessage';
	return withPresets(messageOfJson(fields.optionalJson(name), fields.label(name)), fields);
}

/** Once the values are read: the time of a message can be that of this run. */
async function readRules(context: IExecuteFunctions, receiver: Receiver): Promise<Rules> {
	const { options } = receiver;
	const zone = await zoneOf(context, receiver);
	return {
		zone,
		inputZone: options.optionalChoice('inputTimezone') === 'account' ? zone : context.getTimezone(),
		now: DateTime.now(),
		makeExtId: options.optionalChoice('missingExtId') !== 'omit',
	};
}

/** The members that an output item shows beside the ID. */
function shownOf({ message: { ext_id, date_time }, left }: BuiltMessage) {
	return given({ ext_id, date_time, times: [shownTime(left)] });
}
