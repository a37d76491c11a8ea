import type { IDataObject, IExecuteFunctions, INodeProperties, INodeType } from 'n8n-workflow';
import { range } from 'lodash';

import { readJson, statusFailure } from '../../nodes/engine/answer';
import { readCredential, type RequestContext, type Signer } from '../../nodes/engine/credential';
import type { Fields } from '../../nodes/engine/fields';
import { request } from '../../nodes/engine/http';
import { runItems } from '../../nodes/engine/items';
import { filtersField, itemsFrom, limitFields } from '../../nodes/engine/many';
import {
	type OptionDefaults,
	optionsField,
	readRequestOptions,
	type RequestOptions,
} from '../../nodes/engine/options';
import { afterKey, byLink, byPosition } from '../../nodes/engine/paging';
import type { PageSource, Place } from '../../nodes/engine/pages';
import { Answer, type Vendor } from '../../sandbox/vendor';
import { acme } from './acme';

/** A row of the made-up vendor's list. */
export interface AcmeRow {
	id: number;
	/** In milliseconds. */
	time: number;
}

interface ListState {
	session: number;
	rows: AcmeRow[];
	/** Told before each page is made, with the number of pages so far: where a test lets rows come, go and move. */
	turn: (pages: number) => void;
	pages: number;
	/** Added to the total that the vendor tells. */
	totalOff: number;
	/** Instead of the address of the next page. */
	link?: string;
}

const PAGE_SIZE = 10;

/** Acme with a list of rows, to be paged in three ways. Sorted by id. */
export const acmeList = {
	...acme,
	state: (): ListState => ({
		session: 0,
		rows: range(1, 26).map((id) => ({ id, time: id * 1000 })),
		turn: () => undefined,
		pages: 0,
		totalOff: 0,
	}),
	routes(app, world) {
		acme.routes(app, world as never);
		app.get('/rows', ({ query, headers }) => {
			if (!headers.authorization) throw new Answer(401, { reason: 'who is it?' });
			const { state } = world;
			state.turn(state.pages);
			state.pages += 1;
			const { offset = '0', limit = '10', after, from = '0' } = query as Record<string, string | undefined>;
			const behind = Number(after ?? 0);
			const rows = state.rows
				.filter(({ id, time }) => id > behind && time >= Number(from))
				.sort((a, b) => a.id - b.id)
				.slice(Number(offset));
			const page = rows.slice(0, Math.min(Number(limit), PAGE_SIZE));
			const last = page.at(-1);
			const next = `${world.url()}/rows?after=${last?.id}`;
			return {
				rows: page,
				total: state.rows.length + state.totalOff,
				next: state.link ?? (last && page.length < rows.length ? next : null),
			};
		});
	},
} satisfies Vendor<object, ListState>;

export type AcmeListState = ListState;

const signer: Signer = { type: 'acmeApi', secrets: ({ token }) => [String(token)] };

interface Answered {
	rows: AcmeRow[];
	total: number;
	next: string | null;
}

/** Acme's list, paged by `offset`, `after` or `link`, as a room would make it. */
export async function acmeRows(
	context: RequestContext,
	options: RequestOptions,
	paging: string,
	from?: number,
): Promise<PageSource<AcmeRow, number> | PageSource<AcmeRow, string>> {
	const credentials = await readCredential(context, signer.type, options.itemIndex);
	const url = `${String(credentials.baseUrl)}/rows`;
	const read = async (address: string, qs?: IDataObject): Promise<Answered> => {
		const call = { signer, vendor: 'Acme', method: 'GET', effect: 'reads', url: address, qs } as const;
		return await request(context, call, options, (answer) => {
			const failure = statusFailure('Acme', answer);
			if (failure) throw failure;
			return readJson('Acme', answer) as Answered;
		});
	};
	const list = { vendor: 'Acme', pageSize: PAGE_SIZE, key: ({ id }: AcmeRow) => String(id) };
	if (paging === 'after') {
		return afterKey({
			...list,
			first: 0,
			place: ({ id }) => id,
			read: async (after, limit) => {
				const { rows, next } = await read(url, { after, limit, ...(from === undefined ? {} : { from }) });
				return { rows, more: next !== null };
			},
		});
	}
	if (paging === 'link') {
		return byLink({
			...list,
			first: url,
			credentials,
			read: async (address) => {
				const { rows, next } = await read(address);
				return { rows, link: next };
			},
		});
	}
	return byPosition({
		...list,
		read: async (offset, limit) => {
			const { rows, total } = await read(url, { offset, limit });
			return { rows, more: offset + rows.length < total };
		},
	});
}

const defaults: OptionDefaults = { timeoutMs: 5_000, writes: false };

const properties: INodeProperties[] = [
	{ displayName: 'Paging', name: 'paging', type: 'string', default: 'offset' },
	...limitFields,
	filtersField([{ displayName: 'Except', name: 'except', type: 'number', default: 0 }]),
	optionsField(defaults),
];

/** A node that gets many, as a room would write it. */
export const acmeGetRows: INodeType = {
	description: {
		displayName: 'Acme Get Rows',
		name: 'acmeGetRows',
		group: ['input'],
		version: 1,
		description: 'Gets rows from Acme',
		defaults: { name: 'Acme Get Rows' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'acmeApi' }],
		properties,
	},
	async execute(this: IExecuteFunctions) {
		return await runItems(this, { defaults, properties }, async (fields: Fields) => {
			const options = readRequestOptions(fields, defaults);
			const source = await acmeRows(this, options, fields.text('paging'));
			return await itemsFrom(this, fields, source as PageSource<AcmeRow, Place>, ({ id }) => ({ id }));
		});
	},
};
