import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { heapLeft, inspectorAt, stayedFlat } from '../../../tools/endurance/soak/heap';
import { nodeBinary } from '../../../tools/runtime/paths';

async function left(script: string): Promise<number> {
	const idle = 'console.log("ready"); setInterval(() => {}, 1000)';
	const node = spawn(nodeBinary(), [inspectorAt(0), '-e', `${script}; ${idle}`]);
	const ready = once(node.stdout, 'data');
	try {
		const [words] = (await once(node.stderr, 'data')) as [Buffer];
		const [, port] = /ws:\/\/127\.0\.0\.1:(\d+)/.exec(words.toString()) ?? [];
		await ready;
		return await heapLeft(Number(port));
	} finally {
		node.kill();
		await once(node, 'exit');
	}
}

it('counts what is held, objects and buffers, and not what lies about', async () => {
	const nothing = await left('');
	expect(await left('for (let n = 0; n < 40; n++) Buffer.alloc(1e6)')).toBeLessThan(nothing + 10);
	expect(await left('globalThis.held = Buffer.alloc(40e6)')).toBeGreaterThan(nothing + 35);
	expect(await left('globalThis.held = Array.from({ length: 1e6 }, (_, n) => ({ n }))')).toBeGreaterThan(
		nothing + 15,
	);
});

it.each([
	[[200, 240, 250, 240], true],
	[[200, 240, 200, 264], true],
	[[200, 240, 250, 265], false],
	[[200, 240], false],
])('tells memory that stays flat from memory that grows: %j', (heap, flat) => {
	expect(stayedFlat(heap)).toBe(flat);
});
