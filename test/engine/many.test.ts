import { range } from 'lodash';
import type { INodeParameters } from 'n8n-workflow';

import { startVendor } from '../../sandbox/server';
import { type NodeResult, type NodeRun, runNode } from '../../testkit/n8n';
import { ACME_TOKEN, acmeApi } from './acme';
import { acmeGetRows, acmeList, type AcmeListState } from './acmeList';

let vendor: Awaited<ReturnType<typeof startVendor<object, AcmeListState>>>;

beforeAll(async () => {
	vendor = await startVendor(acmeList, { host: '127.0.0.1', port: 0 });
});
afterAll(async () => await vendor.stop());
beforeEach(() => vendor.reset());

async function get(parameters: INodeParameters = {}, more: Partial<NodeRun> = {}): Promise<NodeResult> {
	return await runNode({
		node: 'acmeGetRows',
		parameters: { paging: 'offset', ...parameters },
		credentials: { acmeApi: { baseUrl: vendor.url, token: ACME_TOKEN } },
		extraNodes: { acmeGetRows },
		extraCredentials: { acmeApi },
		...more,
	});
}

const ids = ({ main }: NodeResult) => main.map(({ json }) => json.id);
const queries = () => vendor.store.requests({ path: '/rows' }).map(({ query }) => query);

describe.each(['offset', 'after', 'link'])('a list paged by %s', (paging) => {
	it('gives all, each row as an item paired with its input item', async () => {
		const result = await get({ paging, returnAll: true }, { items: [{}, {}] });
		expect(result.error).toBeUndefined();
		expect(ids(result)).toEqual([...range(1, 26), ...range(1, 26)]);
		expect(result.returned?.[0].map(({ pairedItem }) => pairedItem)).toEqual(
			range(50).map((index) => ({ item: Math.floor(index / 25) })),
		);
	});

	it('gives as many as the limit says, also in the middle of a page', async () => {
		expect(ids(await get({ paging, limit: 13 }))).toEqual(range(1, 14));
		expect(queries()).toHaveLength(2);
	});

	it('asks again for a page that could not be given', async () => {
		vendor.faults.add({ when: { path: '/rows', after: 1 }, fault: { kind: 'resetBefore' } });
		expect(ids(await get({ paging, returnAll: true }))).toEqual(range(1, 26));
	});

	it('gives nothing of an item whose list breaks off, and the others whole', async () => {
		const status = { kind: 'status' as const, status: 400 };
		vendor.faults.add({ when: { path: '/rows', after: 1 }, fault: status });
		const items = [{}, {}];
		const options = { concurrency: 1 };
		const result = await get({ paging, returnAll: true, options }, { items, onError: 'continueErrorOutput' });
		expect(result.failed.map(({ json }) => json.error)).toEqual([
			expect.objectContaining({ message: 'Acme refused the request', delivery: 'refused' }),
		]);
		expect(ids(result)).toEqual(range(1, 26));
	});

	it('ends when the execution is cancelled in the middle of a page', async () => {
		vendor.faults.add({ when: { path: '/rows', after: 1 }, times: Infinity, fault: { kind: 'hang' } });
		const started = Date.now();
		const result = await get({ paging, returnAll: true }, { cancelAfterMs: 300 });
		expect(Date.now() - started).toBeLessThan(2_000);
		expect(result.main).toEqual([]);
		expect(queries()).toHaveLength(2);
	});
});

it('asks for no more than is wanted', async () => {
	await get({ limit: 3 });
	expect(queries()).toEqual([{ offset: '0', limit: '3' }]);
});

it('gives 50 unless told otherwise', async () => {
	vendor.state.rows = range(1, 100).map((id) => ({ id, time: id }));
	expect(ids(await get())).toEqual(range(1, 51));
});

it.each([
	[{ limit: 0 }, '"Limit" holds "0"'],
	[{ limit: -1 }, '"Limit" holds "-1"'],
	[{ limit: 1.5 }, '"Limit" holds "1.5"'],
	[{ limit: 'many' }, '"Limit" holds "many"'],
	[{ returnAll: 'perhaps' }, '"Return All" holds a string'],
])('refuses %j before anything is asked for', async (parameters, message) => {
	const result = await get(parameters as INodeParameters);
	expect(result.error?.message).toBe(message);
	expect(queries()).toEqual([]);
});

describe('the address of the next page', () => {
	it.each([
		['another host', 'http://stranger.invalid/rows', 'http://stranger.invalid'],
		['another port', 'http://127.0.0.1:9/rows', 'http://127.0.0.1:9'],
		['another scheme', 'https://127.0.0.1/rows', 'https://127.0.0.1'],
		['no address', 'http://', 'something else than an address'],
	])('is not followed to %s', async (_what, link, named) => {
		vendor.state.link = link;
		const result = await get({ paging: 'link', returnAll: true });
		expect(result.error?.name).toBe('NodeOperationError');
		expect(result.error?.message).toBe(`Acme named ${named} for the next page of its list`);
		expect(result.error?.description).toBe(
			'That is not the host of the credential, so nothing was sent there. Ask for as many entries as one page has, or narrow the list down.',
		);
		expect(queries()).toHaveLength(1);
	});

	it('is not needed when there are enough rows before it', async () => {
		vendor.state.link = 'http://stranger.invalid/rows';
		expect(ids(await get({ paging: 'link', limit: 5 }))).toEqual(range(1, 6));
	});

	it('is followed where it is a path', async () => {
		vendor.state.turn = (pages) => (vendor.state.link = pages === 0 ? '/rows?after=10' : undefined);
		expect(ids(await get({ paging: 'link', returnAll: true }))).toEqual(range(1, 26));
	});

	it('is not followed twice', async () => {
		vendor.state.link = '/rows?after=10';
		const result = await get({ paging: 'link', returnAll: true });
		expect(result.error?.message).toMatch(/^Acme's list does not end/);
		expect(queries()).toHaveLength(2);
	});

	it('is not followed where the credential may not be sent', async () => {
		const credentials = {
			acmeApi: {
				baseUrl: vendor.url,
				token: ACME_TOKEN,
				allowedHttpRequestDomains: 'domains',
				allowedDomains: 'acme.example',
			},
		};
		const result = await get({ paging: 'link', returnAll: true }, { credentials });
		expect(result.error?.message).toBe('The credential may not be sent to 127.0.0.1');
		expect(queries()).toHaveLength(1);
	});
});

describe('rows that move between pages', () => {
	it('are given once where others come in before them', async () => {
		vendor.state.turn = (pages) => {
			if (pages === 1) vendor.state.rows.push({ id: 0.5, time: 0 }, { id: 0.6, time: 0 });
		};
		const read = ids(await get({ returnAll: true }));
		expect(read).toEqual(range(1, 26));
	});

	it('are not lost where others are removed before them', async () => {
		vendor.state.turn = (pages) => {
			if (pages === 1) vendor.state.rows = vendor.state.rows.filter(({ id }) => id > 5);
		};
		expect(ids(await get({ returnAll: true }))).toEqual(range(1, 26));
	});

	it('come whole although the total is off', async () => {
		for (const off of [-12, 3]) {
			vendor.state.totalOff = off;
			expect(ids(await get({ returnAll: true }))).toEqual(range(1, 26));
		}
	});
});
