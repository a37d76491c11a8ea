import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { once } from 'lodash';
import type { ICredentialType, INodeType } from 'n8n-workflow';

import { exportsOf, root } from './files';

interface Manifest {
	n8n: { nodes: string[]; credentials: string[] };
}

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

/** The source file behind a file that package.json registers. */
export function sourceOf(registered: string): string {
	return join(root, registered.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
}

/** An instance of the class that a registered file exports under its own name. */
function load<T>(registered: string, suffix: string): T {
	const module = exportsOf(sourceOf(registered)) as Record<string, new () => T>;
	return new module[basename(registered, suffix)]();
}

/** Every node that package.json registers, by its internal name, from the TypeScript sources. */
export const packNodes = once((): ReadonlyMap<string, INodeType> => {
	const nodes = manifest.n8n.nodes.map((file) => load<INodeType>(file, '.node.js'));
	return new Map(nodes.map((node) => [node.description.name, node]));
});

/** The folder of every registered node, by the node's internal name, e.g. `nodes/Haptik/SendFile`. */
export function nodeFolders(): Map<string, string> {
	const folders = manifest.n8n.nodes.map((file) => dirname(file).replace(/^dist\//, ''));
	return new Map([...packNodes().keys()].map((name, index) => [name, folders[index]]));
}

/** Every credential type that package.json registers, by its name. */
export const packCredentials = once((): ReadonlyMap<string, ICredentialType> => {
	const types = manifest.n8n.credentials.map((file) => load<ICredentialType>(file, '.credentials.js'));
	return new Map(types.map((type) => [type.name, type]));
});
