import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ICredentialType, INodeProperties, INodeType } from 'n8n-workflow';

import { optionsField } from '../../nodes/engine/options';
import { vendors } from '../../sandbox/vendors';
import type { NodeContract } from '../../testkit/contract';
import { contracts, described } from '../../testkit/contracts';
import { root } from '../../testkit/files';
import { packCredentials, packNodes } from '../../testkit/pack';

/** One of the ways in which the tests use a node. */
export interface Way {
	/** The vendor, as users know it. */
	vendor: string;
	/** What the node promises there; nothing of it that needs a running vendor. */
	contract: NodeContract;
}

/** All that the generated parts are made of. */
export interface Material {
	/** Nodes and credential types by their internal names, as n8n loads them. */
	nodes: ReadonlyMap<string, INodeType>;
	credentials: ReadonlyMap<string, ICredentialType>;
	ways: Way[];
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
function readPages(): Map<string, string> {
	const paths = ['.', 'docs'].flatMap((folder) => filesIn(folder).map((name) => join(folder, name)));
	return new Map(paths.filter((path) => path.endsWith('.md')).map((path) => [path, read(path)]));
}

function titleOf(vendor: string): string {
	return vendors.find(({ name }) => name === vendor)?.title ?? vendor;
}

/** The material as it is on disk. */
export function readMaterial(): Material {
	const { options } = optionsField({ concurrency: 1, timeoutMs: 1, writes: true });
	return {
		nodes: packNodes(),
		credentials: packCredentials(),
		ways: contracts.map((entry) => ({ vendor: titleOf(entry.vendor), contract: described(entry) })),
		shared: options as INodeProperties[],
		pages: readPages(),
		source: read,
		filesIn,
	};
}
