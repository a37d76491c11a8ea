import { Container } from '@n8n/di';
import { stringify } from 'flatted';
import { range } from 'lodash';
import { BinaryDataConfig, BinaryDataService, ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	type ExecutionError,
	type ICredentialType,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IWorkflowExecuteAdditionalData,
	type OnError,
	Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { type StoredCredentials, TestCredentialsHelper } from './credentials';
import { packCredentials, packNodes } from './pack';
import { retried, type Retry, started } from './runData';
import { expectNoSecret } from './secrets';

/** A file to be put into an item's binary data. */
export interface TestFile {
	bytes: Buffer;
	fileName?: string;
	mimeType?: string;
}

/** An input item; its files are stored the way the binary mode asks for. */
export interface TestItem {
	json?: INodeExecutionData['json'];
	files?: Record<string, TestFile>;
}

/** One execution of one node in a real workflow. */
export interface NodeRun {
	/** The node's internal name, e.g. `haptikSendFile`. */
	node: string;
	parameters: INodeParameters;
	/** The version of the node that the workflow was saved with, 1 unless given. */
	typeVersion?: number;
	/** What a user typed into the credentials, by credential type. Sessions that n8n renews are written back into it. */
	credentials: StoredCredentials;
	/** One empty item unless given. */
	items?: TestItem[];
	onError?: OnError;
	/** How often n8n tries the node with its setting "Retry On Fail", 2 to 5; off unless given. */
	tries?: number;
	/** Has n8n retry a failed execution, as its button does, instead of starting a new one. */
	retry?: Retry;
	binaryMode?: 'default' | 'filesystem';
	/** Whether files are in the data of items, as n8n's Execution Logic v2 keeps them. */
	filesInData?: boolean;
	/** The workflow's time zone, `UTC` unless given. */
	timezone?: string;
	/** The workflow's ID, `test` unless given: with another one, n8n's store for removing duplicates knows nothing of it. */
	workflow?: string;
	/** Which execution it is; always the same one unless given. */
	execution?: {
		id?: string;
		/** How it was started, by hand unless given. */
		mode?: WorkflowExecuteMode;
	};
	/** How often n8n runs the node in this execution, as a loop does; once unless given. What comes out is that of the first run. */
	runs?: number;
	/** Cancels the execution after so many milliseconds. */
	cancelAfterMs?: number;
	/** Cancels the execution as soon as this promise is kept. */
	cancelOn?: Promise<unknown>;
	/** More node or credential types than the pack's own. */
	extraNodes?: Record<string, INodeType>;
	extraCredentials?: Record<string, ICredentialType>;
}

export interface NodeResult {
	/** The items of the first output. */
	main: INodeExecutionData[];
	/** The items of the error output. */
	failed: INodeExecutionData[];
	/** Why the workflow stopped. */
	error?: ExecutionError & { description?: string | null; httpCode?: string | null };
	/** What `execute()` itself returned, before n8n repairs anything. */
	returned?: INodeExecutionData[][];
	status: string;
	/** What n8n shows beside the output, for each run of the node. */
	hints: string[][];
	/** The execution as n8n stores it. */
	stored: () => string;
	/** Everything an item or error of this run shows, as text: for looking for secrets. */
	everything: string;
}

const urls = Object.fromEntries(
	[
		'restApiUrl',
		'instanceBaseUrl',
		'formBaseUrl',
		'formWaitingBaseUrl',
		'formTestBaseUrl',
		'webhookBaseUrl',
		'webhookWaitingBaseUrl',
		'webhookTestBaseUrl',
		'mcpBaseUrl',
		'mcpTestBaseUrl',
	].map((name) => [name, `http://localhost:5678/${name}`]),
);

async function useBinaryMode(mode: 'default' | 'filesystem'): Promise<void> {
	Container.get(BinaryDataConfig).mode = mode;
	await Container.get(BinaryDataService).init();
}

async function itemOf(
	context: IExecuteFunctions,
	{ json = {}, files = {} }: TestItem,
): Promise<INodeExecutionData> {
	const binary: INodeExecutionData['binary'] = {};
	for (const [field, { bytes, fileName, mimeType }] of Object.entries(files)) {
		binary[field] = await context.helpers.prepareBinaryData(bytes, fileName, mimeType);
	}
	return { json, ...(Object.keys(binary).length > 0 ? { binary } : {}) };
}

function sourceNode(items: TestItem[]): INodeType {
	return {
		description: {
			displayName: 'Items',
			name: 'items',
			group: ['input'],
			version: 1,
			description: 'Gives the items of a test',
			defaults: { name: 'Items' },
			inputs: ['main'],
			outputs: ['main'],
			properties: [],
		},
		async execute(this: IExecuteFunctions) {
			const made: INodeExecutionData[] = [];
			for (const [item, content] of items.entries())
				made.push({ ...(await itemOf(this, content)), pairedItem: { item } });
			return [made];
		},
	};
}

/** The node itself, with what its `execute()` returns noted down. */
function watched(node: INodeType, note: (returned: INodeExecutionData[][]) => void): INodeType {
	const copy = Object.create(node) as INodeType;
	copy.execute = async function (this: IExecuteFunctions) {
		const returned = (await node.execute?.call(this)) as INodeExecutionData[][];
		note(structuredClone(JSON.parse(JSON.stringify(returned)) as INodeExecutionData[][]));
		return returned;
	};
	return copy;
}

function workflowNode(name: string, type: string, more: Partial<INode> = {}): INode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters: {}, ...more };
}

