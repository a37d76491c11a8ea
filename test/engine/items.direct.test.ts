import { NodeApiError, type NodeOperationError } from 'n8n-workflow';

import { Failure, invalidField } from '../../nodes/engine/errors';
import type { Fields } from '../../nodes/engine/fields';
import { finish, outcomeOf, pool, runItems } from '../../nodes/engine/items';
import { itemsThatLeft } from '../../nodes/engine/left';
import type { Outcome } from '../../nodes/engine/progress';
import { usedSecrets } from '../../nodes/engine/secrets';
import { wait } from '../../nodes/engine/wait';
import { type ContextFacts, contextOf, defaults } from './context';

const refused = (index: number) =>
	new Failure({ message: `no ${index}`, remedy: 'Change it.', delivery: 'refused', httpStatus: 400 });
const good = (index: number) => ({ json: { index } });
const many = (count: number) => Array.from({ length: count }, () => ({}));
const never = () => false;

async function thrownBy(work: () => unknown): Promise<NodeApiError | NodeOperationError> {
	try {
		await work();
	} catch (caught) {
		return caught as NodeApiError;
	}
	throw new Error('Nothing was thrown');
}

describe('outcomeOf', () => {
	const notSent = () => 'notSent' as const;

	it('gives the items, or the failure as a value', async () => {
		expect(await outcomeOf(async () => [good(0)], notSent)).toEqual([good(0)]);
		const failure = refused(0);
		expect(await outcomeOf(async () => await Promise.reject(failure), notSent)).toBe(failure);
		expect(await outcomeOf(async () => await Promise.reject(new Error('boom')), notSent)).toMatchObject({
			facts: { message: 'boom', delivery: 'notSent' },
		});
	});
});

