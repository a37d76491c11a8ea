import { setTimeout as sleep } from 'node:timers/promises';

import { range } from 'lodash';
import type { INodeParameters } from 'n8n-workflow';

import { Fields } from '../../nodes/engine/fields';
import { Failure } from '../../nodes/engine/errors';
import { MOST_MARKS } from '../../nodes/engine/marks';
import type { Outcome } from '../../nodes/engine/progress';
import { sentOnce } from '../../nodes/engine/sendOnce';
import type { Fault } from '../../sandbox';
import { startVendor } from '../../sandbox/server';
import { type NodeResult, type NodeRun, runNode } from '../../testkit/n8n';
import { ProcessedStore, rememberIn } from '../../testkit/processedStore';
import { ACME_TOKEN, acme, acmeApi, acmeNode, acmeSessionApi } from './acme';
import { type ContextFacts, contextOf } from './context';

let vendor: Awaited<ReturnType<typeof startVendor<object, { session: number }>>>;
const store = new ProcessedStore();

beforeAll(async () => {
	vendor = await startVendor(acme, { host: '127.0.0.1', port: 0 });
	await rememberIn(store);
});
afterAll(async () => await vendor.stop());
beforeEach(() => {
	vendor.reset();
	store.clear();
	store.takes = () => 0;
});

const LOST: Fault = { kind: 'resetAfter' };
const REFUSED: Fault = { kind: 'status', status: 400 };
const HANG: Fault = { kind: 'hang' };

const items = (count: number) =>
	range(count).map((index) => ({ json: { index, text: `m${index};`, order: `o${index}` } }));
const texts = () => vendor.store.held('message').map(({ fact }) => (fact as { text: string }).text);
const strike = (text: string, fault: Fault, times = 1) =>
	vendor.faults.add({ when: { bodyIncludes: text }, times, fault });

async function run(more: Partial<NodeRun> & { options?: INodeParameters } = {}): Promise<NodeResult> {
	const { options = {}, ...rest } = more;
	return await runNode({
		node: 'acme',
		parameters: {
			text: '={{ $json.text }}',
			options: { concurrency: 1, sendOnce: 'execution', ...options },
		},
		credentials: { acmeApi: { baseUrl: vendor.url, token: ACME_TOKEN } },
		extraNodes: { acme: acmeNode },
		extraCredentials: { acmeApi, acmeSessionApi },
		items: items(3),
		...rest,
	});
}

const byKey = { sendOnce: 'key', sendOnceKey: '={{ $json.order }}' };
const errorsIn = ({ failed }: NodeResult) => failed.map(({ json }) => json.error as Record<string, unknown>);
const again = ({ main }: NodeResult) => main.map(({ json }) => json.alreadyDelivered ?? false);
const all = ['m0;', 'm1;', 'm2;'];

/** n8n's process ends in the middle of a send: what comes after that never happens. */
async function crash(more: Parameters<typeof run>[0] = {}): Promise<void> {
	strike('m1;', HANG);
	const running = run({ ...more, options: { ...more.options, timeout: 400 } });
	while (vendor.store.requests().length < 2) await sleep(5);
	const left = store.copy();
	await running;
	store.restore(left);
	vendor.faults.clear();
}

