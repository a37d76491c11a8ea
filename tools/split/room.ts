import { existsSync } from 'node:fs';
import { join } from 'node:path';

import manifest from '../../package.json';
import { vendors } from '../../sandbox/vendors';
import { filesBelow } from '../../testkit/files';
import { importsOf } from '../../testkit/imports';
import { nodeFolders, packNodes, sourceOf } from '../../testkit/pack';
import { PROJECT } from '../runtime/paths';

/** A vendor's room, and all that goes with it when it becomes a package of its own. Paths are from the project's root. */
export interface Room {
	/** The vendor, as people write it. */
	title: string;
	/** The name of the package, e.g. `n8n-nodes-haptik-chat`. */
	name: string;
	/** The registered files of `n8n` in package.json. */
	registered: { nodes: string[]; credentials: string[] };
	/** The sources, the engine's among them, as far as the room reaches. */
	sources: string[];
	/** Icons, and what n8n's node panel says of the nodes. */
	assets: string[];
	/** The vendor's page. */
	page: string;
	/** The internal names of its nodes. */
	nodes: string[];
}

/** Files and all that they import, directly or not. */
function reached(files: string[]): string[] {
	const found = new Set<string>();
	const visit = (file: string) => {
		if (found.has(file)) return;
		found.add(file);
		importsOf(file).forEach(visit);
	};
	files.forEach(visit);
	return [...found].sort();
}

const pathOf = (registered: string) => sourceOf(registered).slice(PROJECT.length + 1);

/** The room of a vendor. @throws an Error when the pack has none */
export function roomOf(title: string): Room {
	const inRoom = `dist/nodes/${title}/`;
	const nodes = manifest.n8n.nodes.filter((file) => file.startsWith(inRoom));
	if (nodes.length === 0) throw new Error(`There is no room for ${title} in nodes`);
	const folders = nodeFolders();
	const own = [...packNodes().values()].filter(({ description: { name } }) =>
		folders.get(name)?.startsWith(`nodes/${title}/`),
	);
	const types = new Set(
		own.flatMap(({ description }) => (description.credentials ?? []).map(({ name }) => name.toLowerCase())),
	);
	const credentials = manifest.n8n.credentials.filter((file) =>
		types.has(file.replace(/^.*\/(\w+)\.credentials\.js$/, '$1').toLowerCase()),
	);
	return {
		title,
		name: `n8n-nodes-${title.toLowerCase()}-chat`,
		registered: { nodes, credentials },
		sources: reached([...nodes, ...credentials].map(pathOf)),
		assets: filesBelow(`nodes/${title}`).filter((file) => /\.(svg|node\.json)$/.test(file)),
		page: `docs/${title.toLowerCase()}.md`,
		nodes: own.map(({ description }) => description.name),
	};
}

/** The rooms of all vendors. */
export function rooms(): Room[] {
	return vendors.map(({ title }) => roomOf(title)).filter(({ page }) => existsSync(join(PROJECT, page)));
}