describe('pool', () => {
	/** Runs the pool and gives what began and ended, in that order. */
	async function course(count: number, concurrency: number, lane?: (index: number) => string | undefined) {
		const events: string[] = [];
		let running = 0;
		let most = 0;
		await pool(count, { atOnce: () => concurrency, lane, halted: never }, async (index) => {
			events.push(`+${index}`);
			most = Math.max(most, (running += 1));
			await wait(index === 0 ? 200 : 2);
			running -= 1;
			events.push(`-${index}`);
		});
		return { events, most };
	}

	it('runs one after the other', async () => {
		expect(await course(3, 1)).toEqual({ events: ['+0', '-0', '+1', '-1', '+2', '-2'], most: 1 });
	});

	it('runs as many at once as allowed, and no more', async () => {
		const { events, most } = await course(5, 2);
		expect(most).toBe(2);
		expect(events.slice(0, 2)).toEqual(['+0', '+1']);
		expect(events.at(-1)).toBe('-0');
	});

	it('runs all at once where more is allowed, and at least one where none is', async () => {
		for (const many of [50, Infinity]) expect((await course(3, many)).most).toBe(3);
		expect((await course(3, 0)).most).toBe(1);
		expect((await course(0, 5)).most).toBe(0);
	});

	it('starts no more workers than there are lanes', async () => {
		const asked: number[] = [];
		const halted = () => asked.push(1) > 100;
		await pool(2, { atOnce: () => 50, halted }, async () => await wait(1));
		expect(asked).toHaveLength(2);
	});

	it('lets more items in while it runs, and fewer, as it is told', async () => {
		const running: number[] = [];
		const atOnce = () => (running.length < 6 ? 1 : running.length < 30 ? 5 : 2);
		let now = 0;
		await pool(60, { atOnce, halted: never }, async () => {
			running.push((now += 1));
			await wait(1);
			now -= 1;
		});
		expect(running).toHaveLength(60);
		expect(Math.max(...running.slice(0, 6))).toBe(1);
		expect(Math.max(...running.slice(6, 30))).toBe(5);
		expect(Math.max(...running.slice(36))).toBe(2);
	});

	it('goes on to the end where fewer are allowed just as all end at the same moment', async () => {
		let allowed = 16;
		let done = 0;
		const going: Array<() => void> = [];
		const ended = pool(60, { atOnce: () => allowed, halted: never }, async () => {
			await new Promise<void>((resolve) => going.push(resolve));
			done += 1;
		});
		const together: number[] = [];
		while (going.length > 0) {
			together.push(going.length);
			allowed = 2;
			going.splice(0).forEach((go) => go());
			await new Promise(setImmediate);
		}
		await ended;
		expect(done).toBe(60);
		expect(together.slice(0, 3)).toEqual([16, 2, 2]);
	});

	it('does not wait with the first items until the lanes of all are read', async () => {
		const lane = jest.fn((index: number) => `lane ${index}`);
		const read: number[] = [];
		await pool(6, { atOnce: () => 2, lane, halted: never }, async () => {
			read.push(lane.mock.calls.length);
			await wait(1);
		});
		expect(read.slice(0, 2)).toEqual([1, 2]);
		expect(lane).toHaveBeenCalledTimes(6);
	});

	it('keeps the order within a lane, and lets items without one run as they come', async () => {
		const { events } = await course(4, 4, (index) => (index % 2 === 0 ? 'even' : undefined));
		expect(events.slice(0, 3)).toEqual(['+0', '+1', '+3']);
		expect(events.slice(-3)).toEqual(['-0', '+2', '-2']);
	});

	it('lets an item whose lane cannot be read run on its own', async () => {
		const { events } = await course(3, 3, () => {
			throw new Error('no lane');
		});
		expect(events.slice(0, 3)).toEqual(['+0', '+1', '+2']);
	});

	it('reads the lanes of a thousand waiting items, and more only as they have their turn', async () => {
		const lane = jest.fn(() => 'one');
		const read: number[] = [];
		await pool(3000, { atOnce: () => 4, lane, halted: never }, async () => {
			await Promise.resolve();
			read.push(lane.mock.calls.length);
		});
		expect(read).toHaveLength(3000);
		expect(Math.max(...read.slice(0, 500))).toBeLessThanOrEqual(1502);
		expect(read.every((count, done) => count - done <= 1001)).toBe(true);
	});

	it('reads no more of them after many items that waited for nobody', async () => {
		const lane = jest.fn((index: number) => (index < 1500 ? `own ${index}` : 'one'));
		const read: number[] = [];
		await pool(4500, { atOnce: () => 4, lane, halted: never }, async () => {
			await Promise.resolve();
			read.push(lane.mock.calls.length);
		});
		expect(read).toHaveLength(4500);
		expect(read.every((count, done) => count - done <= 1001)).toBe(true);
	});

	it('runs items of other lanes that come after many of one', async () => {
		const done: number[] = [];
		const lane = (index: number) => (index % 1200 === 1199 ? 'other' : 'one');
		await pool(3600, { atOnce: () => 3, lane, halted: never }, async (index) => {
			await Promise.resolve();
			done.push(index);
		});
		expect([...done].sort((a, b) => a - b)).toEqual(Array.from({ length: 3600 }, (_, index) => index));
		const ofOne = done.filter((index) => lane(index) === 'one');
		expect(ofOne).toEqual([...ofOne].sort((a, b) => a - b));
	});

	it('ends when it is halted while lanes wait', async () => {
		const done: number[] = [];
		const halted = () => done.length >= 5;
		await pool(5000, { atOnce: () => 4, lane: () => 'one', halted }, async (index) => {
			await Promise.resolve();
			done.push(index);
		});
		expect(done).toEqual([0, 1, 2, 3, 4]);
	});

	it('lets others have their turn although no item waits for anything', async () => {
		let turns = 0;
		let over = false;
		const tick = () => {
			turns += 1;
			if (!over) setImmediate(tick);
		};
		setImmediate(tick);
		const busy = async () => {
			const until = Date.now() + 2;
			while (Date.now() < until);
			await Promise.resolve();
		};
		await pool(150, { atOnce: () => 2, halted: never }, busy);
		over = true;
		expect(turns).toBeGreaterThanOrEqual(3);
	});

	it('starts nothing more once halted', async () => {
		const done: number[] = [];
		const halted = () => done.length >= 2;
		await pool(5, { atOnce: () => 1, halted }, async (index) => void done.push(index));
		expect(done).toEqual([0, 1]);
	});

	it('reads no more lanes once halted', async () => {
		const done: number[] = [];
		const lane = jest.fn((index: number) => `lane ${index}`);
		const halted = () => done.length >= 2;
		await pool(9, { atOnce: () => 1, lane, halted }, async (index) => void done.push(index));
		expect(lane).toHaveBeenCalledTimes(3);
	});
});

