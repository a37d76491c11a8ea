import type { IExecuteFunctions } from 'n8n-workflow';

import { Failure } from '../../nodes/engine/errors';
import { Marks } from '../../nodes/engine/marks';

let clock = 0;
/** The waits, in milliseconds, as they were begun. */
let waits: number[] = [];

beforeEach(async () => {
	clock = 0;
	jest.spyOn(Date, 'now').mockImplementation(() => clock);
	jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
		waits.push(ms);
		const timer = new AbortController();
		setImmediate(() => timer.abort());
		return timer.signal;
	});
	await calm();
	waits = [];
});
afterEach(async () => {
	await calm();
	jest.restoreAllMocks();
});

let flows = 0;

/** n8n's store for one node; each change of it does what is next in `changes`, and takes so many milliseconds. */
function marksOf(changes: Array<number | Error> = [], fresh: Array<string | number> = []) {
	flows += 1;
	const asked: unknown[][] = [];
	const change = async (...what: unknown[]) => {
		asked.push(what);
		const next = changes.shift() ?? 0;
		await Promise.resolve();
		if (next instanceof Error) throw next;
		clock += next;
	};
	const helpers = {
		checkProcessedAndRecord: async (...what: unknown[]) => {
			await change('put', ...what);
			return { new: fresh, processed: [] };
		},
		removeProcessed: async (...what: unknown[]) => await change('remove', ...what),
	};
	const context = {
		getWorkflow: () => ({ id: `flow ${flows}` }),
		getNode: () => ({ id: 'n' }),
		helpers,
	} as unknown as IExecuteFunctions;
	return { marks: new Marks(context), asked };
}

/** After so many quick changes n8n counts as quick again. */
async function calm(): Promise<void> {
	const { marks } = marksOf();
	for (let times = 0; times < 200; times += 1) await marks.put([]);
}

it('asks n8n for the newest ten thousand of the node, and gives those that were not there', async () => {
	const { marks, asked } = marksOf([], ['a', 7]);
	expect([...(await marks.put(['a', '7', 'c']))]).toEqual(['a', '7']);
	await marks.remove(['a']);
	const options = { mode: 'entries', maxEntries: 10_000 };
	expect(asked).toEqual([
		['put', ['a', '7', 'c'], 'node', options],
		['remove', ['a'], 'node', options],
	]);
});

it('tells flows and nodes apart', () => {
	expect(marksOf().marks.place).toBe(`["flow ${flows}","n"]`);
});

it('settles for four times what a change takes at present, and 100 ms at the least', async () => {
	const { marks } = marksOf([1000, 0, 0, 30]);
	for (let times = 0; times < 3; times += 1) {
		await marks.put([]);
		await marks.settle();
	}
	await calm();
	await marks.settle();
	await marks.put([]);
	await marks.settle();
	expect(waits).toEqual([4000, 3800, 3610, 100, 120]);
});

it('settles for what slow changes take, however quick those after them are', async () => {
	const { marks } = marksOf([100, 200, 150]);
	for (let times = 0; times < 3; times += 1) await marks.put([]);
	await marks.settle();
	expect(waits).toEqual([760]);
});

it('tries a change three times', async () => {
	const { marks, asked } = marksOf([new Error('first'), new Error('second'), 0], ['a']);
	expect([...(await marks.put(['a']))]).toEqual(['a']);
	expect([asked.length, waits]).toEqual([3, [100, 100]]);
});

it('says why n8n does not keep them', async () => {
	const broken = ['first', 'second', 'The database (v. 15) is locked.', 'never'].map(
		(text) => new Error(text),
	);
	const { marks, asked } = marksOf(broken);
	const caught = await marks.remove(['a']).catch((error: unknown) => error);
	expect((caught as Failure).facts).toEqual({
		message: 'n8n does not keep what was sent: The database (v. 15) is locked',
		remedy: 'Save the workflow, or take "Send Once" out of the options.',
		delivery: 'notSent',
	});
	expect(asked).toHaveLength(3);
});

it('needs an n8n that has such a store', async () => {
	const helpers = { removeProcessed: jest.fn() };
	const context = { getWorkflow: () => ({ id: 'f' }), getNode: () => ({ id: 'n' }), helpers };
	const marks = new Marks(context as unknown as IExecuteFunctions);
	for (const asked of [marks.put(['a']), marks.remove(['a'])]) {
		const caught = await asked.catch((error: unknown) => error);
		expect((caught as Failure).facts).toEqual({
			message: 'This n8n has no store for what was sent',
			remedy: 'Update n8n, or take "Send Once" out of the options.',
			delivery: 'notSent',
		});
	}
	expect(helpers.removeProcessed).not.toHaveBeenCalled();
});
