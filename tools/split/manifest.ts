import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

import manifest from '../../package.json';
import { PROJECT } from '../runtime/paths';

import type { Room } from './room';
import { renamed } from './texts';

/** What a package is built, linted and formatted with. */
const TOOLS = [
	'@n8n/node-cli',
	'@types/node',
	'eslint',
	'gulp',
	'n8n-core',
	'n8n-workflow',
	'prettier',
	'typescript',
];

/** The packages that sources import. */
function imported(sources: string[]): string[] {
	return sources.flatMap((file) =>
		ts
			.preProcessFile(readFileSync(join(PROJECT, file), 'utf8'), true, true)
			.importedFiles.map(({ fileName }) => fileName)
			.filter((name) => !/^(\.|node:)/.test(name)),
	);
}

/** The pack's versions of what the sources and the build of a package need, types included. */
function devDependencies({ sources }: Room): Record<string, string> {
	const needed = new Set([...TOOLS, ...imported(sources)]);
	return Object.fromEntries(
		Object.entries(manifest.devDependencies).filter(
			([name]) => needed.has(name) || needed.has(name.replace(/^@types\//, '')),
		),
	);
}

/** The package.json of a room's own package. */
export function manifestOf(room: Room): object {
	const address = renamed(manifest.homepage, room.name);
	return {
		name: room.name,
		version: manifest.version,
		description: `n8n nodes that move customer conversations through ${room.title}`,
		license: manifest.license,
		author: manifest.author,
		homepage: address,
		repository: { type: 'git', url: `${address}.git` },
		bugs: { url: `${address}/issues` },
		keywords: ['n8n-community-node-package', 'n8n', 'chat', room.title.toLowerCase()],
		engines: manifest.engines,
		scripts: { build: manifest.scripts.build, lint: manifest.scripts.lint },
		files: manifest.files,
		n8n: { n8nNodesApiVersion: manifest.n8n.n8nNodesApiVersion, ...room.registered },
		peerDependencies: manifest.peerDependencies,
		devDependencies: devDependencies(room),
	};
}
