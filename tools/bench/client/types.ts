import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import {
	type ICredentialType,
	type INodeType,
	type INodeTypes,
	type IVersionedNodeType,
	NodeHelpers,
} from 'n8n-workflow';

import { chatsByHand } from './byHand';
import { idle, loop } from './peers';

interface Manifest {
	n8n: { nodes: string[]; credentials: string[] };
}

const load = createRequire(__filename);

function make<T>(file: string, suffix: string): T {
	const module = load(file) as Record<string, new () => T>;
	return new module[basename(file, suffix)]();
}

/** The folder of n8n's own nodes. */
export function officialNodes(): string {
	return dirname(load.resolve('n8n-nodes-base/package.json'));
}

/** What a workflow of the bench can hold: the nodes of the unpacked tarball, n8n's HTTP Request, and the peers made here. */
export interface Types {
	nodes: INodeTypes;
	credentials: Map<string, ICredentialType>;
}

/** Loads the node and credential types. @param pack the folder of the unpacked tarball */
export function loadTypes(pack: string): Types {
	const { n8n } = JSON.parse(readFileSync(join(pack, 'package.json'), 'utf8')) as Manifest;
	const own = n8n.nodes.map((file) => make<INodeType>(join(pack, file), '.node.js'));
	const http = make<IVersionedNodeType>(
		join(officialNodes(), 'dist/nodes/HttpRequest/HttpRequest.node.js'),
		'.node.js',
	);
	const nodes = new Map<string, INodeType | IVersionedNodeType>(
		[...own, idle, loop, chatsByHand].map((node) => [node.description.name, node]),
	);
	// n8n gives a node of this very name any credential
	nodes.set('n8n-nodes-base.httpRequest', http);
	const basicAuth = join(officialNodes(), 'dist/credentials/HttpBasicAuth.credentials.js');
	const credentials = [...n8n.credentials.map((file) => join(pack, file)), basicAuth].map((file) =>
		make<ICredentialType>(file, '.credentials.js'),
	);
	const byName = (name: string) => {
		const node = nodes.get(name);
		if (!node) throw new Error(`No node called ${name}`);
		return node;
	};
	return {
		nodes: {
			getByName: byName,
			getByNameAndVersion: (name, version) => NodeHelpers.getVersionedNodeType(byName(name), version),
			getKnownTypes: () => ({}),
		},
		credentials: new Map(credentials.map((type) => [type.name, type])),
	};
}
