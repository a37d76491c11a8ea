import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import manifest from '../package.json';

import { addressHolders } from './release/addresses';
import { obstacles } from './release/readiness';
import { PROJECT } from './runtime/paths';

/** Refuses to go on while the pack must not be published; npm runs it before it publishes, the workflow with the tag. */
function checkRelease(): void {
	const { tag } = parseArgs({ options: { tag: { type: 'string' } } }).values;
	const changelog = readFileSync(join(PROJECT, 'CHANGELOG.md'), 'utf8');
	const found = obstacles({ manifest, texts: addressHolders(), changelog, tag });
	for (const obstacle of found) console.error(obstacle);
	if (found.length === 0) return console.log(`${manifest.name} ${manifest.version} may be published.`);
	console.error('See docs/releasing.md.');
	process.exitCode = 1;
}

checkRelease();
