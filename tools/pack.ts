import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import manifest from '../package.json';

import { runCommand } from './runtime/command';
import { withLock } from './runtime/lock';
import { type Packed, registeredTypes } from './runtime/packInstall';
import { cacheFolder, nodeBinary, npmScript, PROJECT } from './runtime/paths';
import type { Say } from './runtime/progress';

/** Everything that the build reads or that npm puts into every tarball. */
const SOURCES =
	/^(nodes|credentials|package\.json|gulpfile\.js|tsconfig\.json|(README|LICENSE|LICENCE)(\.md)?)$/;

function filesUnder(path: string): string[] {
	if (statSync(path).isFile()) return [path];
	return readdirSync(path)
		.sort()
		.flatMap((name) => filesUnder(join(path, name)));
}

/** A hash over the names and contents of all sources of the tarball. */
export function sourceHash(project = PROJECT): string {
	const hash = createHash('sha256');
	const roots = readdirSync(project)
		.filter((name) => SOURCES.test(name))
		.sort();
	for (const file of roots.flatMap((name) => filesUnder(join(project, name)))) {
		hash
			.update(`${file.slice(project.length)}\0`)
			.update(readFileSync(file))
			.update('\0');
	}
	return hash.digest('hex');
}

const KEPT_MS = 24 * 3600 * 1000;

/** Tarballs of sources that nobody has any more; a recent one may just be in use. */
function removeOldTarballs(folder: string) {
	for (const path of readdirSync(folder).map((name) => join(folder, name))) {
		if (Date.now() - statSync(path).mtimeMs > KEPT_MS) rmSync(path, { recursive: true });
	}
}

async function buildAndPack(folder: string, say: Say) {
	const log = join(cacheFolder(), 'pack/build.log');
	const npm = async (...args: string[]) =>
		await runCommand(nodeBinary(), [npmScript(), ...args], { cwd: PROJECT, log });
	rmSync(log, { force: true });
	// A node that was renamed must not be packed under its old name too.
	rmSync(join(PROJECT, 'dist'), { recursive: true, force: true });
	say(`Building and packing ${manifest.name} ${manifest.version} ...`);
	await npm('run', 'build');
	await npm('pack', '--ignore-scripts', '--pack-destination', folder);
}

/**
 * Builds the pack and makes its tarball in the cache folder; takes the one from last time when no source has changed.
 * @throws CommandError with the compiler's words when the build fails
 */
export async function pack(say: Say): Promise<Packed> {
	const hash = sourceHash();
	const folder = join(cacheFolder(), 'pack', hash.slice(0, 16));
	const tarball = join(folder, `${manifest.name}-${manifest.version}.tgz`);
	mkdirSync(dirname(folder), { recursive: true });
	await withLock(join(cacheFolder(), 'pack.lock'), say, async () => {
		if (existsSync(tarball)) return;
		const making = `${folder}.part`;
		rmSync(making, { recursive: true, force: true });
		mkdirSync(making);
		await buildAndPack(making, say);
		rmSync(folder, { recursive: true, force: true });
		renameSync(making, folder);
		removeOldTarballs(dirname(folder));
	});
	return { ...registeredTypes(manifest), tarball, hash };
}
