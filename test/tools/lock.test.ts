import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { tryLock, withLock } from '../../tools/runtime/lock';

let folder: string;
beforeEach(() => (folder = join(mkdtempSync(join(tmpdir(), 'lock-')), 'lock')));
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

describe('a lock folder', () => {
	it('lets one step at a time through, says why the others wait, and is gone afterwards', async () => {
		const lines: string[] = [];
		let inside = 0;
		let most = 0;
		const step = async () => {
			most = Math.max(most, ++inside);
			await new Promise((resolve) => setTimeout(resolve, 100));
			inside -= 1;
		};
		const say = (line: string) => lines.push(line);
		await Promise.all([
			withLock(folder, say, step),
			withLock(folder, say, step),
			withLock(folder, say, step),
		]);
		expect(most).toBe(1);
		expect(lines).toContain(`  waiting for process ${process.pid}, which is doing the same (0 s)`);
		expect(existsSync(folder)).toBe(false);
	});

	it('is given back by a step that failed', async () => {
		await expect(
			withLock(
				folder,
				() => undefined,
				async () => await Promise.reject(new Error('no')),
			),
		).rejects.toThrow();
		expect(existsSync(folder)).toBe(false);
	});

	it('names the process that holds it', async () => {
		const unlock = await tryLock(folder);
		await expect(tryLock(folder)).resolves.toBe(process.pid);
		expect(typeof unlock).toBe('function');
	});

	it('is taken over from a process that is gone', async () => {
		mkdirSync(folder);
		writeFileSync(join(folder, 'pid'), String(spawnSync('true').pid));
		expect(typeof (await tryLock(folder))).toBe('function');
	});
});
