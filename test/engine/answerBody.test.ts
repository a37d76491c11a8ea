import { Readable } from 'node:stream';

import { answerFrom, letGo } from '../../nodes/engine/answerBody';

const KB = 1024;

it.each([199, 200, 299])('a stream that was asked for is kept with status %s', async (status) => {
	const body = Readable.from([Buffer.from('file')]);
	expect((await answerFrom(status, {}, body, true)).body).toBe(body);
	body.destroy();
});

it.each<[number, boolean]>([
	[300, true],
	[404, true],
	[200, false],
])('a stream is read as text with status %s, asked for: %s', async (status, asked) => {
	const body = Readable.from([Buffer.from('no su'), Buffer.from('ch file')]);
	expect((await answerFrom(status, {}, body, asked)).body).toBe('no such file');
	expect(body.destroyed).toBe(true);
});

it('what came instead of a stream is text', async () => {
	const read = async (body: unknown) => (await answerFrom(200, {}, body, true)).body;
	for (const none of [undefined, null]) expect(await read(none)).toBe('');
	expect(await read('text')).toBe('text');
	expect(await read(Buffer.from('Grüße'))).toBe('Grüße');
	expect(await read({ error: 1 })).toBe('{"error":1}');
	expect(await read(false)).toBe('false');
});

it('no more than 64 kB is read of a refusal', async () => {
	let given = 0;
	const endless = Readable.from(
		(function* () {
			for (;;) {
				given += 1;
				yield Buffer.alloc(16 * KB, 'x');
			}
		})(),
		{ highWaterMark: 1 },
	);
	expect((await answerFrom(500, {}, endless, true)).body).toHaveLength(64 * KB);
	expect(endless.destroyed).toBe(true);
	expect(given).toBeLessThan(8);
});

it('a stream that nobody reads is ended, and nothing else is touched', () => {
	const body = Readable.from(['x']);
	letGo(body);
	expect(body.destroyed).toBe(true);
	const calls: string[] = [];
	letGo({ destroy: () => calls.push('no stream') });
	letGo([Buffer.from('a')]);
	letGo({ destroy: true, [Symbol.asyncIterator]: () => undefined });
	for (const other of ['text', undefined, null, 7]) letGo(other);
	expect(calls).toEqual([]);
});
