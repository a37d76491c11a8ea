import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ICredentialType, INodeProperties, INodeType } from 'n8n-workflow';

import { optionsField } from '../../nodes/engine/options';
import { packCredentials, packNodes, root } from '../../test/support/pack';

/** All that the generated parts are made of. */
export interface Material {
	/** Nodes and credential types by their internal names, as n8n loads them. */
	nodes: ReadonlyMap<string, INodeType>;
	credentials: ReadonlyMap<string, ICredentialType>;
	/** The options that all action nodes have. */
	shared: INodeProperties[];
	/** The pages' texts by their paths. */
	pages: ReadonlyMap<string, string>;
	/** A source file's text, by its path from the root. */
	source: (path: string) => string;
	/** The names of the files in a folder, by its path from the root. */
	filesIn: (folder: string) => string[];
}

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const filesIn = (folder: string) =>
	readdirSync(join(root, folder), { withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map(({ name }) => name)
		.sort();

/** The pages of the repository: all Markdown in its root and in `docs`. */
export function readPages(): Map<string, string> {
	const paths = ['.', 'docs'].flatMap((folder) => filesIn(folder).map((name) => join(folder, name)));
	return new Map(paths.filter((path) => path.endsWith('.md')).map((path) => [path, read(path)]));
}

/** The material as it is on disk. */
export function readMaterial(): Material {
	const { options } = optionsField({ concurrency: 1, timeoutMs: 1, writes: true });
	return {
		nodes: packNodes(),
		credentials: packCredentials(),
		shared: options as INodeProperties[],
		pages: readPages(),
		source: read,
		filesIn,
	};
}
