import type { Report } from '../../../testkit/faults';
import type { Joined } from '../../../tools/endurance/join';
import { type Account, accountFor, isExact } from '../../../tools/endurance/soak/account';
import { seeded } from '../../../tools/endurance/soak/chance';
import type { Running, Said } from '../../../tools/endurance/soak/run';

const FIRST = 10;
const NOTHING: Account = {
	delivered: 0,
	notDelivered: 0,
	uncertainHeld: 0,
	uncertainNotHeld: 0,
	lost: 0,
	doubled: 0,
	deniedButHeld: 0,
	unreported: 0,
	spoilt: 0,
};

/** A line of one item, whose vendor holds it so often and under so many files. */
function account(report: Report | undefined, times: number, files: string[] = []): Account {
	const joined = {
		contract: { delivered: () => [...Array.from({ length: times }, () => FIRST), 3] },
		vendor: { store: { held: () => files.map((sha256) => ({ file: { sha256 } })) } },
	} as unknown as Joined;
	const running = { line: { count: 1, unit: 'file' }, joined, first: FIRST } as Running;
	const said: Said = { reports: new Map(report ? [[FIRST, report]] : []), broken: [] };
	return accountFor(running, said, new Set(['sent']));
}

describe("the soak's account of an item", () => {
	it.each<[Report | undefined, number, keyof Account, boolean]>([
		['delivered', 1, 'delivered', true],
		['delivered', 0, 'lost', false],
		['delivered', 2, 'doubled', false],
		['not delivered', 0, 'notDelivered', true],
		['not delivered', 1, 'deniedButHeld', false],
		['uncertain', 1, 'uncertainHeld', true],
		['uncertain', 0, 'uncertainNotHeld', true],
		['uncertain', 2, 'doubled', false],
		[undefined, 1, 'unreported', false],
	])('reported as %s and held %d times: %s', (report, times, name, exact) => {
		const result = account(report, times);
		expect(result).toEqual({ ...NOTHING, [name]: 1 });
		expect(isExact(result)).toBe(exact);
	});

	it('finds a file that nobody sent', () => {
		expect(account('delivered', 1, ['sent', 'other'])).toEqual({ ...NOTHING, delivered: 1, spoilt: 1 });
		expect(isExact(account('delivered', 1, ['other']))).toBe(false);
	});
});

describe('seeded chance', () => {
	it('is the same for the same seed, and spread evenly', () => {
		const draw = (seed: number) => {
			const random = seeded(seed);
			return Array.from({ length: 10_000 }, () => random());
		};
		expect(draw(1)).toEqual(draw(1));
		expect(draw(1)).not.toEqual(draw(2));
		const struck = draw(4711).filter((number) => number < 0.02).length;
		expect(struck).toBeGreaterThan(150);
		expect(struck).toBeLessThan(250);
	});
});
