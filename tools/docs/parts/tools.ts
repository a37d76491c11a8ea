import type { INodeProperties } from 'n8n-workflow';

import { everyField } from '../../../testkit/everyField';
import { code, table } from '../markdown';
import type { Material, Operation } from '../material';

/** How users know the field that names a file of the item. */
const FILE_FIELD = 'Input Data Field Name';

/** The table of the nodes as tools of an AI agent. What is good to hand over is told by a node's contract, what comes back is what comes back. */
export function toolsTable({ operations, nodes }: Material): string {
	const rows = operations.flatMap((operation) => {
		if (!operation.tool) return [];
		const { displayName, properties } = operationNode(operation, nodes);
		const { model, flow } = operation.tool;
		const takesFile = properties.some((field) => field.displayName === FILE_FIELD);
		const row = [
			displayName,
			model.map((path) => labelOf(path, properties)).join(', '),
			flow.map((path) => labelOf(path, properties)).join(', '),
			takesFile ? "an earlier node's" : '',
			readBack(operation),
		];
		return [row];
	});
	const head = [
		'node',
		'good to hand to the model',
		'keep in your hands',
		'file',
		'what the model reads back',
	];
	return table(head, rows);
}

function operationNode({ node }: Operation, nodes: Material['nodes']) {
	const type = nodes.get(node);
	if (!type) throw new Error(`There is a contract, but no node called ${node}`);
	return type.description;
}

/** A field as the vendor's page names it. @throws Error when the node has no such field */
function labelOf(path: string, properties: INodeProperties[]): string {
	const names = new Map(everyField(properties).map(([place, { displayName }]) => [place, displayName]));
	if (!names.has(path)) throw new Error(`There is no field ${path} of which the contract's tool speaks`);
	const parts = path.split('.');
	// The group of a fixed collection is no field
	return parts.flatMap((_, index) => names.get(parts.slice(0, index + 1).join('.')) ?? []).join(' > ');
}

function readBack({ output: { keys, hasFile } }: Operation): string {
	const told = keys.map(code).join(', ');
	return hasFile ? `${told}; not the file` : told;
}
