import { camelCase } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';

import type { ChatKey, MessageKey } from './body';
import { onlyFor } from './onlyFor';

const COLUMN_TEXTS: Record<ChatKey | MessageKey, [name: string, holds: string]> = {
	start_date_time: ['Chat Start', 'when the chat began; without it, a second before its first message'],
	name: ['Visitor Name', "the visitor's name"],
	phone: ['Phone', "the visitor's phone"],
	email: ['Email', "the visitor's email"],
	status: ['Status', 'how the chat ended: lost, refused or succeed'],
	initiator: ['Initiator', 'who began the chat: autoinvite, operator or visitor'],
	visitor_session_id: ['Visitor Session ID', 'the number of the visitor session'],
	campaign_id: ['Campaign ID', 'the number of the campaign'],
	site_id: ['Site ID', 'the number of the site'],
	source_id: ['Source ID', 'the number of the traffic source'],
	ext_id: ['Own Chat ID', 'your own ID of the chat'],
	date_time: ['Message Time', 'when the message was sent'],
	source: ['Message Source', 'who wrote the message: operator, system or visitor'],
	employee_id: ['Employee ID', 'the number of the operator who wrote it'],
	message: ['Message Text', 'the text of the message'],
};

/** For tables that have date and time in two columns: the column of the day, by the member whose own column then holds the time of day alone. */
export const DAY_COLUMNS = { start_date_time: 'chat_start_date', date_time: 'message_date' } as const;

export type DayColumn = (typeof DAY_COLUMNS)[keyof typeof DAY_COLUMNS];

const DAY_TEXTS: Record<DayColumn, string> = {
	chat_start_date: 'Chat Start',
	message_date: 'Message',
};

/** The name of the field that names a column. */
export const columnField = (key: ChatKey | MessageKey | DayColumn) => camelCase(`${key} column`);

/** The field that names a column, as the user sees it. */
export function columnName(key: ChatKey | MessageKey | DayColumn): string {
	const [name] = key in COLUMN_TEXTS ? COLUMN_TEXTS[key as ChatKey] : [`${DAY_TEXTS[key as DayColumn]} Date`];
	return `${name} Column`;
}

/** Which columns of a table hold what. */
export const columnsField: INodeProperties = {
	displayName: 'Columns',
	name: 'columns',
	type: 'collection',
	placeholder: 'Rename Column',
	default: {},
	description:
		"Only the columns that your table calls otherwise; without an entry, they have CallGear's own names",
	...onlyFor('rows'),
	options: [
		...Object.entries(COLUMN_TEXTS).map(
			([key, [name, holds]]): INodeProperties => ({
				displayName: `${name} Column`,
				name: columnField(key as ChatKey | MessageKey),
				type: 'string',
				default: key,
				placeholder: `e.g. ${key}`,
				description: `Name of the column that holds ${holds}`,
			}),
		),
		...Object.entries(DAY_TEXTS).map(
			([key, name]): INodeProperties => ({
				displayName: `${name} Date Column`,
				name: columnField(key as DayColumn),
				type: 'string',
				default: '',
				placeholder: 'e.g. date',
				description: `Only where date and time stand in two columns: name of the one that holds the date. ${name === 'Message' ? 'Message Time' : name} Column then names the one with the time of day.`,
			}),
		),
	].sort((a, b) => a.displayName.localeCompare(b.displayName)),
};
