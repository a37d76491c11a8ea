import {
	type ICredentialType,
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	Workflow,
	type WorkflowActivateMode,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { type StoredCredentials, TestCredentialsHelper } from './credentials';
import { packCredentials, packNodes } from './pack';

/** A trigger as a flow has it. */
export interface TriggerRun {
	/** The node's internal name. */
	node: string;
	parameters?: INodeParameters;
	credentials: StoredCredentials;
	/** That of a published flow unless it is `manual`, for a test from the editor. */
	mode?: WorkflowExecuteMode;
	/** Why n8n activates it: somebody publishes the flow unless given. */
	activation?: WorkflowActivateMode;
	/** The address that n8n has for its webhooks. */
	webhookBaseUrl?: string;
	/** Which node it is, where several are published. */
	id?: string;
	/** What n8n has kept with the workflow from before. */
	kept?: IDataObject;
	extraNodes?: Record<string, INodeType>;
	extraCredentials?: Record<string, ICredentialType>;
}

/** A trigger in a workflow, with what n8n's contexts ask for. */
export interface PlacedTrigger {
	type: INodeType;
	workflow: Workflow;
	node: INode;
	additionalData: IWorkflowExecuteAdditionalData;
}

/** @throws an Error when there is no such node */
export function placeTrigger(run: TriggerRun): PlacedTrigger {
	const type = new Map([...packNodes(), ...Object.entries(run.extraNodes ?? {})]).get(run.node);
	if (!type) throw new Error(`There is no node called ${run.node}`);
	const credentialTypes = new Map([...packCredentials(), ...Object.entries(run.extraCredentials ?? {})]);
	const nodeTypes: INodeTypes = {
		getByName: () => type,
		getByNameAndVersion: () => type,
		getKnownTypes: () => ({}),
	};
	const id = run.id ?? 'trigger';
	const placed: INode = {
		id,
		name: 'Trigger',
		type: run.node,
		typeVersion: 1,
		position: [0, 0],
		webhookId: `webhook-of-${id}`,
		parameters: run.parameters ?? {},
		credentials: Object.fromEntries(Object.keys(run.credentials).map((name) => [name, { id: name, name }])),
	};
	const workflow = new Workflow({
		id: 'test',
		nodes: [placed],
		connections: {},
		active: true,
		nodeTypes,
		staticData: run.kept ?? {},
		settings: { timezone: 'UTC' },
	});
	const base = run.webhookBaseUrl ?? 'http://localhost:5678';
	const additionalData = {
		credentialsHelper: new TestCredentialsHelper(credentialTypes, run.credentials),
		webhookBaseUrl: `${base}/webhook`,
		webhookTestBaseUrl: `${base}/webhook-test`,
	} as unknown as IWorkflowExecuteAdditionalData;
	return { type, workflow, node: workflow.getNode('Trigger') as INode, additionalData };
}
