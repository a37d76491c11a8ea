import camelCase from 'lodash/camelCase';

import manifest from '../../package.json';
import { type DataFile, dataFile } from '../../testkit/dataFile';
import { type Workflow, workflowSchema } from '../../tools/runtime/workflows';

/** A step of ours behind a trigger, so that a test begins where it is about something new. */
export interface Prepared {
	/** The node's name, as the panel shows it; the step has it too. */
	node: string;
	parameters: Record<string, unknown>;
	/** The item that comes in, or several. */
	input?: Record<string, unknown> | Array<Record<string, unknown>>;
	/** A file of `examples/data` that comes in under Binary, as `data`; or one that is made of zeros. */
	file?: string | { name: string; type: string; size: number };
}

/** The type of one of our nodes, by its name. */
export function typeOf(node: string): string {
	return `${manifest.name}.${camelCase(node)}`;
}

const TRIGGERS = {
	manual: {
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		parameters: {},
	},
	webhook: {
		name: 'Start',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		parameters: {
			httpMethod: 'POST',
			path: '',
			responseMode: 'lastNode',
			options: {},
		},
	},
};

/** JavaScript of a Code node that gives the items, with the file if there is one. */
function codeOf({ input = { customer: 'Mira Patel' }, file }: Prepared): string {
	const items = [input].flat().map((json) => JSON.stringify({ json }));
	if (!file) return `return [${items.join(', ')}];`;
	const { name, type, bytes } =
		typeof file === 'string' ? inCode(dataFile(file)) : { ...file, bytes: `Buffer.alloc(${file.size})` };
	return `const data = await this.helpers.prepareBinaryData(${bytes}, '${name}', '${type}');
return [${items.join(', ')}].map((item) => ({ ...item, binary: { data } }));`;
}

function inCode({ bytes, ...file }: DataFile) {
	return { ...file, bytes: `Buffer.from('${bytes.toString('base64')}', 'base64')` };
}

type Credentials = Record<string, { id: string; name: string }>;

function flow(nodes: Array<Record<string, unknown> & { name: string }>): Workflow {
	const connections = Object.fromEntries(
		nodes
			.slice(1)
			.map(({ name }, index) => [nodes[index].name, { main: [[{ node: name, type: 'main', index: 0 }]] }]),
	);
	const placed = nodes.map((node, index) => ({
		id: String(index),
		position: [index * 220, 0],
		...node,
	}));
	return workflowSchema.parse({
		name: 'Prepared',
		nodes: placed,
		connections,
		settings: {},
	});
}

function stepOf({ node, parameters }: Prepared, credentials: Credentials) {
	return {
		name: node,
		type: typeOf(node),
		typeVersion: 1,
		parameters,
		credentials,
	};
}

/** Steps of ours alone, as they come from the node panel. */
export function sideBySide(nodes: string[]): Workflow {
	const steps = nodes.map((node, index) => ({
		id: String(index),
		position: [(index % 3) * 260, Math.floor(index / 3) * 200],
		...stepOf({ node, parameters: {} }, {}),
	}));
	return workflowSchema.parse({ name: 'Prepared', nodes: steps, connections: {}, settings: {} });
}

/** Trigger by hand, the item, and the step. */
export function byHand(step: Prepared, credentials: Credentials = {}): Workflow {
	const item = {
		name: 'Customer',
		type: 'n8n-nodes-base.code',
		typeVersion: 2,
		parameters: { jsCode: codeOf(step) },
	};
	return flow([TRIGGERS.manual, item, stepOf(step, credentials)]);
}

/** A webhook of this path, and the step. */
export function byWebhook(step: Prepared, path: string, credentials: Credentials): Workflow {
	const { parameters, ...webhook } = TRIGGERS.webhook;
	return flow([
		{ ...webhook, webhookId: path, parameters: { ...parameters, path } },
		stepOf(step, credentials),
	]);
}
