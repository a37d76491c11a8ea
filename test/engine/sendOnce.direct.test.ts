import type { IExecuteFunctions } from 'n8n-workflow';

import { onceForItem } from '../../nodes/engine/delivered';
import { Failure } from '../../nodes/engine/errors';
import { Fields } from '../../nodes/engine/fields';
import { optionsField } from '../../nodes/engine/options';
import type { Outcome } from '../../nodes/engine/progress';
import { sentOnce } from '../../nodes/engine/sendOnce';
import { type ContextFacts, contextOf, defaults } from './context';

const properties = [optionsField(defaults)];
const SENT = [{ json: { id: 1 } }];
const send = async () => await Promise.resolve(SENT);
const refused = async () =>
	await Promise.resolve(new Failure({ message: 'no', remedy: '', delivery: 'refused', httpStatus: 400 }));

let flows = 0;
/** The waits, in milliseconds, as they were begun. */
let waits: number[] = [];

beforeEach(() => {
	flows += 1;
	waits = [];
	jest.spyOn(Date, 'now').mockReturnValue(0);
	jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
		waits.push(ms);
		const timer = new AbortController();
		setImmediate(() => timer.abort());
		return timer.signal;
	});
});
afterEach(() => jest.restoreAllMocks());

/** n8n's store for one node, which executions share. */
function storeOf() {
	const held = new Set<string>();
	const store = { held, puts: 0, broken: '', forgets: false };
	const working = async <T>(work: () => T): Promise<T> => {
		await Promise.resolve();
		if (store.broken) throw new Error(store.broken);
		return work();
	};
	const helpers = {
		checkProcessedAndRecord: async (marks: string[]) =>
			await working(() => {
				store.puts += 1;
				const fresh = marks.filter((mark) => !held.has(mark));
				if (!store.forgets) marks.forEach((mark) => held.add(mark));
				return { new: fresh, processed: [] };
			}),
		removeProcessed: async (marks: string[]) =>
			await working(() => marks.forEach((mark) => held.delete(mark))),
	};
	return Object.assign(store, { helpers });
}

/** An execution with one item, and what it is told besides. */
function executionOf(store: ReturnType<typeof storeOf>, options: object, facts: ContextFacts = {}) {
	const { context } = contextOf({ items: [{ options }], ...facts });
	const hints: unknown[] = [];
	Object.assign(context, {
		getWorkflow: () => ({ id: `flow ${flows}`, active: true }),
		addExecutionHints: (hint: unknown) => void hints.push(hint),
	});
	Object.assign(context.helpers, store.helpers);
	const once = async (work: () => Promise<Outcome> = send, of: IExecuteFunctions = context) =>
		await sentOnce(of, Fields.ofItem(of, 0, properties), work);
	return { context, hints, once };
}

const byKey = { sendOnce: 'key', sendOnceKey: 'k' };

const UNKNOWN = {
	message: 'This was begun before, and nothing tells whether it arrived',
	remedy:
		'An earlier or another execution has begun to send it under the same key of "Send Once", and was ended in the middle, left it uncertain or delivered in part, or is still at it.',
	delivery: 'uncertain',
	repeatable: true,
	before: true,
};

it('refuses an item of which nothing can be written down, before it is sent', async () => {
	const endless: Record<string, unknown> = { options: { sendOnce: 'execution' } };
	endless.itself = endless;
	const store = storeOf();
	const { once } = executionOf(store, {}, { items: [endless] });
	const sending = jest.fn(send);
	expect(((await once(sending)) as Failure).facts).toEqual({
		message: 'The input of this item cannot be written down, so nothing would know it again',
		remedy: 'Choose "By Own Key" in "Options > Send Once".',
		delivery: 'notSent',
	});
	expect([sending.mock.calls, store.puts]).toEqual([[], 0]);
});

it('gives up where other executions write over it again and again, and sends nothing', async () => {
	const store = storeOf();
	store.forgets = true;
	const sending = jest.fn(send);
	expect(((await executionOf(store, byKey).once(sending)) as Failure).facts).toEqual({
		message: 'n8n does not keep what was sent: other executions write over it',
		remedy:
			'Have fewer executions of the workflow run at the same time, or take "Send Once" out of the options.',
		anew: 'Try again later.',
		delivery: 'notSent',
	});
	expect([sending.mock.calls, store.puts, waits.length]).toEqual([[], 21, 20]);
});

it('looks after its mark while it sends: soon, and then ever more rarely', async () => {
	const store = storeOf();
	const { once } = executionOf(store, byKey);
	await once(async () => {
		while (waits.length < 10) await new Promise(setImmediate);
		return SENT;
	});
	// The first one is to see whether the mark has stayed
	expect(waits.slice(1, 10)).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000]);
});

it('looks no more once it is sent, or is not', async () => {
	for (const work of [send, refused]) {
		const store = storeOf();
		await executionOf(store, byKey).once(work);
		const { puts } = store;
		for (let turns = 0; turns < 5; turns += 1) await new Promise(setImmediate);
		expect(store.puts).toBe(puts);
	}
});

