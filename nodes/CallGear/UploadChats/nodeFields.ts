import type { Fields } from '../../engine/fields';
import { CHAT_KEYS, type ChatKey, type IncomingChat, MESSAGE_KEYS, type MessageKey } from './body';
import { Findings } from '../uploads/findings';
import { type OwnFields, ownValue, withOwnFields } from '../uploads/ownFields';
import { wireFields, type WireValue } from '../uploads/wireFields';

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

const OWN: OwnFields<Key> = { paths: PATHS, picked: PICKED, onlyBelow: ['visitor_session_id'] };

/** What the list of messages is called; they themselves are read one by one. */
const messageList = (fields: Fields): WireValue => ['messages', undefined, fields.label('messages')];

/** The chat that the node's own fields describe. @throws Failure when its messages are none */
export function chatOfFields(fields: Fields): IncomingChat {
	return {
		chat: wireFields([...CHAT_KEYS.map((key) => ownValue(fields, key, OWN)), messageList(fields)]),
		messages: fields.entries('messages', 'message').map((message) =>
			wireFields(
				MESSAGE_KEYS.map((key) => ownValue(message, key, OWN)),
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
	return { ...incoming, chat: withOwnFields(incoming.chat, fields, groups, OWN) };
}
