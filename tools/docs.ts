import { removeUserFolder } from '../testkit/environment';

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import manifest from '../package.json';
import { root } from '../testkit/files';

import { stalePages } from './docs/generate';
import { readMaterial } from './docs/material';
import { addressHolders, staleAddresses } from './release/addresses';

process.once('exit', removeUserFolder);

function write(stale: Map<string, string>): void {
	for (const [path, text] of stale) {
		writeFileSync(join(root, path), text);
		console.log(`Written: ${path}`);
	}
}

/** Writes the address of the pack anew where it stands, and the generated parts of all pages. */
async function writeDocs(): Promise<void> {
	write(staleAddresses(addressHolders(), manifest.homepage));
	write(stalePages(await readMaterial()));
}

void writeDocs();
