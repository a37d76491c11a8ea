import { Container } from '@n8n/di';
import { BinaryDataConfig, BinaryDataService, ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IWorkflowExecuteAdditionalData,
	NodeConnectionTypes,
	Workflow,
} from 'n8n-workflow';

import { TestCredentialsHelper } from '../../../testkit/credentials';
import type { NodeWork } from '../job';
import type { Types } from './types';

const ADDRESSES = [
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
];

/** Makes n8n keep files on the disk, as it does by itself. */
export async function useDisk(): Promise<void> {
	Container.get(BinaryDataConfig).mode = 'filesystem';
	await Container.get(BinaryDataService).init();
}

/** A node that gives what `make` makes. */
function source(make: (context: IExecuteFunctions) => Promise<INodeExecutionData[]>): INodeType {
	return {
		description: {
			displayName: 'Items',
			name: 'items',
			group: ['input'],
			version: 1,
			description: 'Gives the items of a case',
			defaults: { name: 'Items' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		async execute(this: IExecuteFunctions) {
			return [await make(this)];
		},
	};
}

function node(name: string, type: string, typeVersion: number, more: Partial<INode> = {}): INode {
	return { id: name, name, type, typeVersion, position: [0, 0], parameters: {}, ...more };
}

function workflowOf(
	{ node: type, parameters, credentials, onError = 'continueRegularOutput' }: NodeWork,
	nodeTypes: INodeTypes,
): Workflow {
	const version = nodeTypes.getByName(type).description;
	const details = Object.fromEntries(Object.keys(credentials).map((name) => [name, { id: name, name }]));
	const typeVersion = 'defaultVersion' in version ? (version.defaultVersion ?? 1) : 1;
	return new Workflow({
		id: 'bench',
		nodes: [
			node('Items', 'items', 1),
			node('Measured', type, typeVersion, {
				parameters,
				credentials: details,
				onError,
			}),
		],
		connections: { Items: { main: [[{ node: 'Measured', type: 'main', index: 0 }]] } },
		active: false,
		nodeTypes,
		settings: { timezone: 'UTC', executionOrder: 'v1' },
	});
}

async function run(workflow: Workflow, credentialsHelper: TestCredentialsHelper): Promise<IRun> {
	const hooks = new ExecutionLifecycleHooks('trigger', 'bench', {
		id: 'bench',
		name: 'Bench',
		createdAt: new Date(),
		updatedAt: new Date(),
		active: false,
		isArchived: false,
		activeVersionId: null,
		nodes: [],
		connections: {},
	});
	const additionalData = {
		...Object.fromEntries(ADDRESSES.map((name) => [name, `http://localhost:5678/${name}`])),
		credentialsHelper,
		hooks,
		executionId: 'bench',
		currentNodeExecutionIndex: 0,
		variables: {},
		logAiEvent: () => undefined,
	} as unknown as IWorkflowExecuteAdditionalData;
	const start = workflow.getNode('Items') as INode;
	const runData = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node: start, data: { main: [[{ json: {} }]] }, source: null }],
		},
	});
	return await new WorkflowExecute(additionalData, 'trigger', runData).processRunExecutionData(workflow);
}

/** Runs a node on some items in n8n's execution engine, in this process. @throws what stopped the workflow */
export async function runNode(
	types: Types,
	work: NodeWork,
	make: (context: IExecuteFunctions) => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[]> {
	const items = source(make);
	const nodeTypes: INodeTypes = {
		...types.nodes,
		getByName: (name) => (name === 'items' ? items : types.nodes.getByName(name)),
		getByNameAndVersion: (name, version) =>
			name === 'items' ? items : types.nodes.getByNameAndVersion(name, version),
	};
	const helper = new TestCredentialsHelper(types.credentials, work.credentials);
	const { data } = await run(workflowOf(work, nodeTypes), helper);
	const task = data.resultData.runData.Measured?.[0];
	const error = data.resultData.error ?? task?.error;
	if (error) throw error;
	return task?.data?.main[0] ?? [];
}
