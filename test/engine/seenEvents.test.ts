import { SEEN_EVENTS, SeenEvents } from '../../nodes/engine/seenEvents';

const TAKEN = Promise.resolve(true);
const NOT_TAKEN = Promise.resolve(false);
const DAY_MS = 24 * 60 * 60 * 1000;

let places = 0;
const anotherPlace = () => `place ${(places += 1)}`;

/** A promise that is kept when somebody says so. */
function later() {
	let settle: (well: boolean) => void = () => undefined;
	const taken = new Promise<boolean>((resolve) => (settle = resolve));
	return { taken, settle };
}

afterEach(() => jest.restoreAllMocks());

it('is new once, whoever asks for its place', async () => {
	const place = anotherPlace();
	expect(await SeenEvents.of(place).claim('a', TAKEN)).toBe(true);
	expect(await SeenEvents.of(place).claim('a', TAKEN)).toBe(false);
	expect(await SeenEvents.of(place).claim('b', TAKEN)).toBe(true);
	expect(await SeenEvents.of(anotherPlace()).claim('a', TAKEN)).toBe(true);
});

it('is new again where the flow has not got it', async () => {
	const seen = SeenEvents.of(anotherPlace());
	expect(await seen.claim('a', NOT_TAKEN)).toBe(true);
	expect(await seen.claim('a', NOT_TAKEN)).toBe(true);
	expect(await seen.claim('a', TAKEN)).toBe(true);
	expect(await seen.claim('a', TAKEN)).toBe(false);
});

it.each([
	[true, [false, false]],
	// One of those that have waited takes it, and the other waits for that
	[false, [true, false]],
])('waits for who is taking it: taken %s', async (well, others) => {
	const seen = SeenEvents.of(anotherPlace());
	const { taken, settle } = later();
	expect(await seen.claim('a', taken)).toBe(true);
	let answers = 0;
	const claims = [1, 2].map(async () => {
		const fresh = await seen.claim('a', TAKEN);
		answers += 1;
		return fresh;
	});
	await new Promise(setImmediate);
	expect(answers).toBe(0);
	settle(well);
	expect(await Promise.all(claims)).toEqual(others);
});

it('is remembered for a day, and its place for a day after it was asked for last', async () => {
	const clock = jest.spyOn(Date, 'now').mockReturnValue(0);
	const place = anotherPlace();
	await SeenEvents.of(place).claim('a', TAKEN);
	clock.mockReturnValue(DAY_MS - 1);
	expect(await SeenEvents.of(place).claim('a', TAKEN)).toBe(false);
	expect(await SeenEvents.of(place).claim('b', TAKEN)).toBe(true);
	clock.mockReturnValue(DAY_MS);
	expect(await SeenEvents.of(place).claim('a', TAKEN)).toBe(true);
	expect(await SeenEvents.of(place).claim('b', TAKEN)).toBe(false);
});

it('makes room for those after it, ten thousand of them', async () => {
	expect(SEEN_EVENTS.entries).toBe(10_000);
	const seen = SeenEvents.of(anotherPlace());
	for (let index = 0; index < SEEN_EVENTS.entries; index += 1) await seen.claim(`${index}`, TAKEN);
	expect(await seen.claim('0', TAKEN)).toBe(false);
	await seen.claim('one more', TAKEN);
	expect(await seen.claim('1', TAKEN)).toBe(false);
	expect(await seen.claim('0', TAKEN)).toBe(true);
});

it('makes room for other places, a thousand of them, those first that were not asked for', async () => {
	const [kept, left] = [anotherPlace(), anotherPlace()];
	for (const place of [kept, left]) await SeenEvents.of(place).claim('a', TAKEN);
	for (let index = 0; index < 998; index += 1) SeenEvents.of(anotherPlace());
	expect(await SeenEvents.of(kept).claim('a', TAKEN)).toBe(false);
	SeenEvents.of(anotherPlace());
	expect(await SeenEvents.of(kept).claim('a', TAKEN)).toBe(false);
	expect(await SeenEvents.of(left).claim('a', TAKEN)).toBe(true);
});
