import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { range } from 'lodash';
import type { INodeExecutionData } from 'n8n-workflow';

import { Delivered, hasDoneSteps, onceForItem } from '../../nodes/engine/delivered';
import { Failure } from '../../nodes/engine/errors';
import { runItems } from '../../nodes/engine/items';
import { itemsThatLeft } from '../../nodes/engine/left';
import { usedSecrets } from '../../nodes/engine/secrets';
import { type ContextFacts, contextOf, defaults } from './context';

const settings = { defaults, properties: [] };
const refused = () => new Failure({ message: 'no', remedy: '', delivery: 'refused' });
const lost = () => new Failure({ message: 'lost', remedy: '', delivery: 'uncertain' });

/** Runs a node once and gives the items that it has worked on, of which some fail. */
async function worked(facts: ContextFacts, failing: Record<number, () => Failure> = {}) {
	const { context } = contextOf(facts);
	const begun: number[] = [];
	const run = runItems(context, settings, async ({ itemIndex: index }) => {
		begun.push(index);
		itemsThatLeft(context).add(index);
		if (failing[index]) throw failing[index]();
		return await Promise.resolve({ json: { index } });
	});
	const outcome = await run.catch((error: Error & { description?: string }) => error.description);
	return { begun, outcome };
}

describe('tries', () => {
	it('are those of one entry of the stack and one input', async () => {
		const entry = {};
		const items = [{ a: 1 }, { a: 2 }];
		expect((await worked({ entry, items }, { 1: refused })).begun).toEqual([0, 1]);
		expect((await worked({ entry, items }, { 1: refused })).begun).toEqual([1]);
		expect((await worked({ entry, items })).begun).toEqual([1]);
		expect((await worked({ entry, items })).begun).toEqual([]);
		expect((await worked({ entry: {}, items })).begun).toEqual([0, 1]);
	});

	it('read anew what was only read', async () => {
		const facts = { entry: {}, items: [{ a: 1 }, { a: 2 }] };
		const begun: number[] = [];
		const read = async ({ itemIndex }: { itemIndex: number }) => {
			begun.push(itemIndex);
			return await Promise.resolve({ json: { itemIndex } });
		};
		await runItems(contextOf(facts).context, settings, read);
		expect(await runItems(contextOf(facts).context, settings, read)).toMatchObject([
			[{ json: { itemIndex: 0 } }, { json: { itemIndex: 1 } }],
		]);
		expect(begun).toEqual([0, 1, 0, 1]);
	});

	it('take what is reported for sent, unless they are told that nothing has left', async () => {
		const facts = { entry: {}, items: [{ a: 1 }, { a: 2 }] };
		const begin = async () => await Delivered.begin(contextOf(facts).context, () => false);
		const first = await begin();
		first.report(0, [{ json: {} }]);
		first.report(1, [{ json: {} }], false);
		expect([...(await begin()).open]).toEqual([1]);
	});

	// Some ways of calling a tool run it on the entry of its agent, with a run index of its own for each try
	it('of a tool are those of one call, whatever n8n counts as its run', async () => {
		const entry = {};
		const call = { text: 'Hello' };
		expect((await worked({ entry, items: [call], runIndex: 0 }, { 0: lost })).begun).toEqual([0]);
		expect((await worked({ entry, items: [call], runIndex: 1 })).begun).toEqual([]);
		expect((await worked({ entry, items: [{ ...call }], runIndex: 2 })).begun).toEqual([0]);
	});

	it('of an n8n that tells nothing of its stack are taken for runs', async () => {
		const { context } = contextOf();
		Object.assign(context, { getExecuteData: undefined });
		const work = async () => await Promise.resolve({ json: {} });
		expect(await runItems(context, settings, work)).toEqual([[{ json: {}, pairedItem: { item: 0 } }]]);
	});
});

