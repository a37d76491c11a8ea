import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { compatibilityPage } from './versions/page';
import { tryRelease, type Tried } from './versions/tryRelease';
import { PROJECT } from './runtime/paths';
import { N8N_RELEASES, NEWEST_N8N, type N8nVersion } from './runtime/versions';

const RELEASES = Object.keys(N8N_RELEASES) as N8nVersion[];

const USAGE = `npm run test:versions [-- <version> ...] [-- --write]

Tries the pack on other releases of n8n: the tests of the engine and the rooms on that n8n's own engine, then the tests of triggers and every example in that n8n.
Without a version: the oldest and the newest. All of them: ${RELEASES.join(' ')}

  --write   writes docs/compatibility.md from what was tried`;

const say = (line: string) => console.log(line);

/** Which releases are meant. @throws an Error that names one that the pack was never tried on */
function releasesOf(asked: string[]): N8nVersion[] {
	const unknown = asked.find((version) => !Object.hasOwn(N8N_RELEASES, version));
	if (unknown !== undefined) throw new Error(`${unknown} is none of ${RELEASES.join(', ')}`);
	return asked.length > 0 ? (asked as N8nVersion[]) : [RELEASES[0], NEWEST_N8N];
}

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { write: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
	});
	if (values.help) return say(USAGE);
	const tried: Tried[] = [];
	for (const release of releasesOf(positionals)) tried.push(await tryRelease(release, say));
	const page = compatibilityPage(tried);
	say(`\n${page}`);
	if (values.write) writeFileSync(join(PROJECT, 'docs/compatibility.md'), page);
	if (tried.some(({ problems }) => problems.length > 0)) process.exitCode = 1;
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
