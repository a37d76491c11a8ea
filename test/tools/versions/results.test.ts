import { versionsPart } from '../../../tools/docs/parts/versions';
import { PROJECT } from '../../../tools/runtime/paths';
import { COLUMNS, columnsOf, PARTS } from '../../../tools/versions/parts';
import { type Result, withResults } from '../../../tools/versions/results';
import { countTests, withAgain } from '../../../tools/versions/tryRelease';
import { acme } from '../docs/acme';

const result = (release: string, what: string, more: Partial<Result> = {}): Result => ({
	release,
	what,
	passed: 3,
	failed: [],
	...more,
});

const file = (path: string, tests: Record<string, string>, message = '') => ({
	name: `${PROJECT}/${path}`,
	message,
	assertionResults: Object.entries(tests).map(([fullName, status]) => ({ fullName, status })),
});

const counted = (part: 'engine' | 'faults', ...testResults: Array<ReturnType<typeof file>>) =>
	countTests('1.123.81', part, { testResults })
		.filter(({ passed, failed }) => passed + failed.length > 0)
		.map(({ what, passed, failed }) => ({ what, passed, failed }));

const once = (...titles: string[]) => titles.map((what) => ({ what, passed: 1, failed: [] }));

describe('the tests of a release', () => {
	it('count in the column that they belong to', () => {
		expect(
			counted(
				'faults',
				file('test/faults/genesys.test.ts', {
					'genesysSendMessage: connection reset after the vendor has acted, 1 items': 'passed',
					'genesysSendMessage: JSON cut in half, 1 items': 'passed',
					'genesysSendMessage: session expires in the middle of a run, 1 items': 'passed',
					'genesysSendMessage: server error 500, 1 items': 'passed',
				}),
			),
		).toEqual(once('lost answer', 'cut answer', 'end of a session', 'other faults'));
		expect(
			counted(
				'engine',
				file('test/nodes/SuperOffice/ticket.test.ts', { 'is renewed': 'passed' }),
				file('test/nodes/SuperOffice/search.test.ts', { lists: 'passed' }),
				file('test/credentials/HaptikApi.test.ts', { passes: 'passed' }),
				file('test/faults/stop.test.ts', { tells: 'passed' }),
				file('test/engine/http.test.ts', { sends: 'passed', 'hides a secret': 'pending' }),
			),
		).toEqual(once('engine', 'sessions', 'credential tests', 'pick lists', 'stopped runs'));
	});

	it('are named where they fail, also a file that does not load', () => {
		expect(
			counted(
				'engine',
				file('test/engine/http.test.ts', { sends: 'passed', hides: 'failed' }, 'one failed'),
				file('test/engine/session.test.ts', {}, 'Cannot find module'),
			),
		).toEqual([
			{
				what: 'engine',
				passed: 1,
				failed: ['test/engine/http.test.ts hides', 'test/engine/session.test.ts Cannot find module'],
			},
		]);
	});

	it('that failed have passed where they did when they were run again', () => {
		const tests = (path: string, status: string) => file(path, { sends: status, hides: 'passed' });
		const first = { testResults: [tests('a.test.ts', 'failed'), tests('b.test.ts', 'failed')] };
		const again = { testResults: [tests('a.test.ts', 'passed'), tests('b.test.ts', 'failed')] };
		expect(withAgain(first, again)).toEqual({
			testResults: [tests('a.test.ts', 'passed'), tests('b.test.ts', 'failed')],
		});
	});

	it('have no place to be forgotten in', () => {
		expect(() => counted('engine', file('test/elsewhere.test.ts', { is: 'passed' }))).toThrow(
			'No column holds',
		);
		for (const part of Object.keys(PARTS)) expect(columnsOf(part as keyof typeof PARTS)).not.toEqual([]);
		expect(new Set(COLUMNS.map(({ title }) => title)).size).toBe(COLUMNS.length);
	});
});

it('a run keeps what earlier ones have seen of other releases and parts, oldest release first', () => {
	const before = [result('1.123.81', 'engine'), result('2.41.1', 'engine')];
	const now = [
		result('2.20.12', 'engine'),
		result('1.123.81', 'engine', { passed: 9 }),
		result('1.123.81', 'examples'),
	];
	expect(withResults(before, now)).toEqual([now[2], now[1], now[0], before[1]]);
});

describe('the page about versions', () => {
	const partOf = (about: string, results: Result[]) =>
		versionsPart({ ...acme, source: () => JSON.stringify(results) }, about);
	const results = [
		result('1.123.81', 'examples', { passed: 24 }),
		result('1.123.81', 'engine', { failed: ['http.test.ts hides'] }),
		result('2.41.1', 'engine'),
	];

	it('has a row for each release, and the columns that were tried', () => {
		expect(partOf('results', results)).toBe(
			[
				'| n8n | examples | engine |',
				'|---|---|---|',
				'| 1.123.81 | 24 | 3, **1 failed** |',
				'| 2.41.1 | | 3 |',
			].join('\n'),
		);
		expect(partOf('results', [])).toBe('*Not tried yet.*');
	});

	it('names what failed', () => {
		expect(partOf('failures', results)).toBe('- n8n 1.123.81: http.test.ts hides');
		expect(partOf('failures', [results[2]])).toBe('None.');
	});

	it('tells what the older ones of those that were tried lack, and of the newest nothing', () => {
		expect(partOf('differences', results)).toContain('- Before n8n 2.34: ');
		expect(partOf('differences', [results[2]])).toBe('');
	});

	it('has no other parts', () => {
		expect(() => partOf('weather', results)).toThrow('There is no part "weather"');
	});
});