describe('runItems', () => {
	const run = async (facts: ContextFacts, work: (index: number) => Promise<{ json: object }>) =>
		await runItems(
			contextOf(facts).context,
			{ defaults, properties: [] },
			async ({ itemIndex }) => (await work(itemIndex)) as never,
		);

	it('gives the items of each in input order, paired', async () => {
		const { context } = contextOf({ items: many(3) });
		const settings = { defaults, properties: [] };
		const returned = await runItems(context, settings, async ({ itemIndex: index }) => {
			await wait(index === 0 ? 20 : 1);
			return index === 1 ? [good(1), { ...good(11), pairedItem: { item: 7 } }] : good(index);
		});
		expect(returned).toEqual([
			[
				{ ...good(0), pairedItem: { item: 0 } },
				{ ...good(1), pairedItem: { item: 1 } },
				{ ...good(11), pairedItem: { item: 7 } },
				{ ...good(2), pairedItem: { item: 2 } },
			],
		]);
	});

	it('hands on the fields that it has read for the lanes, one set an item', async () => {
		const items = [{ to: 'a' }, { to: 'b' }, { to: 'a' }];
		const { context } = contextOf({ items });
		const read = jest.spyOn(context, 'getNodeParameter');
		const settings = {
			defaults,
			properties: [],
			lane: (fields: Fields) => fields.optionalText('to'),
		};
		const returned = await runItems(context, settings, async (fields) => {
			await wait(1);
			return { json: { index: fields.itemIndex, to: fields.text('to') } };
		});
		expect(returned[0].map(({ json }) => json)).toEqual(items.map(({ to }, index) => ({ index, to })));
		expect(read.mock.calls.filter(([name]) => name === 'to')).toHaveLength(items.length);
	});

	it('gives nothing for no items', async () => {
		expect(await run({ items: [] }, async () => await Promise.reject(new Error()))).toEqual([[]]);
	});

	it('stops after a failure, unless set to continue', async () => {
		for (const continueOnFail of [false, true]) {
			const begun: number[] = [];
			const work = async (index: number) => {
				begun.push(index);
				if (index === 1) throw refused(1);
				return good(index);
			};
			await run({ items: many(4), continueOnFail }, work).catch(() => undefined);
			expect(begun).toEqual(continueOnFail ? [0, 1, 2, 3] : [0, 1]);
		}
	});

	it('leaves in doubt what breaks off in a way that nobody foresaw, once something has left', async () => {
		const { context } = contextOf({ items: many(2), continueOnFail: true });
		const [items] = await runItems(context, { defaults, properties: [] }, async ({ itemIndex: index }) => {
			if (index === 1) itemsThatLeft(context).add(index);
			return await Promise.reject(new RangeError('odd'));
		});
		expect(items.map(({ json }) => json.error)).toMatchObject([
			{ message: 'odd', delivery: 'notSent' },
			{ message: 'odd', delivery: 'uncertain' },
		]);
	});

	it('starts nothing more once the execution is cancelled', async () => {
		const controller = new AbortController();
		const begun: number[] = [];
		const work = async (index: number) => {
			begun.push(index);
			controller.abort();
			return good(index);
		};
		const [items] = await run({ items: many(2), signal: controller.signal }, work);
		expect(begun).toEqual([0]);
		expect(items).toEqual([
			{ ...good(0), pairedItem: { item: 0 } },
			{
				json: { error: expect.objectContaining({ delivery: 'notSent' }) as unknown },
				pairedItem: { item: 1 },
			},
		]);
	});
});

describe('finish of a tool', () => {
	const tool = { type: 'acmeTool', name: 'Tool' };
	const said =
		'no 0; nothing was carried out; to put it right: Change it. The vendor answered without a reason (HTTP 400).';

	it('throws what n8n hands on to the model', async () => {
		for (const entry of [{}, { node: { name: 'Tool' } }]) {
			const error = await thrownBy(() => finish(contextOf({ ...tool, entry }).context, [refused(0)]));
			expect(error.message).toBe(said);
		}
	});

	it('gives what a good call has given', async () => {
		const { context } = contextOf({ ...tool, entry: {} });
		expect(await finish(context, [[good(0)]])).toEqual([[{ ...good(0), pairedItem: { item: 0 } }]]);
	});

	it('gives it where an agent runs the tool within itself', async () => {
		const { context } = contextOf({ ...tool, entry: { node: { name: 'Agent' } } });
		expect(await finish(context, [refused(0)])).toEqual([
			[{ json: { error: said }, pairedItem: { item: 0 } }],
		]);
	});
});

