import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { range } from 'lodash';

import { inTurn } from '../../nodes/engine/turns';

it('does one after the other under a key, in the order asked, and goes on after a failure', async () => {
	const seen: string[] = [];
	const step =
		(name: string, fails = false) =>
		async () => {
			seen.push(`${name} begins`);
			await sleep(1);
			seen.push(`${name} ends`);
			if (fails) throw new Error(name);
			return name;
		};
	const results = await Promise.allSettled([
		inTurn('a', step('1')),
		inTurn('a', step('2', true)),
		inTurn('a', step('3')),
	]);
	expect(seen).toEqual(['1', '2', '3'].flatMap((name) => [`${name} begins`, `${name} ends`]));
	expect(results).toMatchObject([{ value: '1' }, { reason: { message: '2' } }, { value: '3' }]);
});

it('begins nothing new beside what has waited', async () => {
	const ends: Array<() => void> = [];
	const begun: number[] = [];
	const work = (number: number) => async () => {
		begun.push(number);
		await new Promise<void>((resolve) => ends.push(resolve));
	};
	const [first, second] = [1, 2].map(async (number) => await inTurn('c', work(number)));
	await new Promise(setImmediate);
	ends[0]();
	await first;
	const third = inTurn('c', work(3));
	await new Promise(setImmediate);
	expect(begun).toEqual([1, 2]);
	ends[1]();
	await second;
	await new Promise(setImmediate);
	expect(begun).toEqual([1, 2, 3]);
	ends[2]();
	await third;
});

it('does what is under other keys at the same time', async () => {
	let release: () => void = () => undefined;
	const held = inTurn('a', async () => await new Promise<void>((resolve) => (release = resolve)));
	expect(await inTurn('b', async () => await Promise.resolve('b'))).toBe('b');
	release();
	await held;
});

it('holds on to nothing that is done', async () => {
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as () => void;
	const given: Array<WeakRef<object>> = [];
	for (const index of range(100)) {
		const one = { index };
		given.push(new WeakRef(one));
		await inTurn(`key ${index}`, async () => await Promise.resolve(one));
	}
	await sleep(1);
	collect();
	// The engine of JavaScript may still hold on to the last ones
	expect(given.filter((one) => one.deref() !== undefined).length).toBeLessThan(10);
});
