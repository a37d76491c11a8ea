import type { IDataObject } from 'n8n-workflow';

import { asFailure, Failure, invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { bare, checkValue } from '../../engine/values';
import { breathing, mapBreathing } from '../../engine/wait';
import { CHAT_KEYS, type ChatKey, type IncomingChat, meantBy, MESSAGE_KEYS, type MessageKey } from './body';
import { REQUIRED_COLUMNS } from './columns';
import type { Column, Columns } from './columnsOfTable';
import { type Cell, joined } from './dateAndTime';
import { Findings } from '../uploads/findings';
import { cell, isEmptyRow, type Table } from './table';
import { isBlank, shown } from '../values';
import { wireFields, type WireValue } from '../uploads/wireFields';
import type { Words } from './words';

/** In milliseconds: n8n hands over very many rows in one piece, and just before they are grouped. */
const SOON = 10;

/** The rows of one chat. */
export interface RowGroup {
	key?: string;
	/** Indexes of the items, in input order. */
	rows: number[];
	/** Why it cannot be told which chat the row belongs to; it then stands alone. */
	flaw?: Failure;
}

/** A table, and how it is read. */
export interface Reading {
	table: Table;
	columns: Columns;
	words: Words;
}

/** The chats that a table holds. */
export interface Grouped {
	groups: RowGroup[];
	/** Rows in which nothing stands. */
	empty: number[];
}

/**
 * Groups rows into chats, in the order of each chat's first row; the rows of a chat need not follow each other.
 *
 * @param keyColumn the column that is the same in all rows of a chat
 */
export async function groupRows(table: Table, keyColumn: Column): Promise<Grouped> {
	const groups: RowGroup[] = [];
	const byKey = new Map<string, RowGroup>();
	const empty: number[] = [];
	const open = (group: RowGroup) => {
		groups.push(group);
		return group;
	};
	const add = (row: IDataObject, index: number) => {
		if (isEmptyRow(row)) return void empty.push(index);
		const key = attempt(() => readKey(row, keyColumn, table));
		if (key instanceof Failure) return void open({ rows: [index], flaw: key.with({ item: index }) });
		const group = byKey.get(key);
		if (group) group.rows.push(index);
		else byKey.set(key, open({ key, rows: [index] }));
	};
	const breathe = breathing(SOON);
	for (const [index, row] of table.rows.entries()) {
		const pause = breathe();
		if (pause) await pause;
		add(row, index);
	}
	return { groups, empty };
}

function attempt<T>(read: () => T): T | Failure {
	try {
		return read();
	} catch (caught) {
		return asFailure(caught);
	}
}

function readKey(row: IDataObject, column: Column, table: Table): string {
	const { label } = column;
	const value = valueIn(row, column);
	checkValue(value, label);
	const key = typeof value === 'object' ? '' : bare(String(value ?? ''));
	if (key !== '') return key;
	const problem = value === undefined ? 'is missing' : 'holds no key';
	throw invalidField(label, problem, `Every row needs the key of its chat. ${table.told()}`);
}

/** What stands in a column of a row. @throws Failure when it is not known which column it is */
function valueIn(row: IDataObject, { name, flaw }: Column): unknown {
	if (flaw) throw flaw;
	return cell(row, name);
}

/** The chat that a group of rows describes: a message for each row, and the chat's own values from whichever of its rows have them. */
export async function chatOfRows({ key, rows, flaw }: RowGroup, reading: Reading): Promise<IncomingChat> {
	const items = new Map<string, number>();
	const values: WireValue[] = [];
	const breathe = breathing();
	for (const name of CHAT_KEYS) {
		const { label } = reading.columns[name];
		const found = await agreed(name, rows, reading, breathe).catch(asFailure);
		if (found && !(found instanceof Failure)) items.set(name, found.item);
		values.push([name, found instanceof Failure ? found : found?.value, label]);
	}
	return {
		...(key === undefined ? { partial: true } : { key }),
		chat: wireFields(values),
		messages: await mapBreathing(rows, (item) => messageOfRow(item, reading)),
		itemOf: (name) => items.get(name) ?? rows[0],
		findings: new Findings(flaw),
		employees: {},
	};
}

/** A value of a row, with its place. */
function cellOf(name: ChatKey | MessageKey, item: number, { table, columns, words }: Reading): Cell {
	const row = table.rows[item];
	const { day, ...column } = columns[name];
	const { label } = column;
	const own = { value: words.meant(name, valueIn(row, column), label), label };
	if (day === undefined) return own;
	const date = { value: valueIn(row, day), label: day.label };
	return isBlank(date.value) && isBlank(own.value) ? own : { ...own, value: joined(date, own) };
}

interface Found {
	value: unknown;
	item: number;
}

/** The value that all rows of a chat have in common, with the first row that has it: a row may leave it out, or write it in another way. */
async function agreed(
	name: ChatKey,
	rows: number[],
	reading: Reading,
	breathe: () => Promise<void> | undefined,
): Promise<Found | undefined> {
	const findings = new Findings();
	let first: Found | undefined;
	for (const item of rows) {
		const pause = breathe();
		if (pause) await pause;
		const at = { item, value: findings.of(name, () => cellOf(name, item, reading).value, item) };
		if (isBlank(at.value)) continue;
		first ??= at;
		const { value } = first;
		// An object cannot be compared; it is refused by its column later
		if (typeof value !== 'object')
			findings.of(name, () => requireSame(name, at.value, value, reading.columns), item);
	}
	findings.raise();
	return first;
}

function requireSame(name: ChatKey, value: unknown, first: unknown, columns: Columns): void {
	if (value === first || isSame(name, value, first)) return;
	throw invalidField(
		columns[name].label,
		`holds ${shown(value)}, another row of the chat ${shown(first)}`,
		'Give the same value in all rows of a chat, or only in one of them.',
	);
}

function isSame(name: ChatKey, one: unknown, other: unknown): boolean {
	if (typeof one === 'object') return false;
	if (String(one).trim() === String(other).trim()) return true;
	const meaning = meantBy(name, one);
	return meaning !== undefined && meaning === meantBy(name, other);
}

function messageOfRow(item: number, reading: Reading): Fields {
	const { table, columns } = reading;
	const values = MESSAGE_KEYS.map((name): WireValue => {
		const column = columns[name];
		const value = attempt(() => {
			// n8n's Extract from File leaves empty cells out, so a missing one need not be a wrong name
			if (REQUIRED_COLUMNS.includes(name)) requireCell(table.rows[item], column, table);
			return cellOf(name, item, reading).value;
		});
		return [name, value, column.label];
	});
	return wireFields(values, item);
}

function requireCell(row: IDataObject, { name, label, flaw }: Column, table: Table): void {
	if (flaw || Object.hasOwn(row, name)) return;
	throw invalidField(label, 'is missing', `Fill in the cell, or choose the right column. ${table.told()}`);
}
