import manifest from '../../package.json';
import type { Chain } from '../../tools/endurance/chain';
import { type Workflow, workflowSchema } from '../../tools/runtime/workflows';

/** A node of a test's flow, under the name that its connections call it by. */
export interface FlowNode {
	type: string;
	typeVersion?: number;
	parameters?: Record<string, unknown>;
	[setting: string]: unknown;
}

/** Takes a call of `callChain` apart: items as JSON in a form's field, their files beside it. */
const UNPACK = `const { json, binary = {} } = $input.first();
return JSON.parse(json.body.items).map(({ json, files }) => ({
	json,
	binary: Object.fromEntries(Object.entries(files).map(([name, part]) => [name, binary[part]])),
}));`;

/** A webhook for `callChain`. */
export const called = (path: string): FlowNode => ({
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	webhookId: path,
	parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', responseData: 'allEntries', options: {} },
});

export const unpack = (then = ''): FlowNode => ({
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	parameters: { jsCode: UNPACK.replace(/;$/, `${then};`) },
});

export const loopOver = (batchSize: number): FlowNode => ({
	type: 'n8n-nodes-base.splitInBatches',
	typeVersion: 3,
	parameters: { batchSize, options: {} },
});

/** A node of ours as a chain has it. */
export const posting = ({ node, parameters, credentials, onError, settings }: Chain): FlowNode => ({
	type: `${manifest.name}.${node}`,
	parameters,
	credentials,
	onError,
	...settings,
});

/** `from`, of whose output (the first unless given), `to`, and what is handed on where that is not items. */
export type Link = [from: string, to: string, output?: number, kind?: string];

/** A workflow of named nodes. */
export function flowOf(name: string, nodes: Record<string, FlowNode>, links: Link[]): Workflow {
	const connections: Record<string, Record<string, object[][]>> = {};
	for (const [from, to, output = 0, kind = 'main'] of links) {
		const outputs = ((connections[from] ??= {})[kind] ??= []);
		while (outputs.length <= output) outputs.push([]);
		outputs[output].push({ node: to, type: kind, index: 0 });
	}
	const placed = Object.entries(nodes).map(([nodeName, node], column) => ({
		id: nodeName,
		name: nodeName,
		typeVersion: 1,
		parameters: {},
		position: [column * 220, 0],
		...node,
	}));
	return workflowSchema.parse({ name, nodes: placed, connections, settings: { executionOrder: 'v1' } });
}
