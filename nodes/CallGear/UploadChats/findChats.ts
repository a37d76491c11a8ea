import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Failure } from '../../engine/errors';
import { Fields } from '../../engine/fields';
import { CHAT_KEYS, type IncomingChat, MESSAGE_KEYS } from './body';
import { columnField } from './columns';
import { chatOfJson } from './json';
import { chatOfFields, withPresets } from './nodeFields';
import { properties } from './properties';
import { type Columns, chatOfRows, groupRows } from './rows';

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
	return { chats: items.map((_, index) => ({ items: [index], read })), failures: new Map() };
}

function readJsonField(fields: Fields): IncomingChat {
	return withPresets(chatOfJson(fields.optionalJson('chat'), fields.label('chat')), fields);
}

function chatsOfRows(rows: IDataObject[], first: Fields): FoundChats {
	const columns = readColumns(first);
	const { groups, failures } = groupRows(rows, first.id('chatKey'));
	const chats = groups.map((group) => ({
		items: group.rows,
		read: (fields: Fields) => withPresets(chatOfRows(group, rows, columns), fields),
	}));
	return { chats, failures };
}

function readColumns(fields: Fields): Columns {
	const chosen = fields.collection('columns');
	const named = [...CHAT_KEYS, ...MESSAGE_KEYS].map((key) => [
		key,
		chosen.optionalId(columnField(key)) ?? key,
	]);
	return Object.fromEntries(named) as Columns;
}
