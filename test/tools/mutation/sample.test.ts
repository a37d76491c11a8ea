import { countBy, range, shuffle, sumBy } from 'lodash';

import { type Change, interval, sampleOf } from '../../../tools/mutation/sample';

const changes: Change[] = range(200).map((line) => ({
	id: String(line),
	fileName: 'engine/http.ts',
	mutatorName: 'ConditionalExpression',
	replacement: 'true',
	location: { start: { line, column: 1 }, end: { line, column: 9 } },
}));

describe('a sample of changes', () => {
	it('is the same for the same seed, whatever the order and the numbers', () => {
		const sample = sampleOf(changes, 20, 'a');
		expect(sample.size).toBe(20);
		expect(sampleOf(shuffle(changes), 20, 'a')).toEqual(sample);
		const renumbered = changes.map((change) => ({ ...change, id: `new ${change.id}` }));
		expect([...sampleOf(renumbered, 20, 'a')]).toEqual([...sample].map((id) => `new ${id}`));
		expect(sampleOf(changes, 20, 'b')).not.toEqual(sample);
	});

	it('is all of them where there are no more', () => {
		expect(sampleOf(changes, 200, 'a').size).toBe(200);
		expect(sampleOf(changes, 1000, 'a').size).toBe(200);
		expect(sampleOf([], 10, 'a').size).toBe(0);
	});

	it('tells two changes of one place apart', () => {
		const twins = [
			changes[0],
			{ ...changes[0], id: 'false', replacement: 'false' },
			{ ...changes[0], id: 'or', mutatorName: 'LogicalOperator' },
		];
		const first = range(60).map((seed) => [...sampleOf(twins, 1, String(seed))][0]);
		expect(Object.keys(countBy(first)).sort()).toEqual(['0', 'false', 'or']);
	});

	it('prefers none', () => {
		const drawn = countBy(range(100).flatMap((seed) => [...sampleOf(changes, 20, String(seed))]));
		const half = changes.slice(0, 100);
		// Of 2000 draws half are of each half: 1000, with a deviation of about 22
		expect(Math.abs(sumBy(half, ({ id }) => drawn[id] ?? 0) - 1000)).toBeLessThan(110);
		expect(Object.keys(drawn)).toHaveLength(200);
	});
});

describe('what a sample says of all', () => {
	// The textbook's values for Wilson's interval
	it.each([
		[24, 25, 0.8046, 0.9929],
		[0, 10, 0, 0.2775],
		[10, 10, 0.7225, 1],
		[285, 300, 0.91915, 0.96947],
		[5, 10, 0.2366, 0.7634],
	])('is of %i in %i: %d to %d', (noticed, tried, low, high) => {
		const [from, to] = interval(noticed, tried);
		expect(from).toBeCloseTo(low, 4);
		expect(to).toBeCloseTo(high, 4);
	});
});
