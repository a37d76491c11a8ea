import type { Fields } from '../../engine/fields';
import { Findings } from '../uploads/findings';
import { type OwnFields, ownValue, withOwnFields } from '../uploads/ownFields';
import { wireFields } from '../uploads/wireFields';
import {
	type IncomingMessage,
	MESSAGE_KEYS,
	type MessageKey,
	USER_FIELD_KEYS,
	type UserFieldKey,
} from './body';

const OWN: OwnFields<MessageKey> = {
	paths: {
		date_time: 'dateTime',
		name: 'additionalFields.visitorName',
		phone: 'phone',
		email: 'email',
		message: 'text',
		form_name: 'formName',
		visitor_session_id: 'visitorSessionId',
		campaign_id: 'campaignId',
		site_id: 'siteId',
		source_id: 'additionalFields.sourceId',
		ext_id: 'additionalFields.ownMessageId',
	},
	picked: ['visitor_session_id', 'campaign_id', 'site_id', 'source_id'],
	onlyBelow: ['visitor_session_id'],
};

const OWN_USER_FIELD: Pick<OwnFields<UserFieldKey>, 'paths' | 'picked'> = {
	paths: { ext_id: 'userFieldId', value: 'value' },
	picked: ['ext_id'],
};

/** The offline message that the node's own fields describe. @throws Failure when its user fields are none */
export function messageOfFields(fields: Fields): IncomingMessage {
	return {
		message: wireFields(MESSAGE_KEYS.map((key) => ownValue(fields, key, OWN))),
		userFields: fields
			.entries('userFields', 'userField')
			.map((entry) => wireFields(USER_FIELD_KEYS.map((key) => ownValue(entry, key, OWN_USER_FIELD)))),
		findings: new Findings(),
	};
}

/** What the node's own fields give to offline messages that leave all of a group open. */
const PRESETS: MessageKey[][] = [['date_time'], ['visitor_session_id', 'campaign_id', 'site_id']];

/** Completes an offline message from outside by what the node's own fields say for those that leave it open. */
export function withPresets(incoming: IncomingMessage, fields: Fields): IncomingMessage {
	return { ...incoming, message: withOwnFields(incoming.message, fields, PRESETS, OWN) };
}
