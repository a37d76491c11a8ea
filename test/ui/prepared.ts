import manifest from '../../package.json';
import { dataFile } from '../../tools/demo/data';
import { type Workflow, workflowSchema } from '../../tools/runtime/workflows';

/** A step of ours behind a trigger, so that a test begins where it is about something new. */
export interface Prepared {
	/** The node's internal name. */
	node: string;
	parameters: Record<string, unknown>;
	/** The item that comes in. */
	input?: Record<string, unknown>;
	/** A file of `examples/data` that comes in under Binary, as `data`. */
	file?: string;
}

/** The name of the prepared step on the canvas. */
export const STEP = 'The step';

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

/** JavaScript of a Code node that gives the item, with the file if there is one. */
function codeOf({ input = {}, file }: Prepared): string {
	const json = JSON.stringify(input);
	if (!file) return `return [{ json: ${json} }];`;
	const { bytes, name, type } = dataFile(file);
	const bytesInCode = `Buffer.from('${bytes.toString('base64')}', 'base64')`;
	return `const data = await this.helpers.prepareBinaryData(${bytesInCode}, '${name}', '${type}');
return [{ json: ${json}, binary: { data } }];`;
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
		name: STEP,
		type: `${manifest.name}.${node}`,
		typeVersion: 1,
		parameters,
		credentials,
	};
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
