import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Say } from './progress';

/** The process that holds a lock; undefined when it is gone or never wrote its number. */
function holder(folder: string): number | undefined {
	try {
		const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
		process.kill(pid, 0);
		return pid;
	} catch (error) {
		// EPERM: it lives, and belongs to someone else.
		return (error as NodeJS.ErrnoException).code === 'EPERM' ? 0 : undefined;
	}
}

function take(folder: string): boolean {
	// Gives the folder that it has made, nothing when it was there.
	if (mkdirSync(folder, { recursive: true }) === undefined) return false;
	writeFileSync(join(folder, 'pid'), String(process.pid));
	return true;
}

/**
 * Takes a lock folder at once, or not at all. A lock whose process is gone is taken over.
 * @returns how to give it back, or the number of the process that holds it
 */
export async function tryLock(folder: string): Promise<(() => void) | number> {
	for (let attempt = 0; ; attempt += 1) {
		if (take(folder)) return () => rmSync(folder, { recursive: true, force: true });
		const pid = holder(folder);
		if (pid !== undefined) return pid;
		// A process between making the folder and writing its number looks like one that is gone.
		if (attempt === 0) await sleep(1000);
		else rmSync(folder, { recursive: true, force: true });
	}
}

/** Does a step while no other process does one under the same lock folder; waits for its turn and says so. */
export async function withLock<T>(folder: string, say: Say, step: () => Promise<T>): Promise<T> {
	let waited = 0;
	let lock = await tryLock(folder);
	while (typeof lock === 'number') {
		if (waited % 15 === 0) say(`  waiting for process ${lock}, which is doing the same (${waited} s)`);
		await sleep(1000);
		waited += 1;
		lock = await tryLock(folder);
	}
	try {
		return await step();
	} finally {
		lock();
	}
}
