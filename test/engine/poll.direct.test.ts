import { type INode, type IPollFunctions, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { Failure, type FailureFacts, invalidField } from '../../nodes/engine/errors';
import type { RequestOptions } from '../../nodes/engine/options';
import { poll, type Polling, type PollSource } from '../../nodes/engine/poll';
import { node } from './context';

interface Row {
	id: string;
	time: number;
}

/** What a list brings, one after the other: a row, or why there are no more; a number is how long the next one takes, in milliseconds. */
type Told = Row | Error | number;

const OVERLAP_MS = 1000;
const START = 1_800_000_000_000;

let clock = START;
let flows = 0;

beforeEach(() => {
	flows += 1;
	clock = START;
	jest.spyOn(Date, 'now').mockImplementation(() => clock);
});
afterEach(() => jest.restoreAllMocks());

/** A trigger that polls, in a context of its own. */
function poller(
	setup: {
		budgetMs?: number;
		credentials?: INode['credentials'] | null;
		change?: Partial<PollSource<Row>>;
	} = {},
) {
	const { budgetMs, change, credentials = { acmeApi: { id: `c ${flows}`, name: 'Acme' } } } = setup;
	let list: Told[] = [];
	const kept: Record<string, unknown> = {};
	const asked: Array<{ since?: number; newest?: number }> = [];
	const options: RequestOptions[] = [];
	const read = async function* (told: Told[]) {
		for (const one of told) {
			await Promise.resolve();
			if (one instanceof Error) throw one;
			if (typeof one === 'number') clock += one;
			else yield one;
		}
	};
	const rows = () => list.filter((one): one is Row => typeof one === 'object' && 'id' in one);
	const polling: Polling<Row> = {
		credential: 'acmeApi',
		account: ({ account }) => [account],
		choice: [],
		overlapMs: OVERLAP_MS,
		open: async (_context, given) => {
			options.push(given);
			await Promise.resolve();
			return {
				since: (since) => {
					asked.push({ since });
					return read(list);
				},
				newest: (newest) => {
					asked.push({ newest });
					return read(rows().reverse().slice(0, newest));
				},
				key: ({ id }) => id,
				time: ({ time }) => time,
				item: (row) => ({ json: { id: row.id } }),
				...change,
			};
		},
	};
	const tick = async (
		mode: 'manual' | 'trigger' = 'trigger',
		told: Parameters<typeof poll<Row>>[1] = polling,
	) => {
		const context = {
			getNode: () => ({ ...node, credentials: credentials ?? undefined }),
			getWorkflow: () => ({ id: `flow ${flows}`, active: true }),
			getMode: () => mode,
			getWorkflowStaticData: () => kept,
			getCredentials: async () => await Promise.resolve({ account: 'one' }),
			getNodeParameter: () => 'all',
			...(budgetMs === undefined ? {} : { getPollBudgetMs: () => budgetMs }),
		};
		const items = await poll<Row>(context as unknown as IPollFunctions, told);
		return items && items.map((output) => output.map(({ json }) => json));
	};
	const ids = async () => (await tick())?.flat().map(({ id }) => id) ?? null;
	const errorOf = async (mode?: 'manual') =>
		(await tick(mode).catch((caught: unknown) => caught)) as NodeApiError;
	return { asked, options, kept, tick, ids, errorOf, tells: (...told: Told[]) => void (list = told) };
}

const row = (id: string, time = START): Row => ({ id, time });
const refusal = (facts: Partial<FailureFacts> = {}) =>
	new Failure({ message: 'Acme refuses', remedy: 'Look.', delivery: 'refused', httpStatus: 400, ...facts });

const FIRST = [row('a')];

/** A trigger that has been published while there was one row. */
async function published(setup?: Parameters<typeof poller>[0]) {
	const made = poller(setup);
	made.tells(...FIRST);
	expect(await made.tick()).toBeNull();
	return made;
}

describe('how the vendor is asked', () => {
	it.each([
		[undefined, 10_000, 30_000],
		[300_000, 10_000, 30_000],
		[160_000, 10_000, 20_000],
		[8000, 1000, 1000],
	])('in a poll of %p ms', async (budgetMs, maxWaitMs, timeoutMs) => {
		const { options, tick } = await published(budgetMs === undefined ? {} : { budgetMs });
		await tick('manual');
		const expected = {
			itemIndex: 0,
			waited: { ms: 0 },
			retry: { maxTries: 3, maxWaitMs, retryUncertain: false },
			timeoutMs,
		};
		expect(options).toEqual([expected, expected]);
	});

	it('for its newest row once, and then for what has come since, a little before the last one', async () => {
		const { asked, ids, tells } = await published();
		tells(...FIRST, row('b', START + 10));
		clock += 50;
		expect(await ids()).toEqual(['b']);
		expect(await ids()).toBeNull();
		expect(asked).toEqual([
			{ newest: 1 },
			{ since: START - OVERLAP_MS },
			{ since: START - OVERLAP_MS },
			{ since: START + 10 - OVERLAP_MS },
		]);
	});

	it('for twenty of the newest in a manual run', async () => {
		const { asked, tick, tells } = poller();
		tells(row('a'), row('b'));
		expect(await tick('manual')).toEqual([[{ id: 'b' }]]);
		expect(asked).toEqual([{ newest: 20 }]);
	});

	it('by a node without a credential too', async () => {
		const { ids, tells } = await published({ credentials: null });
		tells(...FIRST, row('b'));
		expect(await ids()).toEqual(['b']);
	});
});

it('a manual run takes it that every row was there before', async () => {
	const item: PollSource<Row>['item'] = ({ id }, knew) => ({ json: { id, knew: knew('never seen') } });
	const { tick, tells } = poller({ change: { item } });
	tells(row('a'));
	expect(await tick('manual')).toEqual([[{ id: 'a', knew: true }]]);
});

it('a manual run says how to come to a sample where there is none', async () => {
	const error = await poller().errorOf('manual');
	expect(error).toBeInstanceOf(NodeOperationError);
	expect(error).toMatchObject({
		message: 'There is nothing yet that would start the flow',
		description:
			'That need not be a fault: once it is published, the flow starts with what happens from then on. For a test event, let something happen at the vendor first, or have the fields of the trigger let more through.',
	});
});

describe('what is read', () => {
	it('counts from the very beginning of the overlap', async () => {
		const { ids, tells } = await published();
		const floor = START - OVERLAP_MS;
		tells(row('older', floor - 1), row('at it', floor), ...FIRST, row('at the same time'));
		expect(await ids()).toEqual(['at it', 'at the same time']);
		expect(await ids()).toBeNull();
	});

	it('is known by its key no longer than it can be read again', async () => {
		const { ids, kept, tells } = await published();
		tells(...FIRST, row('b', START + OVERLAP_MS + 1));
		clock += OVERLAP_MS + 1;
		expect(await ids()).toEqual(['b']);
		expect(kept.polled).toMatchObject({ border: [['b', START + OVERLAP_MS + 1, '']] });
	});

	it('ends at half of the time', async () => {
		const { ids, tells } = await published({ budgetMs: 1000 });
		const [b, c, d] = ['b', 'c', 'd'].map((id, order) => row(id, START + order));
		tells(499, b, 1, c, d);
		expect(await ids()).toEqual(['b', 'c']);
		tells(c, d);
		expect(await ids()).toEqual(['d']);
	});

	it('that brings nothing new by then is told, in words for a trigger', async () => {
		const { errorOf, ids, tells } = await published({ budgetMs: 1000 });
		tells(500, ...FIRST, row('b', START + 1));
		const error = await errorOf();
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({
			message:
				'What happened before could not be read in the time that n8n gives a poll, so nothing new was found',
			description:
				'Have the trigger watch less: a shorter time, or by its filters. It misses nothing that is still watched then.',
		});
		tells(499, ...FIRST, row('b', START + 1));
		expect(await ids()).toEqual(['b']);
	});

	it('that has no time is told', async () => {
		const { errorOf, tells } = await published();
		tells(row('b', NaN));
		const error = await errorOf();
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({
			message: 'The vendor does not tell when something happened',
			description:
				'What has happened before it was given. Ask the vendor what is wrong with the newest of its records.',
		});
	});

	it('for the first time counts only when it is whole', async () => {
		const { errorOf, ids, kept, tells } = poller();
		tells(row('a'), row('b'), refusal());
		expect((await errorOf()).message).toBe('Acme refuses');
		expect(kept).toEqual({});
		tells(row('a'), row('b'));
		expect(await ids()).toBeNull();
		tells(row('a'), row('b'), row('c'));
		expect(await ids()).toEqual(['c']);
	});

	it('for the first time may take its time', async () => {
		const { ids, tells } = poller({ budgetMs: 1000 });
		tells(row('a'), 600, row('b'));
		expect(await ids()).toBeNull();
		tells(row('a'), row('b'), row('c'));
		expect(await ids()).toEqual(['c']);
	});
});

describe('a vendor that wants to be left alone', () => {
	const ASKS_AGAIN =
		'The trigger asks again when that time is over, and misses nothing. If it happens again and again, poll less often.';
	const HOUR_MS = 3_600_000;

	it.each<[string, Partial<FailureFacts>, number]>([
		['for as long as it says', { repeatAfterMs: 90_000 }, 90_000],
		['for as long as it says, too many requests or not', { cause: 'rate-limited', repeatAfterMs: 5 }, 5],
		['for a minute where it does not say', { cause: 'rate-limited' }, 60_000],
		['for an hour at the most', { repeatAfterMs: 2 * HOUR_MS }, HOUR_MS],
	])('is: %s', async (_what, facts, ms) => {
		const { asked, errorOf, ids, tells } = await published();
		tells(refusal(facts));
		expect((await errorOf()).description).toBe(
			`${ASKS_AGAIN} The vendor answered without a reason (HTTP 400).`,
		);
		const before = asked.length;
		tells(...FIRST, row('b'));
		clock += ms - 1;
		expect(await ids()).toBeNull();
		expect(asked).toHaveLength(before);
		clock += 1;
		expect(await ids()).toEqual(['b']);
	});

	it.each<[string, Partial<FailureFacts>]>([
		['has refused for good', {}],
		['is down for now', { cause: 'temporarily-unavailable', httpStatus: 503 }],
	])('is none that %s', async (_what, facts) => {
		const { errorOf, ids, tells } = await published();
		tells(refusal({ ...facts, elsewhere: 'Look elsewhere.' }));
		expect((await errorOf()).description).toMatch(/^Look elsewhere\. The vendor answered/);
		tells(...FIRST, row('b'));
		expect(await ids()).toEqual(['b']);
	});

	it('in the middle of its list is left alone after what came before', async () => {
		const { asked, ids, tells } = await published();
		tells(...FIRST, row('b'), refusal({ repeatAfterMs: 5000 }));
		expect(await ids()).toEqual(['b']);
		const before = asked.length;
		tells(...FIRST, row('b'), row('c'));
		clock += 4999;
		expect(await ids()).toBeNull();
		expect(asked).toHaveLength(before);
		clock += 1;
		expect(await ids()).toEqual(['c']);
	});
});

describe('what the room tells', () => {
	it('may be read from the fields, by each poll anew', async () => {
		const { tick, tells } = poller();
		tells(...FIRST);
		const told = jest.fn((): never => {
			throw invalidField('Events', 'is empty', 'Choose one.');
		});
		for (let times = 0; times < 2; times += 1) {
			const caught = await tick('trigger', told).catch((error: unknown) => error);
			expect(caught).toBeInstanceOf(NodeOperationError);
			expect((caught as Error).message).toBe('"Events" is empty');
		}
		expect(told).toHaveBeenCalledTimes(2);
		expect(await tick()).toBeNull();
	});
});
