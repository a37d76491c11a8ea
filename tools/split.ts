import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { PROJECT } from './runtime/paths';
import { roomOf, rooms } from './split/room';
import { writePackage } from './split/write';

const USAGE = `npm run split [-- options] [vendor ...]

Makes each vendor's room a package of its own, all of them when no vendor is named.

  --out <folder>  where the packages are written (split)
  --help          this text`;

function main(): void {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { out: { type: 'string' }, help: { type: 'boolean' } },
	});
	if (values.help) return console.log(USAGE);
	const out = resolve(values.out ?? join(PROJECT, 'split'));
	for (const room of positionals.length ? positionals.map(roomOf) : rooms()) {
		const folder = join(out, room.name);
		writePackage(room, folder);
		console.log(`${room.title}: ${folder}`);
	}
}

main();
