import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { Fields } from '../../engine/fields';
import type { Found, Input } from '../uploads/kind';
import type { IncomingChat } from './body';
import { readColumns, readKeyColumn } from './columnsOfTable';
import { chatOfExport } from './exports/chatOfExport';
import { chatOfJson } from './json';
import { chatOfFields, PRESETS_OF_EXPORT, withPresets } from './nodeFields';
import { properties } from './properties';
import { chatOfRows, groupRows } from './rows';
import { Table } from './table';
import { Words } from './words';

/** A chat that is still to be read. */
export interface FoundChat extends Found {
	/** @throws Failure when its values cannot be read */
	read(fields: Fields): IncomingChat | Promise<IncomingChat>;
}

/** One chat per item, by the field Source; without an entry it is put together on the node. */
const READERS: Partial<Record<string, FoundChat['read']>> = { json: readJsonField, export: readExportField };

/**
 * Finds the chats in the input, in the way that the node's field Source says at the first item.
 *
 * @throws Failure when that field, or the names of the columns, cannot be used
 */
export async function findChats(context: IExecuteFunctions): Promise<Input<FoundChat>> {
	const items = context.getInputData();
	const first = Fields.ofItem(context, 0, properties);
	const source = first.choice('source');
	if (source === 'rows')
		return await chatsOfRows(
			items.map(({ json }) => json),
			first,
		);
	const read = READERS[source] ?? chatOfFields;
	return { found: items.map((_, index) => ({ items: [index], read })), empty: [] };
}

function readJsonField(fields: Fields): IncomingChat {
	const chat = chatOfJson(fields.optionalJson('chat'), fields.label('chat'), fields.itemIndex);
	return withPresets(chat, fields);
}

async function readExportField(fields: Fields): Promise<IncomingChat> {
	return withPresets(await chatOfExport(fields), fields, PRESETS_OF_EXPORT);
}

async function chatsOfRows(rows: IDataObject[], first: Fields): Promise<Input<FoundChat>> {
	const table = new Table(rows);
	const { groups, empty } = await groupRows(table, readKeyColumn(first, table));
	if (groups.length === 0) return { found: [], empty };
	const reading = { table, columns: readColumns(first, table), words: new Words(first) };
	const found = groups.map((group) => ({
		items: group.rows,
		read: async (fields: Fields) => withPresets(await chatOfRows(group, reading), fields),
	}));
	return { found, empty };
}
