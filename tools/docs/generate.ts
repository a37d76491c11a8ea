import { type Mark, marksOf, withParts } from './marks';
import type { Material } from './material';
import { countInWords, countOf } from './parts/counts';
import { credentialsTable } from './parts/credentials';
import { engineFilesTable } from './parts/engineFiles';
import { examplesTable } from './parts/examples';
import { faultTables } from './parts/faults';
import { fieldsTable } from './parts/fields';
import { nodesTable, pageOf } from './parts/nodes';
import { defaultsOf, optionsTable } from './parts/options';
import { queueTable } from './parts/queue';
import { toolsTable } from './parts/tools';
import { versionsPart } from './parts/versions';

type Part = (material: Material, about: string) => string;

/** What may stand between marks, by the name in the first of them. */
const parts: Record<string, Part> = {
	count: (material, what) => countOf(what, material),
	'count in words': (material, what) => countInWords(what, material),
	credentials: credentialsTable,
	default: ({ nodes }, option) => defaultsOf(option, nodes),
	'engine files': engineFilesTable,
	examples: examplesTable,
	faults: faultTables,
	fields: ({ nodes, shared }, name) => {
		const node = nodes.get(name);
		if (!node) throw new Error(`There is no node called ${name}`);
		return fieldsTable(
			node.description.properties,
			shared.map((option) => option.name),
		);
	},
	nodes: nodesTable,
	options: optionsTable,
	queue: queueTable,
	tools: toolsTable,
	versions: versionsPart,
};

function partOf({ name, about }: Mark, material: Material): string {
	if (!Object.hasOwn(parts, name))
		throw new Error(`There is no generated part "${name}", only ${Object.keys(parts).join(', ')}`);
	return parts[name](material, about);
}

function written(path: string, text: string, material: Material): string {
	try {
		const marks = marksOf(text);
		return withParts(
			text,
			marks.map((mark) => partOf(mark, material)),
		);
	} catch (caught) {
		throw new Error(`${path}: ${(caught as Error).message}`, { cause: caught });
	}
}

/**
 * The pages that are not as they have to be: their paths, and their texts as they have to be.
 *
 * @throws Error when a mark is wrong, or a node's fields are on no page
 */
export function stalePages(material: Material): Map<string, string> {
	const pages = [...material.pages].map(([path, text]) => [path, written(path, text, material)] as const);
	for (const node of material.nodes.keys()) pageOf(node, material.pages);
	return new Map(pages.filter(([path, text]) => text !== material.pages.get(path)));
}
