import type { IDataObject } from 'n8n-workflow';

import { type Failure, invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { CHAT_KEYS, type ChatKey, type IncomingChat, MESSAGE_KEYS, type MessageKey } from './body';
import { isBlank } from './values';
import { wireFields, type WireValue } from './wireFields';

/** Which column holds what. */
export type Columns = Record<ChatKey | MessageKey, string>;

/** The rows of one chat. */
export interface RowGroup {
	key: string;
	/** Indexes of the items, in input order. */
	rows: number[];
}

const REQUIRED: MessageKey[] = ['date_time', 'source', 'message'];

function withColumns(row: IDataObject): string {
	const names = Object.keys(row).slice(0, 30).join(', ');
	return names === '' ? 'The item is empty.' : `Its columns are: ${names}.`;
}

/**
 * Groups rows into chats, in the order of each chat's first row; the rows of a chat need not follow each other.
 *
 * @returns the groups, and a failure for each row without a key
 */
export function groupRows(
	rows: IDataObject[],
	keyColumn: string,
): { groups: RowGroup[]; failures: Map<number, Failure> } {
	const groups = new Map<string, RowGroup>();
	const failures = new Map<number, Failure>();
	rows.forEach((row, index) => {
		const value = cell(row, keyColumn);
		if (isBlank(value) || typeof value === 'object') {
			const problem = value === undefined ? 'is missing' : 'holds no key';
			const remedy = `Every row needs the key of its chat. ${withColumns(row)}`;
			failures.set(index, invalidField(`${keyColumn} (item ${index})`, problem, remedy));
			return;
		}
		const key = String(value).trim();
		const group = groups.get(key);
		if (group) group.rows.push(index);
		else groups.set(key, { key, rows: [index] });
	});
	return { groups: [...groups.values()], failures };
}

/**
 * The chat that a group of rows describes: a message for each row, and the chat's own values from whichever of its rows have them.
 *
 * @throws Failure when a column is missing, or the rows disagree about the chat
 */
export function chatOfRows({ key, rows }: RowGroup, items: IDataObject[], columns: Columns): IncomingChat {
	const values = CHAT_KEYS.map((name): WireValue => {
		const holders = rows.filter((row) => !isBlank(cell(items[row], columns[name])));
		const place = `${columns[name]} (item ${holders[0] ?? rows[0]})`;
		return [name, agreed(columns[name], holders, items), place];
	});
	const list: WireValue = ['messages', undefined, `messages (item ${rows[0]})`];
	return {
		key,
		chat: wireFields([...values, list]),
		messages: rows.map((row) => messageOfRow(row, items[row], columns)),
	};
}

/** What stands in a column; a column may be called like something that every object has by itself. */
function cell(row: IDataObject, column: string): unknown {
	return Object.hasOwn(row, column) ? row[column] : undefined;
}

function sameText(one: unknown, other: unknown): boolean {
	return typeof one !== 'object' && String(one).trim() === String(other).trim();
}

function agreed(column: string, holders: number[], items: IDataObject[]): unknown {
	if (holders.length === 0) return undefined;
	const [first] = holders;
	const value = cell(items[first], column);
	// An object cannot be compared; it is refused by its column later
	if (typeof value === 'object') return value;
	const other = holders.find((row) => !sameText(cell(items[row], column), value));
	if (other === undefined) return value;
	throw invalidField(
		`${column} (item ${other})`,
		`differs from the one of item ${first}, though both rows belong to one chat`,
		'Give the same value in all rows of a chat, or only in one of them.',
	);
}

function messageOfRow(index: number, row: IDataObject, columns: Columns): Fields {
	// n8n's Extract from File leaves empty cells out, so a missing one need not be a wrong name
	const missing = REQUIRED.find((name) => !Object.hasOwn(row, columns[name]));
	if (missing) {
		throw invalidField(
			`${columns[missing]} (item ${index})`,
			'is missing',
			`Fill in the cell, or name the right column under "Columns". ${withColumns(row)}`,
		);
	}
	return wireFields(
		MESSAGE_KEYS.map(
			(name): WireValue => [name, cell(row, columns[name]), `${columns[name]} (item ${index})`],
		),
	);
}
