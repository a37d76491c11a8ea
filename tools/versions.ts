import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { PROJECT } from './runtime/paths';
import { N8N_RELEASES, NEWEST_N8N, type N8nVersion } from './runtime/versions';
import { type Part, PARTS } from './versions/parts';
import { keepResults, type Result, RESULTS_FILE } from './versions/results';
import { tryRelease } from './versions/tryRelease';

const RELEASES = Object.keys(N8N_RELEASES) as N8nVersion[];
const ALL_PARTS = Object.keys(PARTS) as Part[];

const USAGE = `npm run test:versions [-- <version> ...] [-- <part> ...] [-- --write]

Tries the pack on other releases of n8n. Without a version: the oldest and the newest. All of them: ${RELEASES.join(' ')}
Without a part: all of them.

${ALL_PARTS.map((part) => `  ${part.padEnd(9)} ${PARTS[part]}`).join('\n')}

  --write   keeps what was seen in ${RESULTS_FILE}, from which \`npm run docs\` makes the table`;

const say = (line: string) => console.log(line);

interface Wanted {
	releases: N8nVersion[];
	parts: Part[];
}

/** @throws an Error that names a word which is neither a release that the pack is tried on nor a part */
function wantedOf(asked: string[]): Wanted {
	const unknown = asked.find((word) => !Object.hasOwn(N8N_RELEASES, word) && !Object.hasOwn(PARTS, word));
	if (unknown !== undefined)
		throw new Error(`${unknown} is none of ${[...RELEASES, ...ALL_PARTS].join(', ')}`);
	const releases = RELEASES.filter((release) => asked.includes(release));
	const parts = ALL_PARTS.filter((part) => asked.includes(part));
	return {
		releases: releases.length > 0 ? releases : [RELEASES[0], NEWEST_N8N],
		parts: parts.length > 0 ? parts : ALL_PARTS,
	};
}

function show({ release, what, passed, failed }: Result): void {
	say(`${release}  ${what}: ${passed} passed, ${failed.length} failed`);
	for (const name of failed) say(`  failed: ${name}`);
}

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { write: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
	});
	if (values.help) return say(USAGE);
	const { releases, parts } = wantedOf(positionals);
	const results: Result[] = [];
	for (const release of releases) results.push(...(await tryRelease(release, parts, say)));
	for (const result of results) show(result);
	if (values.write) keepResults(join(PROJECT, RESULTS_FILE), results);
	if (results.some(({ failed }) => failed.length > 0)) process.exitCode = 1;
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
