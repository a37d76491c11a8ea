/** The fields of nodes that get many, and the items that a list becomes. */

import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { Fields } from './fields';
import { given } from './given';
import { cancelSignal } from './http';
import { type PageSource, type Place, rowsOf, type Wanted } from './pages';

/** How many are wanted. */
export const limitFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

/** Whether each item is a choice of what the vendor gives. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** What narrows the list down. */
export function filtersField(filters: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		description: 'Which ones to get; all of them where nothing is added',
		options: filters,
	};
}

/** How many an item wants. @throws Failure when its fields hold no such number */
function readLimit(fields: Fields): number {
	if (fields.flag('returnAll')) return Infinity;
	return fields.optionalWhole('limit', { min: 1 }) ?? 50;
}

/** What an item wants of a list. @throws Failure when its fields cannot be read */
export function readWanted(context: IExecuteFunctions, fields: Fields): Wanted {
	return given({ limit: readLimit(fields), signal: cancelSignal(context) });
}

/**
 * As many rows of a list as an item wants, as they come.
 *
 * @throws Failure when the item's fields cannot be read, before anything is asked for; or the list cannot be read to the end of what is wanted
 */
export function wantedRows<Row, At extends Place>(
	context: IExecuteFunctions,
	fields: Fields,
	source: PageSource<Row, At>,
): AsyncGenerator<Row, void, undefined> {
	return rowsOf(source, readWanted(context, fields));
}

/**
 * The output items for one input item, which `runItems` pairs with it. A page is forgotten as soon as its rows have become items.
 *
 * @param json what is given of a row
 * @throws Failure when the list cannot be read to the end of what is wanted; a read can be done again, so a part of it is not given
 */
export async function itemsFrom<Row, At extends Place>(
	context: IExecuteFunctions,
	fields: Fields,
	source: PageSource<Row, At>,
	json: (row: Row) => IDataObject,
): Promise<INodeExecutionData[]> {
	return await itemsOf(wantedRows(context, fields, source), json);
}

/** The same for rows of several lists, or of one that is read in another way. */
export async function itemsOf<Row>(
	rows: AsyncIterable<Row>,
	json: (row: Row) => IDataObject,
): Promise<INodeExecutionData[]> {
	const items: INodeExecutionData[] = [];
	for await (const row of rows) items.push({ json: json(row) });
	return items;
}
