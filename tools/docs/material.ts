import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ICredentialType, INodeProperties, INodeType } from 'n8n-workflow';

import { optionsField } from '../../nodes/engine/options';
import { vendors } from '../../sandbox/vendors';
import type { NodeContract, ToolUse } from '../../testkit/contract';
import { actionContracts, described, entriesOf } from '../../testkit/contracts';
import { root } from '../../testkit/files';
import { packCredentials, packNodes } from '../../testkit/pack';

import { type Output, outputsOf } from './outputs';

/** An action node, as its contract and a run of it tell of it. */
export interface Operation {
	/** The vendor, as users know it. */
	vendor: string;
	node: string;
	/** Its ways of use; nothing of them that needs a running vendor. */
	variants: NodeContract[];
	/** None where no agent may use it. */
	tool?: ToolUse;
	output: Output;
}

/** All that the generated parts are made of. */
export interface Material {
	/** Nodes and credential types by their internal names, as n8n loads them. */
	nodes: ReadonlyMap<string, INodeType>;
	credentials: ReadonlyMap<string, ICredentialType>;
	/** By vendor. */
	operations: Operation[];
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

async function readOperations(): Promise<Operation[]> {
	const outputs = await outputsOf(actionContracts);
	return actionContracts.map((contract, index) => ({
		vendor: titleOf(contract.vendor),
		node: contract.node,
		variants: entriesOf(contract).map(described),
		...(contract.tool ? { tool: contract.tool } : {}),
		output: outputs[index],
	}));
}

/** The material as it is on disk. @throws Error when a node does not take its contract's own item */
export async function readMaterial(): Promise<Material> {
	const { options } = optionsField({ timeoutMs: 1, writes: true });
	return {
		nodes: packNodes(),
		credentials: packCredentials(),
		operations: await readOperations(),
		shared: options as INodeProperties[],
		pages: readPages(),
		source: read,
		filesIn,
	};
}
