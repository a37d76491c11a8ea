import { isMatch } from 'lodash';
import { z } from 'zod';

import type { ExampleTable } from '../../testkit/example';
import type { N8nRest } from '../runtime/rest';

const named = z.object({ id: z.string(), name: z.string() });
const list = z.object({ data: z.array(named) });
const rowList = z.object({ data: z.array(z.record(z.unknown())) });

/** Where n8n keeps the owner's data tables. */
async function placeOf(n8n: N8nRest): Promise<string> {
	const { id } = await n8n.data('GET', '/rest/projects/personal', z.object({ id: z.string() }));
	return `/rest/projects/${id}/data-tables`;
}

const columnsOf = ({ columns }: ExampleTable) =>
	Object.entries(columns).map(([name, type]) => ({ name, type }));

/** Makes the data tables that are missing, and adds the rows that they must have before; gives the tables' ids by their names. */
export async function ensureTables(n8n: N8nRest, tables: ExampleTable[]): Promise<Map<string, string>> {
	const place = await placeOf(n8n);
	const { data } = await n8n.data('GET', place, list);
	const ids = new Map(data.map(({ name, id }) => [name, id]));
	for (const table of tables) {
		const { name, rows = [] } = table;
		const known = ids.get(name);
		const { id } = known
			? { id: known }
			: await n8n.data('POST', place, named, { name, columns: columnsOf(table) });
		ids.set(name, id);
		for (const row of rows) {
			const filters = Object.entries(row).map(([columnName, value]) => ({
				columnName,
				condition: 'eq',
				value,
			}));
			const filter = { type: 'and', filters };
			await n8n.data('POST', `${place}/${id}/upsert`, z.unknown(), { filter, data: row });
		}
	}
	return ids;
}

/** What is missing in a data table after an example has run, in lines. */
export async function missingRows(n8n: N8nRest, { name, gains = [] }: ExampleTable): Promise<string[]> {
	if (gains.length === 0) return [];
	const place = await placeOf(n8n);
	const { data: tables } = await n8n.data('GET', place, list);
	const table = tables.find((one) => one.name === name);
	if (!table) return [`there is no data table ${name}`];
	const { data } = await n8n.data('GET', `${place}/${table.id}/rows?take=200&sortBy=id:desc`, rowList);
	return gains
		.filter((wanted) => !data.some((row) => isMatch(row, wanted)))
		.map((wanted) => `the data table ${name} has no row ${JSON.stringify(wanted)}`);
}
