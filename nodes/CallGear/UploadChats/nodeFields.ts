import type { Fields } from '../../engine/fields';
import { locatedId } from '../../engine/locator';
import { CHAT_KEYS, type ChatKey, type IncomingChat, MESSAGE_KEYS, type MessageKey } from './body';
import { Findings } from './findings';
import { isBlank } from '../values';
import { wireFields, type WireValue } from './wireFields';

type Key = ChatKey | MessageKey;

/** The node's own field for each of CallGear's members, with the collection it is in. */
const PATHS: Record<Key, string> = {
	start_date_time: 'startDateTime',
	name: 'additionalFields.visitorName',
	phone: 'phone',
	email: 'email',
	status: 'status',
	initiator: 'additionalFields.initiator',
	visitor_session_id: 'visitorSessionId',
	campaign_id: 'campaignId',
	site_id: 'siteId',
	source_id: 'additionalFields.sourceId',
	ext_id: 'additionalFields.extId',
	date_time: 'dateTime',
	source: 'messageSource',
	employee_id: 'employeeId',
	message: 'text',
};

/** What is picked from a list, or typed as an ID. */
const PICKED: readonly Key[] = ['visitor_session_id', 'campaign_id', 'site_id', 'source_id', 'employee_id'];

function valueOf(fields: Fields, key: Key): WireValue<Key> {
	const [outer, inner] = PATHS[key].split('.');
	const [holder, name] = inner ? [fields.collection(outer), inner] : [fields, outer];
	const value = holder.raw(name);
	return [key, PICKED.includes(key) ? locatedId(value) : value, holder.label(name)];
}

/** What the list of messages is called; they themselves are read one by one. */
const messageList = (fields: Fields): WireValue => ['messages', undefined, fields.label('messages')];

/** The chat that the node's own fields describe. @throws Failure when its messages are none */
export function chatOfFields(fields: Fields): IncomingChat {
	return {
		chat: wireFields([...CHAT_KEYS.map((key) => valueOf(fields, key)), messageList(fields)]),
		messages: fields.entries('messages', 'message').map((message) =>
			wireFields(
				MESSAGE_KEYS.map((key) => valueOf(message, key)),
				fields.itemIndex,
			),
		),
		findings: new Findings(),
	};
}

/** What the node's own fields give to chats that leave all of a group open. */
const PRESETS: Key[][] = [['status'], ['visitor_session_id', 'campaign_id', 'site_id']];

/** An export can lack what the visitor is known by. Its status is told by its messages. */
export const PRESETS_OF_EXPORT: Key[][] = [
	['phone', 'email'],
	['campaign_id', 'site_id'],
];

/** Completes a chat from outside by what the node's own fields say for those that leave it open. */
export function withPresets(incoming: IncomingChat, fields: Fields, groups = PRESETS): IncomingChat {
	const { chat } = incoming;
	const isOpen = (key: Key) => chat.isBlank(key);
	const presets = groups
		.filter((group) => group.every(isOpen))
		.flat()
		// The field for it belongs to chats that are put together on the node
		.filter((key) => key !== 'visitor_session_id')
		.map((key) => valueOf(fields, key))
		.filter(([, value]) => !isBlank(value));
	const names = presets.map(([name]) => name);
	return { ...incoming, chat: chat.replaced(names, wireFields(presets)) };
}