/** Runs one node of the pack on some items inside n8n's real execution engine, in this process. */
export async function runNode(run: NodeRun): Promise<NodeResult> {
	await useBinaryMode(run.binaryMode ?? 'default');
	const types = new Map([...packNodes(), ...Object.entries(run.extraNodes ?? {})]);
	const credentialTypes = new Map([...packCredentials(), ...Object.entries(run.extraCredentials ?? {})]);
	const tested = types.get(run.node);
	if (!tested) throw new Error(`No node called ${run.node}`);
	let returned: INodeExecutionData[][] | undefined;
	types.set('items', sourceNode(run.items ?? [{}]));
	types.set(
		run.node,
		watched(tested, (value) => (returned = value)),
	);
	const nodeTypes: INodeTypes = {
		getByName: (name) => types.get(name) as INodeType,
		getByNameAndVersion: (name) => types.get(name) as INodeType,
		getKnownTypes: () => ({}),
	};
	const credentials = Object.fromEntries(
		Object.keys(run.credentials).map((type) => [type, { id: type, name: type }]),
	);
	const workflow = new Workflow({
		id: run.workflow ?? 'test',
		nodes: [
			workflowNode('Items', 'items'),
			workflowNode('Tested', run.node, {
				typeVersion: run.typeVersion ?? 1,
				parameters: run.parameters,
				credentials,
				onError: run.onError,
				// n8n takes 0 for its default of a second
				...(run.tries ? { retryOnFail: true, maxTries: run.tries, waitBetweenTries: 1 } : {}),
			}),
		],
		connections: {
			Items: { main: [range(run.runs ?? 1).map(() => ({ node: 'Tested', type: 'main', index: 0 }))] },
		},
		active: false,
		nodeTypes,
		settings: {
			timezone: run.timezone ?? 'UTC',
			executionOrder: 'v1',
			...(run.filesInData ? { binaryMode: 'combined' } : {}),
		},
	});
	const typed = structuredClone(run.credentials);
	const result = await execute(workflow, new TestCredentialsHelper(credentialTypes, run.credentials), run);
	const runs = result.data.resultData.runData.Tested ?? [];
	const task = runs.at(0);
	const [main, failed] = task?.data?.main ?? [];
	const error = (result.data.resultData.error ?? task?.error) as NodeResult['error'];
	const everything = inspectable({ task, error, main, failed, returned });
	expectNoSecret(everything, credentialTypes, typed, run.credentials);
	return {
		main: main ?? [],
		failed: failed ?? [],
		error,
		returned,
		status: result.status,
		hints: runs.map(({ hints = [] }) => hints.map(({ message }) => message)),
		stored: () => stringify(result.data),
		everything,
	};
}

async function execute(
	workflow: Workflow,
	credentialsHelper: TestCredentialsHelper,
	{ cancelAfterMs, cancelOn, retry, execution = {} }: NodeRun,
): Promise<IRun> {
	const { id = 'test-execution', mode = retry ? 'retry' : 'manual' } = execution;
	const hooks = new ExecutionLifecycleHooks(mode, id, {
		id: 'test',
		name: 'Test',
		createdAt: new Date(),
		updatedAt: new Date(),
		active: false,
		isArchived: false,
		activeVersionId: null,
		nodes: [],
		connections: {},
	});
	const additionalData = {
		...urls,
		credentialsHelper,
		hooks,
		executionId: id,
		currentNodeExecutionIndex: 0,
		variables: {},
		logAiEvent: () => undefined,
		webhookWaitingBaseUrl: 'http://localhost:5678/webhook-waiting',
	} as unknown as IWorkflowExecuteAdditionalData;
	const runData = retry ? retried(retry, workflow) : started(workflow);
	const running = new WorkflowExecute(additionalData, mode, runData).processRunExecutionData(workflow);
	if (cancelAfterMs !== undefined) setTimeout(() => running.cancel(), cancelAfterMs);
	void cancelOn?.then(() => running.cancel());
	return await running;
}

/** All of a value's text, with the fields of errors that JSON leaves out. */
function inspectable(value: unknown): string {
	const seen = new WeakSet<object>();
	return JSON.stringify(value, (_key, inner: unknown) => {
		if (typeof inner !== 'object' || inner === null) return inner;
		if (seen.has(inner)) return '[seen]';
		seen.add(inner);
		if (!(inner instanceof Error)) return inner;
		const fields = Object.getOwnPropertyNames(inner).map((name) => [
			name,
			Reflect.get(inner, name) as unknown,
		]);
		return Object.fromEntries(fields) as object;
	});
}
