import { camelCase } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';

import { byDisplayName } from '../../engine/alphabet';
import type { ChatKey, MessageKey } from './body';
import { onlyFor } from '../uploads/onlyFor';

const COLUMN_TEXTS: Record<ChatKey | MessageKey, [name: string, holds: string]> = {
	start_date_time: ['Chat Start', 'when the chat began; without it, a second before its first message'],
	name: ['Visitor Name', "the visitor's name"],
	phone: ['Phone', "the visitor's phone; phone or email is needed"],
	email: ['Email', "the visitor's email; phone or email is needed"],
	status: ['Status', 'how the chat ended: lost, refused or succeed'],
	initiator: ['Initiator', 'who began the chat: autoinvite, operator or visitor'],
	visitor_session_id: ['Visitor Session ID', 'the number of the visitor session'],
	campaign_id: ['Campaign ID', 'the number of the campaign'],
	site_id: ['Site ID', 'the number of the site'],
	source_id: ['Source ID', 'the number of the traffic source'],
	ext_id: ['Own Chat ID', 'your own ID of the chat'],
	date_time: ['Message Time', 'when the message was sent'],
	source: [
		'Message Source',
		'who wrote the message: operator, system or visitor, or words such as agent and customer',
	],
	employee_id: [
		'Employee',
		'the operator who wrote the message: ID, email or full name of an employee in CallGear',
	],
	message: ['Message Text', 'the text of the message'],
};

/** For tables that have date and time in two columns: the column of the day, by the member whose own column then holds the time of day alone. */
export const DAY_COLUMNS = { start_date_time: 'chat_start_date', date_time: 'message_date' } as const;

export type DayColumn = (typeof DAY_COLUMNS)[keyof typeof DAY_COLUMNS];

const DAY_TEXTS: Record<DayColumn, string> = {
	chat_start_date: 'Chat Start',
	message_date: 'Message',
};

/** What a column can hold. */
export type ColumnKey = ChatKey | MessageKey | DayColumn;

/** Without these there is no message. */
export const REQUIRED_COLUMNS: readonly ColumnKey[] = ['date_time', 'source', 'message'];

/** Those that stand on the node by themselves; the others are added one by one. */
export const SHOWN_COLUMNS: readonly ColumnKey[] = [...REQUIRED_COLUMNS, 'employee_id', 'phone', 'email'];

/** The name of the field that names a column. */
export const columnField = (key: ColumnKey) => camelCase(`${key} column`);

/** The field that names a column, as the user sees it. */
export function columnName(key: ColumnKey): string {
	const name = key in DAY_TEXTS ? `${DAY_TEXTS[key as DayColumn]} Date` : COLUMN_TEXTS[key as ChatKey][0];
	return `${name} Column`;
}

/** Which columns the input has; the editor fills it in whenever it asks for the list. */
export const INPUT_COLUMNS = 'inputColumns';

const inputColumns: INodeProperties = {
	displayName: 'Columns of the Input',
	name: INPUT_COLUMNS,
	type: 'hidden',
	default: '={{ $input.all().flatMap((item) => Object.keys(item.json)).unique() }}',
	...onlyFor('rows'),
};

/** A field that takes a column from the list of those of the input, by its name, or by dragging it there. */
function locatorOfColumn(
	[displayName, name, description]: [displayName: string, name: string, description: string],
	value: string,
	more: Partial<INodeProperties> = {},
): INodeProperties {
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value },
		description,
		requiresDataPath: 'single',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a column…',
				typeOptions: {
					searchListMethod: 'searchColumns',
					searchable: true,
					skipCredentialsCheckInRLC: true,
				},
			},
			{
				displayName: 'By Name',
				name: 'name',
				type: 'string',
				placeholder: `e.g. ${value || 'date'}`,
			},
		],
		...more,
	};
}

function fieldOf(key: ColumnKey, more: Partial<INodeProperties> = {}): INodeProperties {
	const [name, field] = [columnName(key), columnField(key)];
	if (key in DAY_TEXTS) {
		const time = key === 'message_date' ? columnName('date_time') : columnName('start_date_time');
		const holds = `Only where date and time stand in two columns: the one that holds the date. ${time} then holds the time of day.`;
		return locatorOfColumn([name, field, holds], '', more);
	}
	const holds = `The column that holds ${COLUMN_TEXTS[key as ChatKey][1]}`;
	return locatorOfColumn([name, field, holds], key, more);
}

const chatKeyColumn = locatorOfColumn(
	['Chat Key Column', 'chatKey', 'The column that is the same in all messages of a chat'],
	'chat_id',
	{ required: true, ...onlyFor('rows') },
);

const moreColumns: INodeProperties = {
	displayName: 'More Columns',
	name: 'columns',
	type: 'collection',
	placeholder: 'Add Column',
	default: {},
	description:
		"What else your table holds of the chats. Columns that have CallGear's own names, such as status or site_id, are found without an entry here.",
	...onlyFor('rows'),
	options: byDisplayName(
		([...Object.keys(COLUMN_TEXTS), ...Object.keys(DAY_TEXTS)] as ColumnKey[])
			.filter((key) => !SHOWN_COLUMNS.includes(key))
			.map((key) => fieldOf(key)),
	),
};

const shown = SHOWN_COLUMNS.map((key) =>
	fieldOf(key, { required: REQUIRED_COLUMNS.includes(key), ...onlyFor('rows') }),
);

/** The columns without which a table holds no chats. */
export const requiredColumns = [inputColumns, chatKeyColumn, ...shown.filter(({ required }) => required)];

/** The others. */
export const optionalColumns = [...shown.filter(({ required }) => !required), moreColumns];
