import type { INodeParameters, INodeType } from 'n8n-workflow';

import { runItems } from '../../nodes/engine/items';
import type { Fault } from '../../sandbox';
import { startVendor } from '../../sandbox/server';
import { type NodeResult, type NodeRun, runNode } from '../../testkit/n8n';
import { ACME_TOKEN, acme, acmeApi, acmeNode, acmeSessionApi } from './acme';
import { defaults } from './context';

let vendor: Awaited<ReturnType<typeof startVendor<object, { session: number }>>>;

beforeAll(async () => {
	vendor = await startVendor(acme, { host: '127.0.0.1', port: 0 });
});
afterAll(async () => await vendor.stop());
beforeEach(() => vendor.reset());

const LOST: Fault = { kind: 'resetAfter' };
const REFUSED: Fault = { kind: 'status', status: 400 };

const items = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ json: { index, text: `m${index};` } }));
const texts = () => vendor.store.held('message').map(({ fact }) => (fact as { text: string }).text);
const strike = (text: string, fault: Fault, times = 1) =>
	vendor.faults.add({ when: { bodyIncludes: text }, times, fault });

async function run(more: Partial<NodeRun> & { options?: INodeParameters } = {}): Promise<NodeResult> {
	const { options = {}, ...rest } = more;
	const result = await runNode({
		node: 'acme',
		parameters: { text: '={{ $json.text }}', options: { concurrency: 1, ...options } },
		credentials: { acmeApi: { baseUrl: vendor.url, token: ACME_TOKEN } },
		extraNodes: { acme: acmeNode },
		extraCredentials: { acmeApi, acmeSessionApi },
		items: items(5),
		...rest,
	});
	expect(result.stored()).not.toContain(ACME_TOKEN);
	return result;
}

const jsonOf = ({ main }: NodeResult) => main.map(({ json }) => json);
const pairs = ({ main }: NodeResult) => main.map(({ pairedItem }) => pairedItem);

describe('Retry On Fail', () => {
	it.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
		'sends only what is open, under %s',
		async (onError) => {
			strike('m0;', REFUSED);
			strike('m3;', REFUSED);
			const result = await run({ onError, tries: 4 });
			expect(result.error).toBeUndefined();
			expect(texts().sort()).toEqual(['m0;', 'm1;', 'm2;', 'm3;', 'm4;']);
			expect(jsonOf(result)).toEqual(items(5).map((_, index) => ({ index, ok: true })));
			expect(pairs(result)).toEqual(items(5).map((_, item) => ({ item })));
		},
	);

	it('sends what may have arrived never again, and all the rest under Stop too', async () => {
		strike('m1;', LOST);
		const result = await run({ tries: 3 });
		expect(texts()).toEqual(['m0;', 'm1;', 'm2;', 'm3;', 'm4;']);
		expect(result.error?.context).toMatchObject({ itemIndex: 1, data: { delivery: 'uncertain' } });
		expect(result.error?.description).toContain('It was not sent again.');
		expect(result.error?.description).toContain('Already carried out: items 0, 2–4. Retry sends nothing;');
	});

	it.each([1, 3])('leaves an item in doubt that was lost as number %s', async (index) => {
		strike(`m${index};`, LOST);
		strike('m0;', REFUSED, 2);
		const result = await run({ onError: 'continueErrorOutput', tries: 3 });
		expect(texts().sort()).toEqual(['m0;', 'm1;', 'm2;', 'm3;', 'm4;']);
		expect(result.failed).toHaveLength(1);
		expect(result.failed[0].json).toMatchObject({ index, error: { delivery: 'uncertain' } });
		expect(result.main).toHaveLength(4);
	});

	it('sends again what may have arrived where the user wants that, and keeps the doubt', async () => {
		const options = { retryUncertainSends: true, maxTries: 1 };
		strike('m1;', LOST, 1);
		strike('m1;', REFUSED, 1);
		const refused = await run({ options, tries: 2 });
		expect(texts()).toEqual(['m0;', 'm1;']);
		expect(refused.error?.context).toMatchObject({ itemIndex: 1, data: { delivery: 'uncertain' } });

		vendor.reset();
		strike('m1;', LOST, 1);
		const { error } = await run({ options, tries: 2 });
		expect(error).toBeUndefined();
		expect(texts()).toEqual(['m0;', 'm1;', 'm1;', 'm2;', 'm3;', 'm4;']);
	});

	it('takes what it gave for another run of the node, with the same items, for nothing of its own', async () => {
		await run({ runs: 3, tries: 2 });
		expect(texts()).toHaveLength(15);
	});

	it('does a read again, whatever it gave before', async () => {
		const work = jest.fn(async () => await Promise.resolve({ json: {} }));
		work.mockRejectedValueOnce(new Error('no')).mockRejectedValueOnce(new Error('no'));
		const reader: INodeType = {
			...acmeNode,
			async execute() {
				return await runItems(this, { defaults: { ...defaults, writes: false }, properties: [] }, work);
			},
		};
		const { main } = await run({
			extraNodes: { acme: reader },
			items: items(2),
			tries: 3,
			onError: 'continueRegularOutput',
		});
		expect(main.map(({ json }) => json)).toEqual([{}, {}]);
		expect(work).toHaveBeenCalledTimes(4);
	});
});

