import { Ahead } from '../../../../nodes/CallGear/uploads/ahead';

/** A source that counts what it was asked for. */
function counting(count: number, breaksAt = Infinity) {
	const asked: number[] = [];
	const source = async function* () {
		for (let index = 0; index < count; index += 1) {
			asked.push(index);
			await Promise.resolve();
			if (index === breaksAt) throw new Error('broken');
			yield index;
		}
	};
	return { asked, source: source() };
}

describe('Ahead', () => {
	it('has one ready before it is asked for, and no more', async () => {
		const { asked, source } = counting(5);
		const ahead = new Ahead(source);
		await new Promise(setImmediate);
		expect(asked).toEqual([0]);
		expect(ahead.ended).toBe(false);
		expect(await ahead.take()).toBe(0);
		// On a busy machine it lets others have their turn first
		while (asked.length < 2) await new Promise(setImmediate);
		await new Promise(setImmediate);
		expect(asked).toEqual([0, 1]);
		expect(await ahead.take()).toBe(1);
	});

	it('gives each once and in order to all who ask, then nothing', async () => {
		const ahead = new Ahead(counting(3).source);
		const taken = await Promise.all([0, 1, 2, 3, 4].map(async () => await ahead.take()));
		expect(taken).toEqual([0, 1, 2, undefined, undefined]);
		expect(ahead.ended).toBe(true);
		await ahead.close();
	});

	it('tells at its end what kept the rest from being prepared', async () => {
		const ahead = new Ahead(counting(3, 1).source);
		expect(await ahead.take()).toBe(0);
		expect(await ahead.take()).toBeUndefined();
		expect(ahead.ended).toBe(true);
		await expect(ahead.close()).rejects.toThrow('broken');
	});

	it('is closed only when nothing is being prepared any more', async () => {
		const { asked, source } = counting(5);
		const ahead = new Ahead(source);
		await ahead.take();
		await ahead.close();
		await new Promise(setImmediate);
		expect(asked).toEqual([0, 1]);
	});
});
