import type { IDataObject } from 'n8n-workflow';

import { asFailure, type Failure, invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { bare, checkValue } from '../../engine/values';
import { visible } from '../../engine/visible';
import { CHAT_KEYS, type ChatKey, type IncomingChat, meantBy, MESSAGE_KEYS, type MessageKey } from './body';
import { DAY_COLUMNS, type DayColumn } from './columns';
import { type Cell, joined } from './dateAndTime';
import { cell, isEmptyRow, type Table } from './table';
import { isBlank } from './values';
import { wireFields, type WireValue } from './wireFields';

/** Which column holds what; those of days only where date and time stand in two. */
export type Columns = Record<ChatKey | MessageKey, string> & Partial<Record<DayColumn, string>>;

/** The rows of one chat. */
export interface RowGroup {
	key: string;
	/** Indexes of the items, in input order. */
	rows: number[];
}

/** The chats that a table holds. */
export interface Grouped {
	groups: RowGroup[];
	/** What is wrong with the keys of rows. */
	failures: Map<number, Failure>;
	/** Rows in which nothing stands. */
	empty: number[];
}

const REQUIRED: MessageKey[] = ['date_time', 'source', 'message'];

const place = (column: string, item: number) => `${visible(column)} (item ${item})`;

/**
 * Groups rows into chats, in the order of each chat's first row; the rows of a chat need not follow each other.
 *
 * @param keyColumn the column that is the same in all rows of a chat
 */
export function groupRows(table: Table, keyColumn: string): Grouped {
	const groups = new Map<string, RowGroup>();
	const failures: Grouped['failures'] = new Map();
	const empty: number[] = [];
	table.rows.forEach((row, index) => {
		if (isEmptyRow(row)) return void empty.push(index);
		try {
			const key = readKey(row, keyColumn, place(keyColumn, index), table);
			const group = groups.get(key);
			if (group) group.rows.push(index);
			else groups.set(key, { key, rows: [index] });
		} catch (caught) {
			failures.set(index, asFailure(caught));
		}
	});
	return { groups: [...groups.values()], failures, empty };
}

function readKey(row: IDataObject, column: string, label: string, table: Table): string {
	const value = cell(row, column);
	checkValue(value, label);
	const key = typeof value === 'object' ? '' : bare(String(value ?? ''));
	if (key !== '') return key;
	const problem = value === undefined ? 'is missing' : 'holds no key';
	throw invalidField(label, problem, `Every row needs the key of its chat. ${table.told(row)}`);
}

/**
 * The chat that a group of rows describes: a message for each row, and the chat's own values from whichever of its rows have them.
 *
 * @throws Failure when a column is missing, or the rows disagree about the chat
 */
export function chatOfRows({ key, rows }: RowGroup, table: Table, columns: Columns): IncomingChat {
	const [first] = rows;
	const values = CHAT_KEYS.map((name): WireValue => {
		const cells = rows
			.map((item) => ({ item, ...cellOf(name, item, table, columns) }))
			.filter(({ value }) => !isBlank(value));
		return [name, agreed(name, cells), cells.at(0)?.label ?? place(columns[name], first)];
	});
	return {
		key,
		chat: wireFields([...values, ['messages', undefined, `messages (item ${first})`]]),
		messages: rows.map((item) => messageOfRow(item, table, columns)),
	};
}

/** A value of a row, with its place. */
function cellOf(name: ChatKey | MessageKey, item: number, { rows }: Table, columns: Columns): Cell {
	const at = (column: string) => ({ value: cell(rows[item], column), label: place(column, item) });
	const own = at(columns[name]);
	const dayColumn = Object.hasOwn(DAY_COLUMNS, name)
		? columns[DAY_COLUMNS[name as keyof typeof DAY_COLUMNS]]
		: undefined;
	if (dayColumn === undefined) return own;
	const day = at(dayColumn);
	return isBlank(day.value) && isBlank(own.value) ? own : { value: joined(day, own), label: own.label };
}

/** The value that all rows of a chat have in common: a row may leave it out, or write it in another way. */
function agreed(name: ChatKey, [first, ...others]: Array<Cell & { item: number }>): unknown {
	// An object cannot be compared; it is refused by its column later
	if (first === undefined || typeof first.value === 'object') return first?.value;
	const other = others.find(({ value }) => !isSame(name, value, first.value));
	if (other === undefined) return first.value;
	throw invalidField(
		other.label,
		`differs from the one of item ${first.item}, though both rows belong to one chat`,
		'Give the same value in all rows of a chat, or only in one of them.',
	);
}

function isSame(name: ChatKey, one: unknown, other: unknown): boolean {
	if (typeof one === 'object') return false;
	if (String(one).trim() === String(other).trim()) return true;
	const meaning = meantBy(name, one);
	return meaning !== undefined && meaning === meantBy(name, other);
}

function messageOfRow(item: number, table: Table, columns: Columns): Fields {
	const row = table.rows[item];
	// n8n's Extract from File leaves empty cells out, so a missing one need not be a wrong name
	const missing = REQUIRED.find((name) => !Object.hasOwn(row, columns[name]));
	if (missing) {
		throw invalidField(
			place(columns[missing], item),
			'is missing',
			`Fill in the cell, or name the right column under "Columns". ${table.told(row)}`,
		);
	}
	return wireFields(
		MESSAGE_KEYS.map((name): WireValue => {
			const { value, label } = cellOf(name, item, table, columns);
			return [name, value, label];
		}),
	);
}
