import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { runCommand } from './command';
import { nodeBinary, npmScript } from './paths';

/** A tarball of a package of nodes, as `npm pack` makes it. */
export interface Packed {
	/** The package's name, as n8n prefixes its node types. */
	name: string;
	tarball: string;
	/** Changes with everything that goes into the tarball. */
	hash: string;
	/** Its node types, as workflows name them. */
	nodes: string[];
	/** Its credential types. */
	credentials: string[];
}

/** The names of the types in the files that a manifest registers. */
function typesOf(files: string[], suffix: string): string[] {
	return files
		.map((file) => basename(file, suffix))
		.map((name) => `${name[0].toLowerCase()}${name.slice(1)}`);
}

/** What n8n has to know once it has loaded a package with this manifest. */
export function registeredTypes({
	name,
	n8n,
}: {
	name: string;
	n8n: { nodes: string[]; credentials: string[] };
}): Pick<Packed, 'name' | 'nodes' | 'credentials'> {
	return {
		name,
		nodes: typesOf(n8n.nodes, '.node.js').map((node) => `${name}.${node}`),
		credentials: typesOf(n8n.credentials, '.credentials.js'),
	};
}

const NO_PACKAGES = { name: 'installed-nodes', private: true, dependencies: {} };

/**
 * Installs tarballs as n8n installs community packages, unless the very same ones are there already.
 * n8n reads the folder when it starts.
 * @throws CommandError when npm refuses, an Error when a package is not where n8n looks
 */
export async function installPacks(userFolder: string, packs: Packed[], log: string): Promise<void> {
	const nodes = join(userFolder, '.n8n/nodes');
	const stamp = join(nodes, 'installed-pack');
	const hash = packs.map((packed) => packed.hash).join(' ');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
	rmSync(nodes, { recursive: true, force: true });
	mkdirSync(nodes, { recursive: true });
	// Without a manifest npm would walk up and install into the first parent folder that has one.
	writeFileSync(join(nodes, 'package.json'), JSON.stringify(NO_PACKAGES));
	const options = ['--omit=peer', '--ignore-scripts', '--no-package-lock', '--no-audit', '--no-fund'];
	const tarballs = packs.map(({ tarball }) => tarball);
	await runCommand(nodeBinary(), [npmScript(), 'install', ...tarballs, ...options], { cwd: nodes, log });
	for (const { name } of packs) {
		if (existsSync(join(nodes, 'node_modules', name, 'package.json'))) continue;
		throw new Error(`npm ended well, but ${name} is not in ${nodes}`);
	}
	writeFileSync(stamp, hash);
}
