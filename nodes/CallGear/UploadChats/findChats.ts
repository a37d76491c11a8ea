import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { type Failure, invalidField } from '../../engine/errors';
import { Fields } from '../../engine/fields';
import { given } from '../../engine/given';
import { visible } from '../../engine/visible';
import { CHAT_KEYS, type ChatKey, type IncomingChat, MESSAGE_KEYS, type MessageKey } from './body';
import { columnField, DAY_COLUMNS, type DayColumn } from './columns';
import { chatOfJson } from './json';
import { chatOfFields, withPresets } from './nodeFields';
import { properties } from './properties';
import { type Columns, chatOfRows, groupRows } from './rows';
import { isEmptyRow, Table } from './table';
import { isBlank } from './values';

/** A chat that is still to be read, with the input items it is made of. */
export interface FoundChat {
	items: number[];
	/** @throws Failure when its values cannot be read */
	read(fields: Fields): IncomingChat;
}

/** All chats of the input, and what stood in the way of single items. */
export interface FoundChats {
	chats: FoundChat[];
	failures: Map<number, Failure>;
	/** Items in which nothing stands. */
	empty: number[];
}

/**
 * Finds the chats in the input, in the way that the node's field Source says at the first item.
 *
 * @throws Failure when that field, or the names of the columns, cannot be used
 */
export function findChats(context: IExecuteFunctions): FoundChats {
	const items = context.getInputData();
	const first = Fields.ofItem(context, 0, properties);
	const source = first.choice('source');
	if (source === 'rows')
		return chatsOfRows(
			items.map(({ json }) => json),
			first,
		);
	const read = source === 'json' ? readJsonField : chatOfFields;
	return { chats: items.map((_, index) => ({ items: [index], read })), failures: new Map(), empty: [] };
}

function readJsonField(fields: Fields): IncomingChat {
	return withPresets(chatOfJson(fields.optionalJson('chat'), fields.label('chat')), fields);
}

function chatsOfRows(rows: IDataObject[], first: Fields): FoundChats {
	const table = new Table(rows);
	if (rows.every(isEmptyRow)) return { chats: [], failures: new Map(), empty: rows.map((_, index) => index) };
	const columns = readColumns(first, table);
	const name = first.text('chatKey');
	// A key that no row has is told with each row
	const keyColumn = table.column(name, first.label('chatKey')) ?? name.trim();
	const { groups, failures, empty } = groupRows(table, keyColumn);
	const chats = groups.map((group) => ({
		items: group.rows,
		read: (fields: Fields) => withPresets(chatOfRows(group, table, columns), fields),
	}));
	return { chats, failures, empty };
}

function readColumns(fields: Fields, table: Table): Columns {
	const chosen = fields.collection('columns');
	const named = (key: ChatKey | MessageKey | DayColumn) => namedColumn(chosen, columnField(key), table);
	const own = [...CHAT_KEYS, ...MESSAGE_KEYS].map((key) => [
		key,
		named(key) ?? table.column(key, chosen.label(columnField(key))) ?? key,
	]);
	const days = Object.values(DAY_COLUMNS).map((key) => [key, named(key)]);
	return given(Object.fromEntries([...own, ...days]) as Columns);
}

/** A column that the user named. @throws Failure when no row has it: else its values would be missed without a word */
function namedColumn(fields: Fields, field: string, table: Table): string | undefined {
	const name = fields.optionalText(field);
	if (name === undefined || isBlank(name)) return undefined;
	const column = table.column(name, fields.label(field));
	if (column !== undefined) return column;
	throw invalidField(
		fields.label(field),
		`holds "${visible(name)}", which no row has`,
		`Correct the name, or take the entry out. ${table.told()}`,
	);
}
