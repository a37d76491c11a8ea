import type { INodeParameters } from 'n8n-workflow';

import { startVendor } from '../../sandbox/server';
import { type NodeResult, type NodeRun, runNode } from '../../testkit/n8n';
import { ACME_TOKEN, acme, acmeApi, acmeNode, acmeSessionApi } from './acme';

let vendor: Awaited<ReturnType<typeof startVendor<object, { session: number }>>>;

beforeAll(async () => {
	vendor = await startVendor(acme, { host: '127.0.0.1', port: 0 });
});
afterAll(async () => await vendor.stop());
beforeEach(() => vendor.reset());

const items = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ json: { index, text: `m${index}` } }));
const texts = () => vendor.store.held('message').map(({ fact }) => (fact as { text: string }).text);

async function run(
	more: Partial<NodeRun> & { options?: INodeParameters; lane?: string },
): Promise<NodeResult> {
	const { options = {}, lane = '', ...rest } = more;
	return await runNode({
		node: 'acme',
		parameters: { text: '={{ $json.text }}', lane, options },
		credentials: { acmeApi: { baseUrl: vendor.url, token: ACME_TOKEN } },
		extraNodes: { acme: acmeNode },
		extraCredentials: { acmeApi, acmeSessionApi },
		...rest,
	});
}

describe('runItems', () => {
	it('gives nothing for no items and sends nothing', async () => {
		const result = await run({ items: [] });
		expect(result.error).toBeUndefined();
		expect(vendor.store.requests()).toHaveLength(0);
	});

	it('keeps the order of the output when later items are quicker', async () => {
		vendor.faults.add({ when: { bodyIncludes: 'm0' }, fault: { kind: 'delay', ms: 200 } });
		const result = await run({ items: items(8), options: { concurrency: 8 } });
		expect(result.returned?.[0].map(({ json, pairedItem }) => [json.index, pairedItem])).toEqual(
			items(8).map((_, index) => [index, { item: index }]),
		);
		expect(texts().at(-1)).toBe('m0');
	});

	it('never has more requests under way than Concurrency says', async () => {
		vendor.faults.add({ times: Infinity, fault: { kind: 'delay', ms: 30 } });
		await run({ items: items(20), options: { concurrency: 5 } });
		expect(vendor.store.counters.maxInFlight).toBe(5);
		expect(texts()).toHaveLength(20);
	});

	it('sends the items of one lane in order, whatever the concurrency', async () => {
		vendor.faults.add({ when: { bodyIncludes: 'm0' }, fault: { kind: 'delay', ms: 100 } });
		await run({
			items: items(6),
			options: { concurrency: 6 },
			lane: '={{ $json.index % 2 ? "odd" : "even" }}',
		});
		expect(texts().filter((text) => Number(text.slice(1)) % 2 === 0)).toEqual(['m0', 'm2', 'm4']);
		expect(texts().filter((text) => Number(text.slice(1)) % 2 === 1)).toEqual(['m1', 'm3', 'm5']);
	});

	it('reports an item whose lane cannot be read like any other, and keeps the rest', async () => {
		const mixed = [{ json: { text: 'm0' } }, { json: { text: ['no', 'text'] } }, { json: { text: 'm2' } }];
		const result = await run({ items: mixed, lane: '={{ $json.text }}', onError: 'continueErrorOutput' });
		expect(texts().sort()).toEqual(['m0', 'm2']);
		expect(result.failed.map(({ json }) => json.error)).toEqual([
			expect.objectContaining({ message: '"Text" holds a list instead of text' }),
		]);
	});

	it('stops at the first failure, naming its item, what was done and what was not started', async () => {
		vendor.faults.add({ when: { bodyIncludes: 'm2' }, fault: { kind: 'status', status: 400 } });
		const result = await run({ items: items(5), options: { concurrency: 1 } });
		expect(result.error?.message).toBe('Acme refused the request');
		expect(result.error?.context).toMatchObject({ itemIndex: 2 });
		expect(result.error?.description).toContain('Already carried out: items 0–1. Not started: items 3–4.');
		expect(texts()).toEqual(['m0', 'm1']);
	});

	it('goes on with the good items under Continue', async () => {
		vendor.faults.add({ when: { bodyIncludes: 'm1' }, fault: { kind: 'status', status: 400 } });
		const result = await run({ items: items(3), onError: 'continueRegularOutput' });
		expect(result.main.map(({ json }) => json)).toEqual([
			{ index: 0, ok: true },
			{ error: expect.objectContaining({ message: 'Acme refused the request', httpStatus: 400 }) as unknown },
			{ index: 2, ok: true },
		]);
		expect(result.returned?.[0].map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(texts().sort()).toEqual(['m0', 'm2']);
	});

	it('sends only the failed item to the error output, with its input beside the error', async () => {
		vendor.faults.add({ when: { bodyIncludes: 'm1' }, fault: { kind: 'status', status: 500 } });
		const result = await run({ items: items(3), onError: 'continueErrorOutput' });
		expect(result.main.map(({ json }) => json.index)).toEqual([0, 2]);
		expect(result.failed.map(({ json }) => json)).toEqual([
			{
				index: 1,
				text: 'm1',
				error: expect.objectContaining({ delivery: 'uncertain', httpStatus: 500 }) as unknown,
			},
		]);
	});

	it('refuses a bad item before sending and keeps the others', async () => {
		const mixed = [{ json: { text: 'good' } }, { json: { text: '' } }, { json: { text: ['a', 'list'] } }];
		const result = await run({ items: mixed, onError: 'continueErrorOutput' });
		expect(texts()).toEqual(['good']);
		expect(result.failed.map(({ json }) => (json.error as { message: string }).message)).toEqual([
			'"Text" is empty',
			'"Text" holds a list instead of text',
		]);
	});

	it('says which option holds no concurrency', async () => {
		const result = await run({ items: items(2), options: { concurrency: '={{ "many" }}' } });
		expect(result.error?.message).toBe('"Options > Concurrency" holds "many"');
		expect(result.error?.description).toContain('Use a whole number from 0 to 50; 0 is automatic.');
		expect(texts()).toEqual([]);
	});

	it('passes no item on as carried out when no option could be read', async () => {
		const options = { concurrency: '={{ "many" }}' };
		const result = await run({ items: items(2), options, onError: 'continueErrorOutput' });
		expect(result.main).toEqual([]);
		expect(result.failed.map(({ json }) => json.error)).toEqual(
			Array(2).fill(expect.objectContaining({ message: '"Options > Concurrency" holds "many"' })),
		);
	});

	it('ends requests and waits at once when the execution is cancelled', async () => {
		vendor.faults.add({ times: Infinity, fault: { kind: 'hang' } });
		const started = Date.now();
		await run({ items: items(3), options: { timeout: 20_000 }, cancelAfterMs: 200 });
		expect(Date.now() - started).toBeLessThan(1500);
	});
});
