import type { INodeProperties } from 'n8n-workflow';
import { uniq } from 'lodash';

import { defaultOf, describeField } from '../describe';
import { either, table } from '../markdown';
import type { Material } from '../material';

/** The table of the options that all action nodes have. */
export function optionsTable({ nodes, shared }: Material): string {
	const rows = shared.map((option) => [
		option.displayName,
		defaultsOf(option.name, nodes),
		describeField(option, { root: [], beside: shared }),
	]);
	return table(['option', 'default', 'what it is'], rows);
}

/** What a shared option holds unless changed, in all nodes that have it, e.g. `1 or 4`. */
export function defaultsOf(name: string, nodes: Material['nodes']): string {
	const inNodes = [...nodes.values()].flatMap(({ description: { properties } }) =>
		properties
			.filter((field) => field.name === 'options')
			.flatMap(({ options = [] }) => options as INodeProperties[])
			.filter((option) => option.name === name),
	);
	if (inNodes.length === 0) throw new Error(`No node has an option called ${name}`);
	return either(uniq(inNodes.map(defaultOf)).sort((a, b) => a.localeCompare(b, 'en', { numeric: true })));
}