describe('what is kept for a retry', () => {
	const failed = async (own: Record<string, unknown> | undefined, more: ContextFacts = {}) =>
		await worked({ own, items: [{ a: 0 }, { a: 1 }, { a: 2 }], ...more }, { 1: refused });

	// n8n keeps nothing of a node that is running when its execution is stopped
	it('is not promised in an execution that was stopped', async () => {
		const stop = new AbortController();
		const lostAtStop = () => {
			stop.abort();
			return lost();
		};
		const facts = { own: {}, items: [{ a: 0 }, { a: 1 }, { a: 2 }], signal: stop.signal };
		const stopped = await worked(facts, { 1: lostAtStop });
		expect(stopped.outcome).toContain('Already carried out: item 0. Not started: item 2.');
		expect(stopped.outcome).not.toContain('Retry sends');
	});

	it('is known in the same run of the node, for the same input', async () => {
		const own = {};
		expect((await failed(own, { runIndex: 3 })).outcome).toContain('Retry sends items 1–2 only.');
		const stored = JSON.parse(JSON.stringify(own)) as object;
		const items = [{ a: 0 }, { a: 1 }, { a: 2 }];
		const retry = async (more: ContextFacts) =>
			(await worked({ own: { ...stored }, items, runIndex: 3, ...more })).begun;
		expect(await retry({})).toEqual([1, 2]);
		expect(await retry({ runIndex: 4 })).toEqual([0, 1, 2]);
		expect(await retry({ items: [{ a: 9 }, { a: 1 }] })).toEqual([0, 1]);
		expect(await retry({ items: [] })).toEqual([]);
	});

	it('is nothing of what was only read', async () => {
		const own = {};
		const items = [{ a: 0 }, { a: 1 }];
		const tried = async () => {
			const begun: number[] = [];
			const run = runItems(contextOf({ own, items }).context, settings, async ({ itemIndex }) => {
				begun.push(itemIndex);
				return await (itemIndex === 1 ? Promise.reject(refused()) : Promise.resolve({ json: {} }));
			});
			const told = await run.catch((error: Error & { description?: string }) => error.description);
			return { begun, told };
		};
		for (let times = 0; times < 2; times += 1)
			expect(await tried()).toEqual({ begun: [0, 1], told: 'Already carried out: item 0.' });
	});

	it('is told after how to go on, of a single item too', async () => {
		const doubtful = () => lost().with({ remedy: 'Look for it.' });
		const { outcome } = await worked({ own: {}, items: [{}] }, { 0: doubtful });
		expect(outcome).toContain('Look for it. Retry sends nothing;');
	});

	it('promises nothing where n8n keeps nothing, or an input cannot be written down', async () => {
		expect((await failed(undefined)).outcome).toBe('Already carried out: item 0. Not started: item 2.');
		const circle: Record<string, unknown> = {};
		circle.self = circle;
		const { outcome } = await failed({}, { items: [circle, { a: 1 }] });
		expect(outcome).not.toContain('Retry');
	});

	it('is not believed where it is of another form', async () => {
		const type = 'acme';
		for (const delivered of [1, {}, { type, run: 0, entries: [{}] }, { type, run: 0, entries: 'x' }])
			expect((await worked({ own: { delivered } })).begun).toEqual([0]);
	});

	it('is not that of another kind of node that has taken its name since', async () => {
		const own = {};
		await failed(own);
		expect((await failed(own, { type: 'other' })).begun).toEqual([0, 1]);
	});

	it.each<[string, INodeExecutionData['binary'], INodeExecutionData['binary'], boolean]>([
		[
			'moved in the store',
			file({ id: `filesystem-v2:temp/${'u'.repeat(36)}` }),
			file({ id: `filesystem-v2:17/${'u'.repeat(36)}` }),
			true,
		],
		[
			'another one in the store',
			file({ id: `database:${'u'.repeat(36)}` }),
			file({ id: `database:${'v'.repeat(36)}` }),
			false,
		],
		['here with the same bytes', file({ data: 'QUJD' }), file({ data: 'QUJD' }), true],
		['here with other bytes', file({ data: 'QUJD' }), file({ data: 'QUJE' }), false],
		['under another name', file({ fileName: 'a.png' }), file({ fileName: 'b.png' }), false],
	])('tells files apart: %s', async (_which, before, after, same) => {
		const own = {};
		const items = [{ a: 0 }, { a: 1 }];
		await worked({ own, items, files: before }, { 1: refused });
		const { begun } = await worked({ own, items, files: after });
		expect(begun).toEqual(same ? [1] : [0, 1]);
	});
});

