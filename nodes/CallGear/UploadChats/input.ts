import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Failure } from '../../engine/errors';
import { Fields } from '../../engine/fields';
import { locatedId } from '../../engine/locator';
import { CHAT_KEYS, type ChatDraft, type ChatKey, MESSAGE_KEYS, type MessageDraft } from './chat';
import { columnField } from './columns';
import { draftOfJson } from './json';
import { properties } from './properties';
import { type Columns, draftOfRows, groupRows } from './rows';
import { isEmpty } from './values';

/** A chat that is still to be read, with the input items it is made of. */
export interface Source {
	items: number[];
	/** @throws Failure when its values cannot be read */
	draft(fields: Fields): ChatDraft;
}

/** All chats of the input, and what stood in the way of single items. */
export interface Sources {
	chats: Source[];
	failures: Map<number, Failure>;
}

/**
 * Finds the chats in the input, in the way that the node's field Source says at the first item.
 *
 * @throws Failure when that field, or the names of the columns, cannot be used
 */
export function findChats(context: IExecuteFunctions): Sources {
	const items = context.getInputData();
	const first = Fields.ofItem(context, 0, properties);
	const source = first.choice('source');
	if (source === 'rows')
		return chatsOfRows(
			items.map(({ json }) => json),
			first,
		);
	const draft =
		source === 'json'
			? (fields: Fields) => withPreset(draftOfJson(fields.optionalJson('chat'), fields.label('chat')), fields)
			: draftOfFields;
	return { chats: items.map((_, index) => ({ items: [index], draft })), failures: new Map() };
}

function chatsOfRows(rows: IDataObject[], first: Fields): Sources {
	const columns = readColumns(first);
	const { groups, failures } = groupRows(rows, first.id('chatKey'));
	const chats = groups.map((group) => ({
		items: group.rows,
		draft: (fields: Fields) => withPreset(draftOfRows(group, rows, columns), fields),
	}));
	return { chats, failures };
}

function readColumns(fields: Fields): Columns {
	const chosen = fields.collection('columns');
	const named = [...CHAT_KEYS, ...MESSAGE_KEYS].map((key) => [
		key,
		chosen.optionalText(columnField(key))?.trim() || key,
	]);
	return Object.fromEntries(named) as Columns;
}

/** Completes a chat from outside by what the node's own fields say for those that leave it open. */
function withPreset(draft: ChatDraft, fields: Fields): ChatDraft {
	const { status, visitor_session_id, campaign_id, site_id } = draft.values;
	const placed = [visitor_session_id, campaign_id, site_id].some((value) => !isEmpty(value));
	const presets = {
		...(isEmpty(status) ? { status: fields.raw('status') } : {}),
		...(placed ? {} : { campaign_id: idIn(fields, 'campaignId'), site_id: idIn(fields, 'siteId') }),
	};
	const label: ChatDraft['label'] = (key) =>
		isEmpty((presets as ChatDraft['values'])[key as ChatKey])
			? draft.label(key)
			: fields.label(FIELD_NAMES[key as keyof typeof FIELD_NAMES]);
	return { ...draft, values: { ...draft.values, ...presets }, label };
}

const idIn = (fields: Fields, name: string) => locatedId(fields.raw(name));

/** The node's own field for each of CallGear's members. */
const FIELD_NAMES = {
	start_date_time: 'startDateTime',
	status: 'status',
	phone: 'phone',
	email: 'email',
	visitor_session_id: 'visitorSessionId',
	campaign_id: 'campaignId',
	site_id: 'siteId',
	messages: 'messages',
} as const;

const ADDITIONAL_NAMES = {
	name: 'visitorName',
	initiator: 'initiator',
	source_id: 'sourceId',
	ext_id: 'extId',
} as const;

const MESSAGE_NAMES = {
	date_time: 'dateTime',
	source: 'messageSource',
	employee_id: 'employeeId',
	message: 'text',
} as const;

function draftOfFields(fields: Fields): ChatDraft {
	const additional = fields.collection('additionalFields');
	const label: ChatDraft['label'] = (key) =>
		key in FIELD_NAMES
			? fields.label(FIELD_NAMES[key as keyof typeof FIELD_NAMES])
			: additional.label(ADDITIONAL_NAMES[key as keyof typeof ADDITIONAL_NAMES]);
	const values = {
		start_date_time: fields.raw('startDateTime'),
		status: fields.raw('status'),
		phone: fields.raw('phone'),
		email: fields.raw('email'),
		visitor_session_id: idIn(fields, 'visitorSessionId'),
		campaign_id: idIn(fields, 'campaignId'),
		site_id: idIn(fields, 'siteId'),
		name: additional.raw('visitorName'),
		initiator: additional.raw('initiator'),
		source_id: idIn(additional, 'sourceId'),
		ext_id: additional.raw('extId'),
	};
	return { values, label, messages: fields.entries('messages', 'message').map(messageOfFields) };
}

function messageOfFields(fields: Fields): MessageDraft {
	return {
		values: {
			date_time: fields.raw('dateTime'),
			source: fields.raw('messageSource'),
			employee_id: idIn(fields, 'employeeId'),
			message: fields.raw('text'),
		},
		label: (key) => fields.label(MESSAGE_NAMES[key]),
	};
}
