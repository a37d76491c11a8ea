import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { readRequestOptions } from '../../engine/options';
import { allOf, equal, furtherFilter, oneOf } from '../conditions';
import { readPeriod } from '../period';
import { openReceiver } from '../receiver';
import { newestFirst, type Report, reportItems } from '../reports';
import { ids, pickedId } from '../values';
import { defaults } from './properties';

/** Whether the numbers of messages are unique among all chats is not documented. */
const report: Report = {
	method: 'get.chat_messages_report',
	longest: { days: 30 },
	always: ['id', 'chat_id', 'date_time'],
	key: ({ id, chat_id }) => `${String(chat_id)} ${id}`,
	sortedBy: 'date_time',
	names: { id: 'message_id' },
};

/** How many chats one request may name is not documented. */
const MOST_CHATS = 100;

/** @throws Failure when they are none, or too many */
function readChats(fields: Fields): IDataObject {
	const chats = ids(fields, 'chatIds');
	const label = fields.label('chatIds');
	if (chats.length === 0)
		throw invalidField(label, 'is empty', 'Give the number of at least one chat, as Get Chats gives it.');
	if (chats.length > MOST_CHATS) {
		throw invalidField(
			label,
			`holds ${chats.length} numbers`,
			`Give ${MOST_CHATS} at the most for one item, and the others with further items.`,
		);
	}
	return chats.length === 1 ? { chat_id: chats[0] } : { chat_ids: chats };
}

/**
 * Gets the messages of chats, or of a period. https://callgear.github.io/data_api/report/get_chat_messages_report/
 *
 * @throws Failure when a field cannot be used (then nothing was asked), or CallGear does not give them all
 */
export async function getChatMessages(
	context: IExecuteFunctions,
	fields: Fields,
): Promise<INodeExecutionData[]> {
	const request = readRequestOptions(fields, defaults);
	const ofChats = fields.choice('scope') === 'chats';
	const params = ofChats ? readChats(fields) : {};
	const period = ofChats ? undefined : readPeriod(fields, context.getTimezone());
	const filters = fields.collection('filters');
	const query = {
		params,
		filter: allOf([
			...oneOf('channel_type', filters.choices('channelTypes')),
			...equal('employee_id', pickedId(filters, 'employeeId')),
			...furtherFilter(filters),
		]),
		newestFirst: newestFirst(fields.collection('options'), 'asc'),
	};
	const receiver = await openReceiver(context, fields, request);
	return await reportItems(context, receiver, report, query, period);
}
