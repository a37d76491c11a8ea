import { Brake } from '../../nodes/engine/brake';
import { Failure } from '../../nodes/engine/errors';

const asked = (message: string) => new Failure({ message, remedy: 'Wait.', delivery: 'refused' });
const BUSY = asked('Acme is receiving too many requests');

let now: number;
let clock: jest.SpyInstance<number>;
beforeEach(() => {
	now = 1_000_000;
	clock = jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterEach(() => clock.mockRestore());

/** Lets what is due happen: everything here waits for promises alone. */
const settled = async () => await new Promise((resolve) => setImmediate(resolve));

/** How many of some requests may be under way at once. */
async function admitted(brake: Brake, wanted = 20): Promise<number> {
	const before = brake.underWay;
	for (let index = 0; index < wanted; index += 1) void brake.enter(0, { ms: 0 });
	await settled();
	return brake.underWay - before;
}

it('holds nobody back before the vendor has asked for it', async () => {
	const brake = new Brake();
	expect(await admitted(brake, 50)).toBe(50);
});

describe('once the vendor has asked one request to wait', () => {
	it('another is refused with the same words where that is longer than is allowed, and is certainly not sent', async () => {
		const brake = new Brake();
		brake.hold(BUSY, 5000, 10);
		const failure = await brake.enter(4999, { ms: 0 });
		expect(failure?.facts).toMatchObject({ message: BUSY.message, delivery: 'notSent' });
		expect((await brake.enter(5000, { ms: 1 }))?.facts.delivery).toBe('notSent');
		expect(brake.underWay).toBe(0);
	});

	it('a wish for a later time counts, and one for an earlier does not', async () => {
		const brake = new Brake();
		brake.hold(asked('first'), 1000, 10);
		brake.hold(asked('longer'), 5000, 10);
		brake.hold(asked('shorter'), 2000, 10);
		expect((await brake.enter(4999, { ms: 0 }))?.facts.message).toBe('longer');
		brake.hold(asked('as long, and younger'), 5000, 10);
		expect((await brake.enter(4999, { ms: 0 }))?.facts.message).toBe('as long, and younger');
	});

	it('half as many go on afterwards, at least one, and it is halved once for all that hear of it', async () => {
		for (const [atOnce, left] of [
			[10, 5],
			[5, 2],
			[1, 1],
		]) {
			const brake = new Brake();
			brake.hold(BUSY, 1000, atOnce);
			brake.hold(BUSY, 1000, 2);
			now += 1000;
			expect(await admitted(brake)).toBe(left);
		}
	});

	it('it is halved anew when the vendor asks again afterwards', async () => {
		const brake = new Brake();
		brake.hold(BUSY, 1000, 10);
		now += 1000;
		brake.hold(BUSY, 1000, 5);
		now += 1000;
		expect(await admitted(brake)).toBe(2);
	});

	it('what has waited before is no reason to refuse once the time is over', async () => {
		const brake = new Brake();
		brake.hold(BUSY, 1000, 10);
		now += 1000;
		expect(await brake.enter(0, { ms: 70_000 })).toBeUndefined();
		expect(brake.underWay).toBe(1);
	});

	it('waits as long as is allowed, and counts it', async () => {
		clock.mockRestore();
		const brake = new Brake();
		brake.hold(BUSY, 30, 10);
		const waited = { ms: 5 };
		expect(await brake.enter(1000, waited)).toBeUndefined();
		expect(waited.ms).toBeGreaterThan(25);
		expect(waited.ms).toBeLessThan(60_000);
	});

	it('one that is cancelled is not sent', async () => {
		const brake = new Brake();
		const cancelled = await brake.enter(1000, { ms: 0 }, AbortSignal.abort());
		expect(cancelled?.facts.delivery).toBe('notSent');
		expect(brake.underWay).toBe(0);
	});
});

describe('after it has become narrow', () => {
	/** One that lets two pass at once. */
	async function narrow(): Promise<Brake> {
		const brake = new Brake();
		brake.hold(BUSY, 1000, 4);
		now += 1000;
		expect(await admitted(brake, 2)).toBe(2);
		return brake;
	}

	it('the next one goes on when one is over, and its wait counts', async () => {
		const brake = await narrow();
		const waited = { ms: 5 };
		const next = brake.enter(0, waited);
		await settled();
		expect(brake.underWay).toBe(2);
		now += 300;
		brake.leave(false);
		expect(await next).toBeUndefined();
		expect(brake.underWay).toBe(2);
		expect(waited.ms).toBe(305);
	});

	it('becomes wider by one for ten that have passed of each', async () => {
		const brake = await narrow();
		for (let passed = 0; passed < 19; passed += 1) {
			brake.leave(true);
			await brake.enter(0, { ms: 0 });
		}
		expect(await admitted(brake)).toBe(0);
		brake.leave(true);
		await settled();
		expect(brake.underWay).toBe(3);
		// The count begins anew
		brake.leave(true);
		await settled();
		expect(brake.underWay).toBe(3);
	});

	it('does not become wider for what has not passed', async () => {
		const brake = await narrow();
		for (let over = 0; over < 30; over += 1) {
			brake.leave(false);
			await brake.enter(0, { ms: 0 });
		}
		expect(await admitted(brake)).toBe(0);
	});

	it('counts anew from when the vendor asks again', async () => {
		const brake = await narrow();
		for (let passed = 0; passed < 19; passed += 1) {
			brake.leave(true);
			await brake.enter(0, { ms: 0 });
		}
		brake.hold(BUSY, 1000, 4);
		now += 1000;
		brake.leave(true);
		await brake.enter(0, { ms: 0 });
		expect(await admitted(brake)).toBe(0);
	});
});
