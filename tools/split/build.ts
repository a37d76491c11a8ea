import { createHash } from 'node:crypto';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

import { runCommand } from '../runtime/command';
import { type Packed, registeredTypes } from '../runtime/packInstall';
import { nodeBinary, npmScript, PROJECT } from '../runtime/paths';

interface Manifest {
	name: string;
	version: string;
	n8n: { nodes: string[]; credentials: string[] };
}

/**
 * Lints, builds and packs a room's own package with its own scripts, and with the tools that are installed for the whole pack.
 * @param folder where `writePackage` has written it
 * @throws CommandError with the words of the step that fails
 */
export async function buildPackage(folder: string): Promise<Packed> {
	const log = join(folder, 'build.log');
	const npm = async (...args: string[]) =>
		await runCommand(nodeBinary(), [npmScript(), ...args], { cwd: folder, log });
	if (!existsSync(join(folder, 'node_modules'))) {
		symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
	}
	await npm('run', 'lint');
	await npm('run', 'build');
	await npm('pack', '--ignore-scripts');
	const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
	const tarball = join(folder, `${manifest.name}-${manifest.version}.tgz`);
	const hash = createHash('sha256').update(readFileSync(tarball)).digest('hex');
	return { ...registeredTypes(manifest), tarball, hash };
}
