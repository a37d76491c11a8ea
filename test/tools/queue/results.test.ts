import { acme } from '../docs/acme';
import { queueTable } from '../../../tools/docs/parts/queue';
import {
	breachesOf,
	type CallsResult,
	type LossResult,
	NO_RESULTS,
	type SessionResult,
	type TriggerResult,
	withResults,
} from '../../../tools/queue/results';

const loss: LossResult = {
	release: '1.123.81',
	how: 'killed',
	node: 'acmeSend',
	sendOnce: true,
	given: 8,
	told: { posted: 6, refused: 0, notSent: 0, uncertain: 2, nothing: 0 },
	held: { once: 8, more: 0, never: 0 },
	lies: 0,
	silent: 0,
	states: { success: 2 },
	words: [],
	seconds: 14,
};
const calls: CallsResult = {
	release: '2.41.1',
	binaries: 'database',
	what: 'Acme Send',
	calls: 100,
	delivered: 100,
	lost: 0,
	doubled: 0,
	spoilt: 0,
	failed: 0,
	workers: [48, 52],
};
const session: SessionResult = {
	release: '2.41.1',
	node: 'acmeSend',
	calls: 60,
	endedAfter: 20,
	once: 60,
	doubled: 0,
	signIns: 3,
};
const trigger: TriggerResult = {
	release: '2.41.1',
	what: 'to main',
	once: true,
	events: 20,
	answered: 20,
	doubled: 0,
	executions: 20,
};
const all = { ...NO_RESULTS, calls: [calls], sessions: [session], losses: [loss], triggers: [trigger] };

describe('what must never be in queue mode', () => {
	it('is nothing of what is as it has to be', () => {
		expect(breachesOf(all)).toEqual([]);
		const doubled = { ...loss, sendOnce: false, held: { once: 4, more: 4, never: 0 } };
		expect(breachesOf({ ...all, losses: [doubled] })).toEqual([]);
	});

	it.each([
		[{ losses: [{ ...loss, given: 9 }] }, '9 given, 8 accounted for'],
		[{ losses: [{ ...loss, lies: 1 }] }, '1 are told as something else than they are'],
		[{ losses: [{ ...loss, held: { once: 7, more: 1, never: 0 } }] }, '1 were posted more than once'],
		[{ calls: [{ ...calls, delivered: 99 }] }, 'of 100 calls 99 were delivered once and whole'],
		[{ calls: [{ ...calls, workers: [100, 0] }] }, 'the workers had 100 and 0 of the executions'],
		[{ sessions: [{ ...session, once: 59 }] }, 'of 60 messages around the end of a session 59 arrived once'],
		[
			{
				throughput: [
					{ release: '2.41.1', workers: 4, calls: 9, delivered: 8, vendorMs: 1, rate: 1, load: '' },
				],
			},
			'4 workers: of 9 calls 8 were delivered once',
		],
		[{ triggers: [{ ...trigger, answered: 19 }] }, 'of 20 events 19 were answered'],
		[{ triggers: [{ ...trigger, doubled: 1 }] }, '1 events were answered twice'],
		[{ triggers: [{ ...trigger, connections: 3 }] }, '3 connections were opened'],
	])('is told: %j', (changes, problem) => {
		expect(breachesOf({ ...all, ...changes })).toEqual([expect.stringContaining(problem)]);
	});
});

it('a run keeps what earlier ones have seen of other things', () => {
	const other = { ...loss, how: 'frozen' as const };
	const again = { ...loss, seconds: 20 };
	const { losses, calls: kept } = withResults(
		{ ...all, losses: [loss, other] },
		{ ...NO_RESULTS, losses: [again] },
	);
	expect([losses, kept]).toEqual([[other, again], [calls]]);
});

describe('the tables of queue mode', () => {
	const tableOf = (about: string, results: object = all) =>
		queueTable({ ...acme, source: () => JSON.stringify(results) }, about);

	it('have a row for each loss of a worker', () => {
		expect(tableOf('losses')).toContain(
			'| 1.123.81 | killed (SIGKILL) | `acmeSend` | on | 8 | 6 | 2 | 0 | 0 | 0 | 8 | 0 | 0 | 2 `success` |',
		);
	});

	it('say how many doubles have the same ID', () => {
		const losses = [{ ...loss, sendOnce: false, held: { once: 4, more: 4, never: 0 }, recognisable: 3 }];
		expect(tableOf('losses', { ...all, losses })).toContain('| 4 | 4 (3 under the same ID) | 0 |');
	});

	it('compare workers with one of them', () => {
		const row = { release: '2.41.1', calls: 9, delivered: 9, vendorMs: 1000, load: '0.1' };
		const throughput = [
			{ ...row, workers: 1, rate: 5 },
			{ ...row, workers: 4, rate: 18 },
		];
		expect(tableOf('throughput', { ...all, throughput })).toMatch(
			/\| 1 \| .* 1\.0 × .*\n.*\| 4 \| .* 3\.6 ×/,
		);
	});

	it('have the words of n8n once', () => {
		const losses = [loss, { ...loss, words: ['Too many times.'] }, { ...loss, words: ['Too many times.'] }];
		expect(tableOf('words', { ...all, losses })).toBe('- n8n 1.123.81: "Too many times."');
	});

	it('say so where nothing was measured', () => {
		expect(tableOf('throughput')).toBe('*Not measured yet.*');
	});

	it('are no others', () => {
		expect(() => tableOf('weather')).toThrow('There is no table of "weather"');
	});
});