describe('a tool that a model calls again', () => {
	const call = (own: Record<string, unknown>, text: string, more: ContextFacts = {}) => ({
		own,
		type: 'acmeTool',
		parameters: { text: '' },
		items: [{ text, toolCallId: Math.random() }],
		...more,
	});

	it('sends nothing in the same words that may have arrived, in whichever run', async () => {
		const own = {};
		await worked(call(own, 'one'), { 0: lost });
		await worked(call(own, 'two', { runIndex: 1 }), { 0: lost });
		await worked(call(own, 'three', { runIndex: 2 }), { 0: refused });
		for (const [runIndex, text, begun] of [
			[3, 'one', []],
			[4, 'two', []],
			[5, 'three', [0]],
			[6, 'four', [0]],
		] as const) {
			const again = await worked(call(JSON.parse(JSON.stringify(own)), text, { runIndex }));
			expect(again.begun).toEqual(begun);
		}
	});

	it('is told so, with On Error set to continue as well', async () => {
		const own = {};
		const continueOnFail = true;
		await worked(call(own, 'one', { continueOnFail }), { 0: lost });
		const { begun, outcome } = await worked(call(own, 'one', { continueOnFail, runIndex: 1 }));
		expect(begun).toEqual([]);
		expect(JSON.stringify(outcome)).toContain('it may have arrived: do not send it again');
	});

	it('sends again what was delivered: each call is a message of its own', async () => {
		const own = {};
		await worked(call(own, 'one'));
		expect((await worked(call(own, 'one', { runIndex: 1 }))).begun).toEqual([0]);
	});

	it('does all steps of a message again: those of a call before were of another one', async () => {
		const own = {};
		const step = jest.fn(async () => await Promise.resolve('stored'));
		for (const runIndex of [0, 1]) {
			const { context } = contextOf(call(own, 'one', { runIndex }));
			const run = runItems(context, settings, async () => {
				await onceForItem(context, 0, 'file', step);
				throw refused();
			});
			await expect(run).rejects.toThrow('no');
		}
		expect(step).toHaveBeenCalledTimes(2);
	});

	it('no other node does: in a loop the same item is another one', async () => {
		const own = {};
		await worked({ own, items: [{ a: 1 }] }, { 0: lost });
		expect((await worked({ own, items: [{ a: 1 }], runIndex: 1 })).begun).toEqual([0]);
	});
});

function file(changes: object): INodeExecutionData['binary'] {
	return { data: { data: '', mimeType: 'image/png', ...changes } };
}

describe('a step of an item', () => {
	it('is done once, and again when it failed', async () => {
		const entry = {};
		const items = [{ a: 1 }];
		const step = jest.fn(async () => await Promise.resolve({ id: 7 }));
		step.mockRejectedValueOnce(refused());
		const attempt = async () =>
			await runItems(contextOf({ entry, items }).context, settings, async () => {
				const json = await onceForItem(contextOf({ entry, items }).context, 0, 'one', step);
				if (step.mock.calls.length < 3) throw refused();
				return { json };
			}).catch(() => undefined);
		await attempt();
		await attempt();
		await attempt();
		expect(step).toHaveBeenCalledTimes(2);
	});
});

