import { globSync } from 'node:fs';
import { join, relative } from 'node:path';

import { reaches } from './imports';

const root = join(__dirname, '..', '..');

/** What takes long to load or to run. */
const slow = ['test/support/n8n.ts', 'sandbox/server.ts'].map((file) => join(root, file));

for (const file of globSync(`${root}/test/{engine,nodes,properties}/**/*.test.ts`).sort()) {
	if (slow.some((target) => reaches(file, target))) continue;
	describe(relative(root, file), () => {
		// eslint-disable-next-line @typescript-eslint/no-require-imports -- the list of files is only known at run time
		require(file);
	});
}
