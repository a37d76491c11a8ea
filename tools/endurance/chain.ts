import FormData from 'form-data';

import manifest from '../../package.json';
import type { TestItem } from '../../testkit/n8n';
import type { N8nRest } from '../runtime/rest';
import { type Workflow, type WorkflowNode, workflowSchema } from '../runtime/workflows';

/** A way through a flow: a webhook, the items that come with the call, and one node of ours that answers. */
export interface Chain {
	/** The webhook's path, and the name of the node. */
	path: string;
	/** The node's internal name. */
	node: string;
	parameters: Record<string, unknown>;
	credentials: Record<string, { id: string; name: string }>;
	onError: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	/** More of n8n's settings of the node, e.g. Retry On Fail. */
	settings?: Record<string, unknown>;
}

/** Takes a call of `callChain` apart: items as JSON in a form's field, their files beside it. */
const UNPACK = `const { json, binary = {} } = $input.first();
return JSON.parse(json.body.items).map(({ json, files }) => ({
	json,
	binary: Object.fromEntries(Object.entries(files).map(([name, part]) => [name, binary[part]])),
}));`;

type PlacedNode = Pick<WorkflowNode, 'name' | 'type' | 'parameters'> & Record<string, unknown>;

function nodesOf(
	{ path, node, parameters, credentials, onError, settings }: Chain,
	row: number,
): PlacedNode[] {
	const webhook = {
		httpMethod: 'POST',
		path,
		responseMode: 'lastNode',
		responseData: 'allEntries',
		options: {},
	};
	const nodes = [
		{
			name: `Call of ${path}`,
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: path,
			parameters: webhook,
		},
		{ name: `Items of ${path}`, type: 'n8n-nodes-base.code', typeVersion: 2, parameters: { jsCode: UNPACK } },
		{
			name: path,
			type: `${manifest.name}.${node}`,
			typeVersion: 1,
			parameters,
			credentials,
			onError,
			...settings,
		},
	];
	return nodes.map((placed, column) => ({
		...placed,
		id: `${row}-${column}`,
		position: [column * 220, row * 160],
	}));
}

/** A workflow of chains that have nothing to do with each other. */
export function workflowOf(name: string, chains: Chain[]): Workflow {
	const rows = chains.map(nodesOf);
	const links = rows.flatMap((nodes) =>
		nodes
			.slice(1)
			.map((node, index) => [nodes[index].name, { main: [[{ node: node.name, type: 'main', index: 0 }]] }]),
	);
	return workflowSchema.parse({
		name,
		nodes: rows.flat(),
		connections: Object.fromEntries(links),
		settings: { executionOrder: 'v1' },
	});
}

/** Calls a chain's webhook with items and their files; gives n8n's answer. */
export async function callChain(n8n: N8nRest, path: string, items: TestItem[]) {
	const form = new FormData();
	const listed = items.map(({ json = {}, files = {} }, index) => {
		const parts = Object.entries(files).map(([name, { bytes, fileName = name, mimeType }]) => {
			const part = `file${index}${name}`;
			form.append(part, bytes, { filename: fileName, contentType: mimeType ?? 'application/octet-stream' });
			return [name, part];
		});
		return { json, files: Object.fromEntries(parts) as Record<string, string> };
	});
	form.append('items', JSON.stringify(listed));
	// As a buffer, so that the length is known and nothing is sent in chunks.
	return await n8n.webhook(path, form.getBuffer(), form.getHeaders());
}