describe('steps of an item of a failed execution', () => {
	/** Runs the two steps of each item, of which the second is refused for some. */
	async function stepped(own: Record<string, unknown>, refuses: number[], items = [{ a: 1 }, { a: 2 }]) {
		const done: string[] = [];
		const known: boolean[] = [];
		const { context } = contextOf({ own, items });
		usedSecrets(context).add(['a-secret']);
		const step = (index: number, name: string) => async () => {
			done.push(`${name} ${index}`);
			return await Promise.resolve({ name, key: 'a-secret' });
		};
		const run = runItems(context, settings, async ({ itemIndex: index }) => {
			known.push(hasDoneSteps(context, index));
			itemsThatLeft(context).add(index);
			const file = await onceForItem(context, index, 'file', step(index, 'file'));
			if (refuses.includes(index)) throw refused();
			return { json: { file, ...(await onceForItem(context, index, 'note', step(index, 'note'))) } };
		});
		const [given, told] = await run.catch((error: Error & { description?: string }) => [
			[],
			error.description,
		]);
		return { done, known, given, told };
	}

	it('are known to its retry, which does only the rest, without their secrets', async () => {
		const own = {};
		const first = await stepped(own, [1]);
		expect(first.done.sort()).toEqual(['file 0', 'file 1', 'note 0']);
		expect(first.told).toContain('Retry sends item 1 only.');
		const stored = JSON.stringify(own);
		expect(stored).not.toContain('a-secret');
		const { done, known, given } = await stepped(JSON.parse(stored) as typeof own, []);
		expect(done).toEqual(['note 1']);
		expect(known).toEqual([true]);
		expect(given).toMatchObject([
			{ json: { alreadyDelivered: true, name: 'note' } },
			{ json: { file: { name: 'file', key: '[hidden]' }, name: 'note' } },
		]);
	});

	it('are done again where its input is another one by then', async () => {
		const own = {};
		await stepped(own, [0]);
		const { done, known } = await stepped(own, [], [{ a: 9 }]);
		expect(done).toEqual(['file 0', 'note 0']);
		expect(known).toEqual([false]);
	});

	it('are none of an item that was lost before any', async () => {
		const own = {};
		const items = [{ a: 1 }];
		await worked({ own, items }, { 0: lost });
		const { context } = contextOf({ own, items });
		expect([...(await Delivered.begin(context, () => true)).open]).toEqual([0]);
		expect(hasDoneSteps(context, 0)).toBe(false);
	});

	it('stand beside the doubt about the item', async () => {
		const own = {};
		const items = [{ a: 1 }];
		const attempt = async (fails: boolean, more: ContextFacts = {}) => {
			const { context } = contextOf({ own, items, ...more });
			const step = jest.fn(async () => await Promise.resolve('stored'));
			const outcome = await runItems(context, settings, async () => {
				itemsThatLeft(context).add(0);
				const file = await onceForItem(context, 0, 'file', step);
				if (fails) throw lost();
				return { json: { file } };
			}).catch((error: Error & { description?: string }) => error.description);
			return { outcome, steps: step.mock.calls.length };
		};
		expect((await attempt(true)).steps).toBe(1);
		const again = await attempt(false);
		expect(again.outcome).toContain('It was not sent again.');
		expect(again.steps).toBe(0);
	});
});

describe('memory', () => {
	it('is given back after each of 10,000 runs', async () => {
		setFlagsFromString('--expose-gc');
		const collect = runInNewContext('gc') as () => void;
		const runs: Array<WeakRef<object>> = [];
		for (const index of range(10_000)) {
			const entry = { index };
			const items = [{ text: 'a'.repeat(1_000) }, { text: 'b' }];
			await worked({ entry, items, own: {} }, { 1: index % 2 ? refused : lost });
			runs.push(new WeakRef(entry), new WeakRef(items[0]));
		}
		// The engine may still hold on to the last ones
		await new Promise((resolve) => setTimeout(resolve, 20));
		collect();
		expect(runs.filter((run) => run.deref() !== undefined).length).toBeLessThan(50);
	});
});
