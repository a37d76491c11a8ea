import '../testkit/environment';

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../testkit/files';

import { stalePages } from './docs/generate';
import { readMaterial } from './docs/material';

/** Writes the generated parts of all pages anew. */
async function writeDocs(): Promise<void> {
	for (const [path, text] of stalePages(await readMaterial())) {
		writeFileSync(join(root, path), text);
		console.log(`Written: ${path}`);
	}
}

void writeDocs();
