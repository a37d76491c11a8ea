import { range } from 'lodash';

import { Width } from '../../nodes/engine/width';
import { median } from '../../tools/bench/report/numbers';

/** A vendor in a time of its own. */
interface Vendor {
	/** How long an answer takes that waits for nothing, in milliseconds. */
	takes: (now: number) => number;
	/** How many it serves side by side. */
	sideBySide?: number;
	/** Whether it turns the n-th request away. */
	refuses?: (number: number) => boolean;
	/** How long this process is at work on each request and each answer, in milliseconds. */
	ownMs?: number;
}

/** What it saw. */
interface Seen {
	ms: number;
	/** How many were under way when each request was served. */
	underWay: number[];
	/** How many were answered until then, by a time in milliseconds. */
	answeredBy: (ms: number) => number;
	/** What another customer, who asks now and then, waits in the middle, in milliseconds. */
	othersMs: number;
}

/** Numbers between 0 and 1 that are the same in each run. */
function chance(): () => number {
	let seed = 1;
	return () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Sends requests by a width, as many at once as it says. */
function run(count: number, { takes, sideBySide = Infinity, refuses, ownMs = 0 }: Vendor, most = 200): Seen {
	let now = 0;
	let active = 0;
	jest.setSystemTime(0);
	jest.spyOn(performance, 'eventLoopUtilization').mockImplementation(() => ({ active }));
	const agenda: Array<{ at: number; do: () => void }> = [];
	const later = (ms: number, work: () => void) => agenda.push({ at: now + ms, do: work });
	const width = new Width({ start: 2, most, adapts: true });
	const seen: { underWay: number[]; answers: number[]; others: number[] } = {
		underWay: [],
		answers: [],
		others: [],
	};
	let begun = 0;
	let underWay = 0;
	let serving = 0;
	const queue: Array<() => void> = [];
	const serve = (answered: () => void) => {
		const begin = () => {
			serving += 1;
			later(takes(now), () => {
				serving -= 1;
				queue.shift()?.();
				answered();
			});
		};
		if (serving < sideBySide) begin();
		else queue.push(begin);
	};
	const send = () => {
		while (underWay < width.now && begun < count) {
			const number = (begun += 1);
			underWay += 1;
			later(0, () => {
				const departure = width.left(underWay);
				serve(() => {
					seen.underWay.push(underWay);
					if (refuses?.(number)) width.turnedAway(departure);
					else width.passed(departure, underWay);
					underWay -= 1;
					seen.answers.push(now);
					send();
				});
			});
		}
	};
	const other = () => {
		const asked = now;
		serve(() => seen.others.push(now - asked));
		if (seen.answers.length < count) later(611, other);
	};
	send();
	other();
	while (seen.answers.length < count) {
		agenda.sort((a, b) => a.at - b.at);
		const next = agenda.shift() as (typeof agenda)[number];
		// What is due while the process is at work has to wait
		now = Math.max(now, next.at) + ownMs;
		active += ownMs;
		jest.setSystemTime(Math.round(now));
		next.do();
	}
	return {
		ms: now,
		underWay: seen.underWay,
		answeredBy: (ms) => seen.answers.filter((at) => at < ms).length,
		othersMs: seen.others.length > 0 ? median(seen.others) : 0,
	};
}

const around = (ms: number, by = 0.1) => {
	const next = chance();
	return () => ms * (1 - by / 2 + by * next());
};

describe('Width', () => {
	beforeAll(() => jest.useFakeTimers({ now: 0, doNotFake: ['performance'] }));
	afterEach(() => jest.restoreAllMocks());
	afterAll(() => jest.useRealTimers());

	it('begins with two, and goes as far as it may where answers stay as quick', () => {
		const { underWay, ms } = run(1000, { takes: around(150) });
		expect(underWay[0]).toBe(2);
		expect(Math.max(...underWay)).toBe(200);
		expect(ms).toBeLessThan(1600);
	});

	it('does not take for slow what waits for this process', () => {
		const { underWay, ms } = run(1000, { takes: around(150), ownMs: 1 });
		expect(Math.max(...underWay)).toBe(200);
		// 2,000 of them are its own work
		expect(ms).toBeLessThan(3600);
	});

	it('never takes more than it may', () => {
		expect(Math.max(...run(300, { takes: around(150) }, 7).underWay)).toBe(7);
	});

	it.each([4, 16, 64])('finds a vendor’s %i places, fills them, and leaves room for others', (sideBySide) => {
		const { ms, othersMs, underWay } = run(sideBySide * 100, { takes: around(150), sideBySide });
		// 100 answers at each place
		expect(ms).toBeLessThan(15_000 * 1.1);
		expect(othersMs).toBeLessThan(150 * (sideBySide < 10 ? 2.5 : 1.3));
		expect(median(underWay)).toBeGreaterThanOrEqual(sideBySide);
		expect(median(underWay)).toBeLessThanOrEqual(sideBySide < 10 ? 10 : sideBySide * 1.4);
	});

	it('stays there for as long as it lasts', () => {
		const { underWay, othersMs } = run(8000, { takes: around(150), sideBySide: 16 });
		expect(Math.max(...underWay.slice(500))).toBeLessThan(32);
		expect(othersMs).toBeLessThan(150 * 1.3);
	});

	it('does not take answers for slow that differ by chance', () => {
		const next = chance();
		expect(run(1000, { takes: () => 50 + 200 * next() }).ms).toBeLessThan(10_000);
	});

	it('is not held up by a few answers that take very long', () => {
		const next = chance();
		const usual = around(150);
		const takes = () => (next() < 0.02 ? 30_000 : usual());
		const { answeredBy } = run(3000, { takes });
		expect(answeredBy(10_000)).toBeGreaterThan(2000);
	});

	it('does not take a vendor for slow that has refused the first ones much sooner than it takes the others', () => {
		const usual = around(150);
		let number = 0;
		const takes = () => ((number += 1) <= 100 ? 5 : usual());
		expect(run(1100, { takes }).ms).toBeLessThan(3000);
	});

	it('follows a vendor that takes ten times as long for a while, within three seconds', () => {
		const usual = around(150);
		const slow = { from: 4000, to: 13_000 };
		const takes = (now: number) => usual() * (now >= slow.from && now < slow.to ? 10 : 1);
		const { answeredBy } = run(1400, { takes, sideBySide: 16 });
		const perSecond = (from: number, to: number) =>
			((answeredBy(to) - answeredBy(from)) * 1000) / (to - from);
		const best = 16 / 0.15;
		expect(perSecond(slow.from + 3000, slow.to)).toBeGreaterThan((best / 10) * 0.8);
		expect(perSecond(slow.to + 3000, slow.to + 5000)).toBeGreaterThan(best * 0.8);
	});

	it('halves when the vendor turns one away, once for those that left together, and is careful then', () => {
		const { underWay } = run(700, { takes: around(150), refuses: (number) => number > 190 && number < 200 });
		const before = Math.max(...underWay.slice(0, 190));
		const after = underWay.slice(400);
		expect(Math.max(...after)).toBeLessThanOrEqual(before / 2 + 20);
		expect(Math.max(...after)).toBeGreaterThan(before / 8);
	});

	it('goes down to one, and up again', () => {
		const { underWay } = run(200, { takes: around(150), refuses: (number) => number < 12 });
		expect(Math.min(...underWay)).toBe(1);
		expect(underWay.at(-30)).toBeGreaterThan(1);
	});

	it('says of what left before it shrank nothing', () => {
		const width = new Width({ start: 8, most: 8, adapts: false });
		const departures = range(8).map(() => width.left(8));
		for (const departure of departures) width.turnedAway(departure);
		expect(width.now).toBe(4);
	});

	it('knows nothing of a pace before answers have come, and shrinks for none', () => {
		const width = new Width({ start: 8, most: 8, adapts: false });
		const departure = width.left(8);
		width.enoughFor(10);
		width.turnedAway(departure);
		expect(width.now).toBe(4);
	});

	describe('by rounds of as many as it lets leave', () => {
		let now = 0;
		/** For how much of its time this process is at work itself. */
		let share = 0;

		/** Lets some leave, which are all answered after so many milliseconds. */
		function answered(width: Width, count: number, ms: number): void {
			const departures = range(count).map(() => width.left(count));
			now += ms;
			active += ms * share;
			jest.setSystemTime(now);
			for (const departure of departures) width.passed(departure, count);
		}

		/** How many may be under way after each round, whose answers take so long, in milliseconds. */
		function after(width: Width, ...rounds: number[]): number[] {
			return rounds.map((ms) => {
				answered(width, width.now, ms);
				return width.now;
			});
		}

		/** So many rounds at 100 ms. */
		const calm = (width: Width, count: number) => after(width, ...Array<number>(count).fill(100));

		/** One that has climbed to 32, and went down to 21 where answers took longer. */
		function settled(): Width {
			const width = new Width({ start: 2, most: 32, adapts: true });
			expect(after(width, 100, 100, 100, 160)).toEqual([8, 32, 32, 21]);
			return width;
		}

		/** For how long it has been at work already. */
		let active = 0;
		beforeEach(() => {
			now = 0;
			share = 0;
			active = 1e6;
			jest.setSystemTime(now);
			jest
				.spyOn(performance, 'eventLoopUtilization')
				.mockImplementation(() => ({ idle: 0, active, utilization: 0 }));
		});

		it('goes on making room where a few fewer are answered no sooner', () => {
			const width = settled();
			expect(calm(width, 7).at(-1)).toBe(32);
			expect(after(width, 120, 120, 120)).toEqual([27, 23, 20]);
		});

		/** The same after seven more rounds at 100 ms. */
		function grown(): Width {
			const width = settled();
			expect(calm(width, 7).at(-1)).toBe(32);
			return width;
		}

		it('climbs in fours while there are few, then doubles', () => {
			const width = new Width({ start: 4, most: 200, adapts: true });
			expect(calm(width, 3)).toEqual([16, 32, 64]);
		});

		it('climbs on after a moment only, where answers come sooner, also when the clock is set back', () => {
			const width = new Width({ start: 2, most: 200, adapts: true });
			expect(after(width, 5, 5, 5, 5, 5, 5, 5)).toEqual([2, 2, 2, 8, 8, 8, 32]);
			const earlier = new Width({ start: 2, most: 200, adapts: true });
			expect(after(earlier, 5, -3_600_000, 5, 5, 5, 5)).toEqual([2, 2, 2, 2, 2, 8]);
		});

		it('takes it that some wait at the vendor while it climbs', () => {
			const climbing = () => new Width({ start: 2, most: 32, adapts: true });
			expect(after(climbing(), 100, 115)).toEqual([8, 32]);
			expect(after(climbing(), 100, 100, 100, 125, 125)).toEqual([8, 32, 32, 32, 32]);
			expect(new Set(calm(climbing(), 40).slice(1))).toEqual(new Set([32]));
		});

		it('never goes down by more than half at once', () => expect(after(grown(), 300)).toEqual([16]));

		it('takes off nothing for work of this process once it climbs no more', () => {
			const width = grown();
			share = 0.5;
			expect(after(width, 120, 120)).toEqual([27, 23]);
		});

		it('takes back what did not help: the vendor has become slower by itself', () => {
			expect(after(grown(), 160, 150, 150)).toEqual([21, 32, 32]);
			expect(after(grown(), 160, 129, 129)).toEqual([21, 17, 14]);
			const width = settled();
			expect(calm(width, 1)).toEqual([23]);
			expect(after(width, 160, 150)).toEqual([15, 23]);
		});

		it('grows only where as many as allowed were under way', () => {
			const width = settled();
			expect(calm(width, 1)).toEqual([23]);
			for (let times = 0; times < 20; times += 1) answered(width, 4, 100);
			expect(width.now).toBe(23);
		});

		it('halves what was under way when the vendor turned one away, and grows after ten rounds', () => {
			const width = grown();
			for (const departure of range(20).map(() => width.left(20))) width.turnedAway(departure);
			expect(width.now).toBe(10);
			expect(calm(width, 19)).toEqual([...Array<number>(9).fill(10), ...Array<number>(10).fill(11)]);
		});

		it('grows so too where it does not look at how long answers take, however much they differ', () => {
			const width = new Width({ start: Infinity, most: Infinity, adapts: false });
			width.turnedAway(width.left(3));
			expect(width.now).toBe(1);
			const rounds = range(10).map((index) => (index % 2 === 0 ? 5000 : 100));
			expect(after(width, ...rounds)).toEqual([...Array<number>(9).fill(1), 2]);
		});

		it('tries no half of two', () => {
			const width = new Width({ start: 2, most: 2, adapts: true });
			calm(width, 1);
			width.turnedAway(width.left(2));
			// A round takes two answers
			expect(calm(width, 60)).toEqual([...Array<number>(19).fill(1), ...Array<number>(41).fill(2)]);
		});

		it('takes twice as many as a pace needs, and no more than before', () => {
			const width = grown();
			width.enoughFor(13);
			expect(width.now).toBe(17);
			width.enoughFor(1);
			expect(width.now).toBe(17);
		});

		it('climbs again where answers come in less than half of the time', () => {
			expect(after(settled(), 100, 100, 49)).toEqual([23, 25, 32]);
			expect(after(settled(), 100, 100, 50)).toEqual([23, 25, 28]);
		});

		it('tries with half as many now and then, and goes on halving for as long as that helps', () => {
			const tried = () => {
				const width = settled();
				expect(calm(width, 20).slice(-2)).toEqual([32, 16]);
				return width;
			};
			expect(after(tried(), 100, 100)).toEqual([32, 32]);
			expect(after(tried(), 76, 100)).toEqual([25, 20]);
			expect(after(tried(), 75)).toEqual([24]);
			expect(after(tried(), 74, 54)).toEqual([8, 4]);
			expect(after(tried(), 74, 74)).toEqual([8, 16]);
			// Of two, one is no trial
			expect(after(tried(), 70, 50, 30, 20)).toEqual([8, 4, 2, 3]);
		});
	});
});
