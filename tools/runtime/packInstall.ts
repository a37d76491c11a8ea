import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { runCommand } from './command';
import { nodeBinary, npmScript } from './paths';

/** A tarball of this pack, as `npm pack` makes it. */
export interface Packed {
	/** The package's name, as n8n prefixes its node types. */
	name: string;
	tarball: string;
	/** Changes with everything that goes into the tarball. */
	hash: string;
}

const NO_PACKAGES = { name: 'installed-nodes', private: true, dependencies: {} };

/**
 * Installs the tarball as n8n installs a community package, unless the very same one is there already.
 * n8n reads the folder when it starts.
 * @throws CommandError when npm refuses, an Error when the package is not where n8n looks
 */
export async function installPack(
	userFolder: string,
	{ name, tarball, hash }: Packed,
	log: string,
): Promise<void> {
	const nodes = join(userFolder, '.n8n/nodes');
	const stamp = join(nodes, 'installed-pack');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
	rmSync(nodes, { recursive: true, force: true });
	mkdirSync(nodes, { recursive: true });
	// Without a manifest npm would walk up and install into the first parent folder that has one.
	writeFileSync(join(nodes, 'package.json'), JSON.stringify(NO_PACKAGES));
	const options = ['--omit=peer', '--ignore-scripts', '--no-package-lock', '--no-audit', '--no-fund'];
	await runCommand(nodeBinary(), [npmScript(), 'install', tarball, ...options], { cwd: nodes, log });
	if (!existsSync(join(nodes, 'node_modules', name, 'package.json'))) {
		throw new Error(`npm ended well, but ${name} is not in ${nodes}`);
	}
	writeFileSync(stamp, hash);
}