describe('an execution that n8n starts anew under its ID', () => {
	it('sends nothing that was delivered, pairs it, and says that it was', async () => {
		await run();
		const second = await run();
		expect(texts()).toEqual(all);
		expect(again(second)).toEqual([true, true, true]);
		expect(second.main.map(({ pairedItem }) => pairedItem)).toEqual(range(3).map((item) => ({ item })));
	});

	it('leaves in doubt what was begun and never confirmed, and sends what was not begun', async () => {
		await crash();
		expect(texts()).toEqual(['m0;']);
		const second = await run({ onError: 'continueErrorOutput' });
		expect(texts()).toEqual(['m0;', 'm2;']);
		expect(again(second)).toEqual([true, false]);
		expect(errorsIn(second)).toEqual([
			expect.objectContaining({
				message: 'This was begun before, and nothing tells whether it arrived',
				delivery: 'uncertain',
			}),
		]);
		const third = await run({ onError: 'continueErrorOutput' });
		expect([again(third), errorsIn(third)[0].delivery]).toEqual([[true, true], 'uncertain']);
		expect(texts()).toEqual(['m0;', 'm2;']);
	});

	it('sends what is in doubt where the user wants that, and knows from then on that it arrived', async () => {
		await crash();
		const second = await run({ options: { retryUncertainSends: true } });
		expect([again(second), texts()]).toEqual([[true, false, false], all]);
		expect(again(await run())).toEqual([true, true, true]);
		expect(texts()).toEqual(all);
	});

	it('keeps the doubt about what is refused when it is sent again', async () => {
		await crash();
		strike('m1;', REFUSED);
		const onError = 'continueErrorOutput';
		const second = await run({ onError, options: { retryUncertainSends: true } });
		expect(errorsIn(second)).toEqual([expect.objectContaining({ delivery: 'uncertain', httpStatus: 400 })]);
		expect(errorsIn(await run({ onError }))).toEqual([expect.objectContaining({ delivery: 'uncertain' })]);
	});

	it('sends what certainly was not delivered', async () => {
		strike('m1;', REFUSED);
		expect((await run()).error?.context).toMatchObject({ itemIndex: 1 });
		expect(again(await run())).toEqual([true, false, false]);
		expect(texts()).toEqual(all);
	});

	it('leaves in doubt what was uncertain', async () => {
		strike('m1;', LOST);
		await run();
		const second = await run({ onError: 'continueErrorOutput' });
		expect([again(second), errorsIn(second)[0].delivery]).toEqual([[true, false], 'uncertain']);
		expect(texts()).toEqual(all);
	});

	it('sends an item whose input is another one now', async () => {
		await run();
		const changed = items(3).map(({ json }) => ({ json: { ...json, text: `new ${json.text}` } }));
		expect(again(await run({ items: changed }))).toEqual([false, false, false]);
		expect(texts()).toHaveLength(6);
	});

	it('tells the runs of a loop apart', async () => {
		await run({ runs: 2 });
		expect(texts()).toEqual([...all, ...all]);
		await run({ runs: 2 });
		expect(texts()).toHaveLength(6);
	});

	it('delivers each of 200 items once, side by side, with tries of n8n in between', async () => {
		const many = { items: items(200), options: { concurrency: 8 }, onError: 'continueErrorOutput' as const };
		strike('m0;', REFUSED, 2);
		strike('m8;', LOST);
		const first = await run({ ...many, tries: 3 });
		expect(first.failed).toHaveLength(1);
		const second = await run(many);
		expect(texts().sort()).toEqual(
			items(200)
				.map(({ json }) => json.text)
				.sort(),
		);
		expect([second.main.length, again(second).every(Boolean), errorsIn(second)[0].delivery]).toEqual([
			199,
			true,
			'uncertain',
		]);
	});
});

describe('another execution', () => {
	it('knows nothing of the first one, unless the key is the same', async () => {
		const execution = (id: string) => ({ execution: { id } });
		await run(execution('1'));
		expect(again(await run(execution('2')))).toEqual([false, false, false]);
		await run({ ...execution('3'), options: byKey });
		expect(again(await run({ ...execution('4'), options: byKey }))).toEqual([true, true, true]);
		expect(texts()).toHaveLength(9);
	});

	it('leaves in doubt what the first one with the same key has begun', async () => {
		await crash({ options: byKey, execution: { id: '1' } });
		const second = await run({ options: byKey, onError: 'continueErrorOutput', execution: { id: '2' } });
		expect([again(second), errorsIn(second)[0].delivery]).toEqual([[true, false], 'uncertain']);
	});

	it('sends one of several items, or executions at the same moment, that have the same key', async () => {
		const same = items(3).map(({ json }) => ({ json: { ...json, order: 'same' } }));
		const options = { ...byKey, concurrency: 4 };
		const results = await Promise.all(
			['1', '2'].map(async (id) => await run({ items: same, options, execution: { id } })),
		);
		expect(texts()).toHaveLength(1);
		expect(
			results
				.flatMap(again)
				.map(Number)
				.reduce((sum, one) => sum + one, 0),
		).toBe(5);
	});

	it('of the same key sends what the first was refused', async () => {
		strike('m', REFUSED);
		const same = items(2).map(({ json }) => ({ json: { ...json, order: 'same' } }));
		const result = await run({ items: same, options: byKey, onError: 'continueErrorOutput' });
		expect([result.failed.length, again(result), texts()]).toEqual([1, [false], ['m1;']]);
	});
});

describe('what it cannot work with', () => {
	it('is refused: a key that is empty', async () => {
		const { error } = await run({ options: { sendOnce: 'key', sendOnceKey: ' ' } });
		expect(error?.message).toContain('"Options > Send Once Key" is empty');
		expect([texts(), store.asked]).toEqual([[], 0]);
	});

	it('is not asked for where it is off', async () => {
		store.broken = 'must not be asked';
		expect((await run({ options: { sendOnce: 'off' } })).error).toBeUndefined();
		expect((await run({ options: { sendOnce: 'off' } })).error).toBeUndefined();
		expect(texts()).toHaveLength(6);
	});

	it('has nothing sent: a store that does not keep', async () => {
		store.broken = 'the database is locked.';
		const { error } = await run();
		expect(error?.message).toContain('n8n does not keep what was sent: the database is locked');
		expect(error?.description).toContain('Save the workflow, or take "Send Once" out of the options.');
		expect(texts()).toEqual([]);
	});

	it('has nothing sent: an n8n without the store', async () => {
		const outcome = await direct({ lacks: true });
		expect((outcome as Failure).facts).toMatchObject({
			message: 'This n8n has no store for what was sent',
			remedy: 'Update n8n, or take "Send Once" out of the options.',
			delivery: 'notSent',
		});
	});

	it('is told beside what was delivered all the same: a store that breaks meanwhile', async () => {
		vendor.faults.add({ fault: { kind: 'delay', ms: 50 } });
		const running = run({ items: items(1) });
		while (vendor.store.requests().length < 1) await sleep(5);
		store.broken = 'gone.';
		const { main, hints } = await running;
		expect(again({ main } as NodeResult)).toEqual([false]);
		expect(hints[0].join()).toContain(
			'n8n does not keep what was sent: gone. Run again, an item that was sent or refused now would be uncertain.',
		);
	});
});

