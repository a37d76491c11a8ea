import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

import { pack } from '../../tools/pack';
import { unpackedTarball } from '../../tools/scan/unpacked';

/** Packs the pack as it would be published and unpacks the tarball; gives the folder. */
export async function unpacked(): Promise<string> {
	const { tarball } = await pack(() => undefined);
	return unpackedTarball(tarball);
}

/** All files below a folder, relative to it. */
export function filesIn(folder: string, base = folder): string[] {
	return readdirSync(folder)
		.map((name) => join(folder, name))
		.flatMap((path) => (statSync(path).isDirectory() ? filesIn(path, base) : [relative(base, path)]));
}
