import manifest from '../package.json';

import { addressHolders } from './release/addresses';
import { obstacles } from './release/readiness';

/** Refuses to go on while the pack must not be published; npm runs it before it publishes. */
function checkRelease(): void {
	const found = obstacles(manifest, addressHolders());
	for (const obstacle of found) console.error(obstacle);
	if (found.length === 0) return console.log(`${manifest.name} ${manifest.version} may be published.`);
	console.error('See docs/releasing.md.');
	process.exitCode = 1;
}

checkRelease();