it('is not held up by a store that fails for a while', async () => {
	const store = storeOf();
	const { once, hints } = executionOf(store, byKey);
	const outcome = await once(async () => {
		store.broken = 'locked';
		const before = waits.length;
		while (waits.length < before + 5) await new Promise(setImmediate);
		store.broken = '';
		return SENT;
	});
	expect([outcome, hints]).toEqual([SENT, []]);
	expect(await executionOf(store, byKey).once()).toEqual([{ json: { alreadyDelivered: true } }]);
});

it('warns where it could not be kept that an item was delivered, or refused', async () => {
	for (const work of [send, refused]) {
		const store = storeOf();
		const { once, hints } = executionOf(store, byKey);
		const outcome = await once(async () => {
			store.broken = 'gone.';
			return await work();
		});
		expect(outcome).toEqual(await work());
		expect(hints).toEqual([
			{
				message:
					'n8n does not keep what was sent: gone. Run again, an item that was sent or refused now would be uncertain.',
				location: 'outputPane',
				type: 'warning',
			},
		]);
	}
});

it('tells nobody of that where there is nobody to be told', async () => {
	const store = storeOf();
	const { context, once } = executionOf(store, byKey);
	Object.assign(context, { addExecutionHints: undefined });
	const outcome = await once(async () => {
		store.broken = 'gone.';
		return await send();
	});
	expect(outcome).toEqual(SENT);
});

it('leaves no mark of what was refused', async () => {
	const store = storeOf();
	await executionOf(store, byKey).once(refused);
	expect([...store.held]).toEqual([]);
});

it('leaves three marks of what was delivered, also where somebody has asked meanwhile', async () => {
	const store = storeOf();
	const marks = () =>
		[...store.held].map((mark) => mark.replace(/by .*/, 'by somebody').replace(/^.*\] /, ''));
	await executionOf(store, byKey).once(async () => {
		// As an execution of another process does
		store.held.add('["key","k"] asked');
		store.held.add('["key","k"] delivered');
		return await send();
	});
	expect(marks().sort()).toEqual(['begun', 'begun by somebody', 'delivered']);
	expect(await executionOf(store, byKey).once()).toEqual([{ json: { alreadyDelivered: true } }]);
	expect(marks().sort()).toEqual(['begun', 'begun by somebody', 'delivered']);
});

it('knows what was delivered also where another process has taken all its marks away meanwhile', async () => {
	const store = storeOf();
	await executionOf(store, byKey).once(async () => {
		store.held.clear();
		return await send();
	});
	const sending = jest.fn(send);
	expect(await executionOf(store, byKey).once(sending)).toEqual([{ json: { alreadyDelivered: true } }]);
	expect(sending).not.toHaveBeenCalled();
});

describe('what was begun and not ended', () => {
	/** An execution that delivers a part of an item, and is refused the rest. */
	async function inPart(store: ReturnType<typeof storeOf>) {
		const execution = executionOf(store, byKey);
		await execution.once(async () => {
			await onceForItem(execution.context, 0, 'the first file', async () => await Promise.resolve(1));
			return await refused();
		});
		return execution;
	}

	it('is in doubt for another execution', async () => {
		const store = storeOf();
		await inPart(store);
		const sending = jest.fn(send);
		expect(((await executionOf(store, byKey).once(sending)) as Failure).facts).toEqual(UNKNOWN);
		expect(sending).not.toHaveBeenCalled();
		// Who only asks leaves no mark of having begun
		expect([...store.held].filter((mark) => mark.includes('begun by'))).toHaveLength(1);
	});

	it('is gone on with by the execution that has begun it', async () => {
		const store = storeOf();
		const { once } = await inPart(store);
		expect(((await once(refused)) as Failure).facts.delivery).toBe('refused');
		expect(await once()).toEqual(SENT);
		expect(await executionOf(store, byKey).once()).toEqual([{ json: { alreadyDelivered: true } }]);
	});

	it('stays in doubt where it is sent all the same and refused', async () => {
		const store = storeOf();
		await inPart(store);
		const again = { ...byKey, retryUncertainSends: true };
		expect(((await executionOf(store, again).once(refused)) as Failure).facts).toMatchObject({
			message: 'no',
			delivery: 'uncertain',
		});
		expect(((await executionOf(store, byKey).once()) as Failure).facts).toEqual(UNKNOWN);
		expect(await executionOf(store, again).once()).toEqual(SENT);
	});

	it('stays in doubt where it was uncertain', async () => {
		const store = storeOf();
		const lost = new Failure({ message: 'lost', remedy: '', delivery: 'uncertain' });
		expect(await executionOf(store, byKey).once(async () => await Promise.resolve(lost))).toBe(lost);
		expect(((await executionOf(store, byKey).once()) as Failure).facts).toEqual(UNKNOWN);
	});
});

it.each([{}, { sendOnce: 'off' }])('asks n8n for nothing where it is off: %j', async (options) => {
	const store = storeOf();
	for (let times = 0; times < 2; times += 1) expect(await executionOf(store, options).once()).toEqual(SENT);
	expect(store.puts).toBe(0);
});
