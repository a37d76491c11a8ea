import type { INodeType } from 'n8n-workflow';

import { anchorOf, plain, table } from '../markdown';
import type { Material } from '../material';

/** The page that has the table of a node's fields. @throws Error when there is none */
export function pageOf(node: string, pages: Material['pages']): string {
	const mark = `<!-- fields: ${node} -->`;
	const [page] = [...pages].find(([, text]) => text.includes(mark)) ?? [];
	if (page === undefined) throw new Error(`Put ${mark} and <!-- end --> into the page of the vendor`);
	return page;
}

/** The table of all nodes, by their names, each linked to its place in its vendor's page. */
export function nodesTable({ nodes, credentials, pages }: Material): string {
	const row = ({ description }: INodeType) => {
		const { name, displayName } = description;
		const types = (description.credentials ?? []).map(
			(wanted) => credentials.get(wanted.name)?.displayName ?? wanted.name,
		);
		const link = `[**${displayName}**](${pageOf(name, pages)}#${anchorOf(displayName)})`;
		return [link, plain(description.description), types.join(', ')];
	};
	const byName = [...nodes.values()].sort((a, b) =>
		a.description.displayName.localeCompare(b.description.displayName),
	);
	return table(['node', 'what it does', 'credential'], byName.map(row));
}
