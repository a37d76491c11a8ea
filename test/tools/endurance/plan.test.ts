import { uniq } from 'lodash';

import { contracts } from '../../../testkit/contracts';
import { planOf, totalsOf } from '../../../tools/endurance/soak/plan';

describe('the plan of a soak', () => {
	it('sends something to every vendor', () => {
		const vendors = uniq(planOf(1).map(({ entry }) => entry.vendor));
		expect(vendors).toEqual(uniq(contracts.map(({ vendor }) => vendor)));
	});

	it('scales down, and leaves nothing out', () => {
		expect(planOf(0.5).map(({ count }) => count)).toEqual(planOf(1).map(({ count }) => count / 2));
		expect(planOf(0).map(({ count }) => count)).toEqual(planOf(1).map(() => 1));
	});

	it('sends files in smaller groups than what has none', () => {
		for (const { unit, together, fileBytes } of planOf(1)) {
			expect({ unit, together, fileBytes }).toEqual(
				unit === 'file' ? { unit, together: 25, fileBytes: 200_000 } : { unit, together: 500 },
			);
		}
	});

	it('is told in words', () => {
		const [line] = planOf(1);
		const lines = [
			{ ...line, unit: 'message' as const, count: 1_500 },
			{ ...line, unit: 'file' as const, count: 20 },
			{ ...line, unit: 'message' as const, count: 500 },
		];
		expect(totalsOf(lines)).toBe('2,000 messages, 20 files');
	});
});
