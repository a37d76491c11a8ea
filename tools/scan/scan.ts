import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { PROJECT } from '../runtime/paths';

/** What n8n's official scanner looks at: the sources, or what a package's tarball holds. */
export type Leg = 'source' | 'tarball';

/** What the scanner says of a folder: whether the package passes, and if not, which rule it breaks where. */
export interface Verdict {
	passed: boolean;
	message?: string;
	details?: string;
}

/**
 * Runs n8n's official scanner for community packages on a folder, from the installed package: nothing is fetched.
 * @throws an Error when the scanner itself fails
 */
export function scan(folder: string, leg: Leg): Verdict {
	// Under NODE_ENV "test" the official rules take every file for every kind of file
	const env = { ...process.env, NODE_ENV: 'production' };
	const output = execFileSync('node', [join(__dirname, 'leg.mjs'), folder, leg], {
		cwd: PROJECT,
		encoding: 'utf8',
		env,
	});
	return JSON.parse(output.trim().split('\n').at(-1) ?? '') as Verdict;
}
