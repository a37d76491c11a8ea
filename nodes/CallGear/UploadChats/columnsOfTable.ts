import { isPlainObject } from 'lodash';

import { asFailure, type Failure, invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { given } from '../../engine/given';
import { visible } from '../../engine/visible';
import { CHAT_KEYS, type ChatKey, MESSAGE_KEYS, type MessageKey } from './body';
import {
	columnField,
	type ColumnKey,
	columnName,
	DAY_COLUMNS,
	REQUIRED_COLUMNS,
	SHOWN_COLUMNS,
} from './columns';
import type { Table } from './table';
import { isBlank } from '../values';

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

/** A field that names a column, and what it holds unless the user names another one. */
interface Naming {
	fields: Fields;
	field: string;
	own: string;
	/** Whether there has to be such a column. */
	required: boolean;
}

/** How n8n writes the path to a column whose name holds brackets. */
const PATH = /^\[(["'])([^]*)\1\]$/;

/** The columns of a table, as the node's fields name them. */
export function readColumns(fields: Fields, table: Table): Columns {
	const more = fields.collection('columns');
	const namingOf = (key: ColumnKey): Naming => ({
		fields: SHOWN_COLUMNS.includes(key) ? fields : more,
		field: columnField(key),
		own: key,
		required: REQUIRED_COLUMNS.includes(key),
	});
	const all = [...CHAT_KEYS, ...MESSAGE_KEYS].map((key) => {
		const column = find(namingOf(key), columnName(key), table);
		const dayKey = Object.hasOwn(DAY_COLUMNS, key) ? DAY_COLUMNS[key as keyof typeof DAY_COLUMNS] : undefined;
		const named = dayKey !== undefined && chosenIn(more, columnField(dayKey)) !== undefined;
		const day = named ? find(namingOf(dayKey), columnName(dayKey), table) : undefined;
		return [key, given({ ...column, day, flaw: column.flaw ?? day?.flaw })];
	});
	return Object.fromEntries(all) as Columns;
}

/** The column of the key, which is the same in all rows of a chat. */
export function readKeyColumn(fields: Fields, table: Table): Column {
	return find({ fields, field: 'chatKey', own: 'chat_id', required: true }, 'Chat Key Column', table);
}

function find(naming: Naming, title: string, table: Table): Column {
	const { fields, field, own } = naming;
	try {
		const name = nameIn(naming, table);
		const found = table.column(name, fields.label(field));
		if (found !== undefined) return { name: found, label: `${title} (${visible(found)})` };
		requireKnown(naming, name, table);
		// An optional column that the table does not have: nothing stands in it
		return { name: own, label: `${title} (${visible(own)}, which no row has)` };
	} catch (caught) {
		return { name: own, label: title, flaw: asFailure(caught) };
	}
}

/** The name that the user gave, else CallGear's own. */
function nameIn({ fields, field, own }: Naming, table: Table): string {
	const name = chosenIn(fields, field);
	if (name === undefined) return own;
	const [, , inner] = PATH.exec(name) ?? [];
	return inner !== undefined && table.column(name, fields.label(field)) === undefined ? inner : name;
}

/** What was chosen or typed, character for character: a column may be called like another one but for a space. */
function chosenIn(fields: Fields, field: string): string | undefined {
	const value = fields.raw(field);
	const name = isPlainObject(value) ? (value as { value?: unknown }).value : value;
	if (isBlank(name)) return undefined;
	if (typeof name !== 'object') return String(name);
	throw invalidField(fields.label(field), 'holds an object', 'Choose a column, or type its name.');
}

/** A column that is missed: else its values would be, without a word. @throws Failure that names the columns there are */
function requireKnown({ fields, field, own, required }: Naming, name: string, table: Table): void {
	if (!required && name === own) return;
	throw invalidField(
		fields.label(field),
		`holds "${visible(name)}", which no row has`,
		`Choose one of the columns of the input. ${table.told()}`,
	);
}