describe('finish', () => {
	const stopped = async (...outcomes: Array<Outcome | undefined>) =>
		await thrownBy(() => finish(contextOf().context, outcomes));

	it('stands an error in the place of every failure under Continue', async () => {
		const outcomes = [[good(0)], refused(1), [], undefined];
		expect(await finish(contextOf({ continueOnFail: true }).context, outcomes)).toEqual([
			[
				{ ...good(0), pairedItem: { item: 0 } },
				{
					json: { error: expect.objectContaining({ message: 'no 1', delivery: 'refused' }) as unknown },
					pairedItem: { item: 1 },
				},
				{
					json: {
						error: expect.objectContaining({
							message: expect.stringContaining('before this item was sent') as string,
						}) as unknown,
					},
					pairedItem: { item: 3 },
				},
			],
		]);
	});

	it('throws the first failure under Stop, with its item', async () => {
		const error = await stopped([good(0)], refused(1), refused(2));
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({ message: 'no 1', context: { itemIndex: 1 } });
	});

	it('tells of the other items: what was carried out, what failed as well, what was not started', async () => {
		const outcomes: Array<Outcome | undefined> = Array.from({ length: 12 }, (_, index) => {
			if ([2, 5, 6].includes(index)) return refused(index);
			return index < 8 ? [good(index)] : undefined;
		});
		outcomes[10] = [good(10)];
		expect((await stopped(...outcomes)).description).toBe(
			'Change it. Already carried out: items 0–1, 3–4, 7, 10. Failed as well: items 5–6. Not started: items 8–9, 11. The vendor answered without a reason (HTTP 400).',
		);
	});

	it('tells of a single item, and of nothing where there is nothing to tell', async () => {
		expect((await stopped(refused(0), [good(1)])).description).toContain(
			'Change it. Already carried out: item 1. The',
		);
		expect((await stopped(refused(0), refused(1))).description).toContain(
			'Change it. Failed as well: item 1. The',
		);
		expect((await stopped(refused(0), undefined)).description).toContain(
			'Change it. Not started: item 1. The',
		);
		expect((await stopped(invalidField('A', 'is empty', 'Fill it in.'))).description).toBe('Fill it in.');
	});

	it('tells of another item, where that one is to blame', async () => {
		const error = await stopped([good(0)], refused(1).with({ item: 0 }));
		expect(error.context).toMatchObject({ itemIndex: 0 });
	});

	it('tells of no single item what is true of all: only what was carried out before', async () => {
		const error = await stopped([good(0)], refused(1).with({ ofAll: true }), refused(2), undefined);
		expect(error.context.itemIndex).toBeUndefined();
		expect(error.description).toBe(
			'Change it. Already carried out: item 0. The vendor answered without a reason (HTTP 400).',
		);
	});

	it.each([false, true])(
		'shows no secret, whether it goes on after a failure: %s',
		async (continueOnFail) => {
			const { context } = contextOf({ continueOnFail });
			usedSecrets(context).add(['a-secret']);
			const binary = { data: { data: 'QUJD', mimeType: 'image/png' } };
			const outcomes = [
				[{ json: { said: 'your a-secret', deep: [{ 'a-secret': 1 }] }, binary }],
				...(continueOnFail ? [refused(1).with({ vendorText: 'bad a-secret' })] : []),
			];
			const [items] = await finish(context, outcomes);
			expect(items[0]).toEqual({
				json: { said: 'your [hidden]', deep: [{ '[hidden]': 1 }] },
				binary,
				pairedItem: { item: 0 },
			});
			if (continueOnFail) expect(items[1].json.error).toMatchObject({ vendorText: 'bad [hidden]' });
			expect(JSON.stringify(items)).not.toContain('a-secret');
		},
	);

	it('shows no secret in the error that ends the execution', async () => {
		const { context } = contextOf();
		usedSecrets(context).add(['a-secret']);
		const outcomes = [refused(0).with({ vendorText: 'bad a-secret' })];
		expect((await thrownBy(() => finish(context, outcomes))).description).toContain('"bad [hidden]"');
	});
});

describe('the lanes of items', () => {
	const lanesOf = async (concurrency: number) => {
		const { context } = contextOf({ items: [{ options: { concurrency } }, {}, {}] });
		const lane = jest.fn(() => 'one');
		await runItems(context, { defaults, properties: [], lane }, async ({ itemIndex: index }) => {
			return await Promise.resolve(good(index));
		});
		return lane.mock.calls.length;
	};

	it('are not read where one item runs after the other anyway', async () => {
		expect(await lanesOf(1)).toBe(0);
		expect(await lanesOf(2)).toBe(3);
	});
});
