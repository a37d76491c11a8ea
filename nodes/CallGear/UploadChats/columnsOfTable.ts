import { asFailure, type Failure, invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { given } from '../../engine/given';
import { visible } from '../../engine/visible';
import { CHAT_KEYS, type ChatKey, MESSAGE_KEYS, type MessageKey } from './body';
import { columnField, columnName, DAY_COLUMNS, type DayColumn } from './columns';
import type { Table } from './table';
import { isBlank } from './values';

/** A column of the table. */
export interface Column {
	name: string;
	/** What errors call it: the field that names it, and its own name. */
	label: string;
	/** Why it is not known which column it is. */
	flaw?: Failure;
	/** The column of the day, where date and time stand in two. */
	day?: Column;
}

/** Which column holds what. */
export type Columns = Record<ChatKey | MessageKey, Column>;

/** The columns of a table, as the node's fields name them. */
export function readColumns(fields: Fields, table: Table): Columns {
	const chosen = fields.collection('columns');
	const own = [...CHAT_KEYS, ...MESSAGE_KEYS].map((key) => {
		const column = named(chosen, key, table) ?? find(chosen, key, key, table) ?? columnOf(key, key);
		const dayKey = Object.hasOwn(DAY_COLUMNS, key) ? DAY_COLUMNS[key as keyof typeof DAY_COLUMNS] : undefined;
		const day = dayKey && named(chosen, dayKey, table);
		return [key, given({ ...column, day, flaw: column.flaw ?? day?.flaw })];
	});
	return Object.fromEntries(own) as Columns;
}

/** The column of the key, which is the same in all rows of a chat. */
export function readKeyColumn(fields: Fields, table: Table): Column {
	const name = fields.text('chatKey');
	const label = (column: string) => `${fields.label('chatKey')} (${visible(column)})`;
	try {
		// A key that no row has is told with each row
		const found = table.column(name, fields.label('chatKey')) ?? name.trim();
		return { name: found, label: label(found) };
	} catch (caught) {
		return { name, label: label(name), flaw: asFailure(caught) };
	}
}

type Key = ChatKey | MessageKey | DayColumn;

const columnOf = (key: Key, name: string): Column => ({
	name,
	label: `${columnName(key)} (${visible(name)})`,
});

function find(fields: Fields, key: Key, name: string, table: Table): Column | undefined {
	try {
		const found = table.column(name, fields.label(columnField(key)));
		return found === undefined ? undefined : columnOf(key, found);
	} catch (caught) {
		return { ...columnOf(key, name), flaw: asFailure(caught) };
	}
}

/** A column that the user named; a flaw when no row has it: else its values would be missed without a word. */
function named(fields: Fields, key: Key, table: Table): Column | undefined {
	const field = columnField(key);
	const name = fields.optionalText(field);
	if (name === undefined || isBlank(name)) return undefined;
	const flaw = invalidField(
		fields.label(field),
		`holds "${visible(name)}", which no row has`,
		`Correct the name, or take the entry out. ${table.told()}`,
	);
	return find(fields, key, name, table) ?? { ...columnOf(key, name), flaw };
}