describe('the retry of a failed execution', () => {
	async function failed(fault: Fault, tries = 1): Promise<NodeResult> {
		strike('m2;', fault, tries);
		const result = await run({ tries: tries > 1 ? tries : undefined });
		expect(result.status).toBe('error');
		return result;
	}

	it('sends only what is open; what was delivered comes out as far as it is known', async () => {
		const of = await failed(REFUSED);
		expect(of.error?.description).toContain(
			'Already carried out: items 0–1. Not started: items 3–4. Retry sends items 2–4 only.',
		);
		const result = await run({ retry: { of } });
		expect(result.status).toBe('success');
		expect(texts()).toEqual(['m0;', 'm1;', 'm2;', 'm3;', 'm4;']);
		expect(jsonOf(result)).toEqual(
			items(5).map((_, index) => ({ ...(index < 2 ? { alreadyDelivered: true } : {}), index, ok: true })),
		);
		expect(pairs(result)).toEqual(items(5).map((_, item) => ({ item })));
	});

	it('never sends what may have arrived, and goes on with the rest', async () => {
		const of = await failed(LOST);
		expect(of.error?.description).toContain(
			'Not started: items 3–4. Retry sends items 3–4 only; with "Retry Uncertain Sends" on, what is uncertain too.',
		);
		const first = await run({ retry: { of } });
		expect(first.status).toBe('error');
		expect(texts()).toEqual(['m0;', 'm1;', 'm2;', 'm3;', 'm4;']);
		expect(first.error?.description).toContain('Retry sends nothing');

		const second = await run({ retry: { of: first }, onError: 'continueErrorOutput' });
		expect(second.status).toBe('success');
		expect(second.failed.map(({ json }) => json)).toEqual([
			expect.objectContaining({
				index: 2,
				error: expect.objectContaining({ delivery: 'uncertain' }) as unknown,
			}),
		]);
		expect(second.main.map(({ json }) => json.alreadyDelivered)).toEqual([true, true, true, true]);
		expect(texts()).toHaveLength(5);

		const wanted = await run({ retry: { of: second }, options: { retryUncertainSends: true } });
		expect(wanted.status).toBe('success');
	});

	it('sends what may have arrived when the user has it sent again', async () => {
		const of = await failed(LOST);
		const result = await run({ retry: { of }, options: { retryUncertainSends: true } });
		expect(result.status).toBe('success');
		expect(texts()).toEqual(['m0;', 'm1;', 'm2;', 'm2;', 'm3;', 'm4;']);
	});

	it('goes on from one retry to the next, tries included', async () => {
		let of = await failed(REFUSED, 2);
		strike('m3;', REFUSED, 4);
		of = await run({ retry: { of }, tries: 2 });
		expect(of.status).toBe('error');
		of = await run({ retry: { of }, tries: 2 });
		expect(of.status).toBe('error');
		of = await run({ retry: { of }, tries: 2 });
		expect(of.status).toBe('success');
		expect(texts()).toEqual(['m0;', 'm1;', 'm2;', 'm3;', 'm4;']);
	});

	it('sends a changed input as a new one', async () => {
		const of = await failed(REFUSED);
		const result = await run({
			retry: {
				of,
				change: (item, index) => (index === 1 ? { ...item, json: { ...item.json, text: 'changed' } } : item),
			},
		});
		expect(texts()).toEqual(['m0;', 'm1;', 'changed', 'm2;', 'm3;', 'm4;']);
		expect(jsonOf(result).filter(({ alreadyDelivered }) => alreadyDelivered)).toEqual([
			{ alreadyDelivered: true, index: 0, ok: true },
		]);
	});
});

describe('an execution that n8n starts anew under its own id, as 1.x does with that of a killed worker', () => {
	it('knows nothing of what was done: all is sent again', async () => {
		const execution = { id: '17', mode: 'webhook' } as const;
		strike('m3;', LOST);
		await run({ execution });
		await run({ execution });
		expect(texts()).toEqual(['m0;', 'm1;', 'm2;', 'm3;', 'm0;', 'm1;', 'm2;', 'm3;', 'm4;']);
	});
});
