import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

import { pack } from '../../tools/pack';

/** Packs the pack as it would be published and unpacks the tarball; gives the folder. */
export async function unpacked(): Promise<string> {
	const { tarball } = await pack(() => undefined);
	const folder = mkdtempSync(join(tmpdir(), 'customer-chat-tarball-'));
	execFileSync('tar', ['-xzf', tarball, '-C', folder]);
	return join(folder, 'package');
}

/** All files below a folder, relative to it. */
export function filesIn(folder: string, base = folder): string[] {
	return readdirSync(folder)
		.map((name) => join(folder, name))
		.flatMap((path) => (statSync(path).isDirectory() ? filesIn(path, base) : [relative(base, path)]));
}