interface Direct extends ContextFacts {
	/** Whether n8n has no such store. */
	lacks?: boolean;
	/** Which process of n8n it is; all of them share the database. */
	process?: string;
	key?: string;
	send?: () => Promise<Outcome>;
}

/** What `sentOnce` makes of one item, in an n8n of several processes. */
async function direct({ lacks, process = '1', key = 'k', send, ...facts }: Direct = {}): Promise<Outcome> {
	const options = { sendOnce: 'key', sendOnceKey: key };
	const { context } = contextOf({ items: [{ options }], ...facts });
	const data = { workflow: { id: 'flow' }, node: { id: 'n' } } as Parameters<
		ProcessedStore['removeProcessed']
	>[2];
	// Only what shares a process takes turns
	context.getWorkflow = () => ({ id: process, active: false });
	if (!lacks) {
		context.helpers.checkProcessedAndRecord = async (marks, scope, how) =>
			await store.checkProcessedAndRecord(marks, scope, data, how);
		context.helpers.removeProcessed = async (marks, scope, how) =>
			await store.removeProcessed(marks, scope, data, how);
	}
	return await sentOnce(
		context,
		Fields.ofItem(context, 0, acmeNode.description.properties),
		send ?? (async () => await Promise.resolve([{ json: {} }])),
	);
}

describe('several processes of n8n, of which each writes over what the others write', () => {
	it('have one of them send what has the same key at the same moment', async () => {
		for (const round of range(20)) {
			let sent = 0;
			const send = async () => {
				sent += 1;
				return await Promise.resolve([{ json: {} }]);
			};
			await Promise.all(
				['1', '2', '3'].map(async (process) => await direct({ process, key: `k${round}`, send })),
			);
			expect(sent).toBeLessThanOrEqual(1);
		}
	});

	it('lose no mark of what is under way to one that stood still while it wrote', async () => {
		await direct({ key: 'other' });
		const old = store.copy();
		const marked = () => store.marks().some((mark) => mark.includes('under way'));
		const outcome = await direct({
			key: 'under way',
			send: async () => {
				store.restore(old);
				expect(marked()).toBe(false);
				while (!marked()) await sleep(5);
				return [{ json: {} }];
			},
		});
		expect(outcome).toEqual([{ json: {} }]);
	});

	it('lose no mark: what each has delivered, all know', async () => {
		let fast = 0;
		store.takes = () => (fast = (fast + 1) % 4);
		const processes = ['1', '2', '3'];
		const keys = processes.flatMap((process) =>
			range(10).map((index) => ({ process, key: `${process}.${index}` })),
		);
		await Promise.all(
			processes.map(async (process) => {
				for (const one of keys.filter((each) => each.process === process)) {
					expect(await direct(one)).toEqual([{ json: {} }]);
				}
			}),
		);
		store.takes = () => 0;
		for (const { key } of keys) {
			expect(await direct({ key, send: async () => await Promise.reject(new Error('sent again')) })).toEqual([
				{ json: { alreadyDelivered: true } },
			]);
		}
	});
});

it('as a tool knows the same words in the same execution, whichever call of the model they come from', async () => {
	const parameters = { text: 'Hello', options: { sendOnce: 'execution' } };
	const say = async (runIndex: number, text: string, execution = '7') => {
		let sent = false;
		const { context } = contextOf({
			type: 'acmeTool',
			runIndex,
			parameters,
			items: [{ text, options: parameters.options }],
		});
		Object.assign(context, {
			getMode: () => 'trigger',
			getExecutionId: () => execution,
			getInstanceId: () => 'i',
		});
		const data = { workflow: { id: 'flow' }, node: { id: 'n' } } as Parameters<
			ProcessedStore['removeProcessed']
		>[2];
		context.helpers.checkProcessedAndRecord = async (marks, scope, how) =>
			await store.checkProcessedAndRecord(marks, scope, data, how);
		context.helpers.removeProcessed = async (marks, scope, how) =>
			await store.removeProcessed(marks, scope, data, how);
		await sentOnce(context, Fields.ofItem(context, 0, acmeNode.description.properties), async () => {
			sent = true;
			return await Promise.resolve([{ json: {} }]);
		});
		return sent;
	};
	expect([await say(0, 'Hello'), await say(1, 'Hello'), await say(1, 'Bye')]).toEqual([true, false, true]);
	expect([await say(0, 'Hello', '8'), await say(0, 'Hello')]).toEqual([true, false]);
});

it('keeps three marks for a message, and forgets the oldest', async () => {
	await run({ items: items(2) });
	expect(store.marks()).toHaveLength(6);
	expect(MOST_MARKS / 3).toBeGreaterThan(3000);
});
