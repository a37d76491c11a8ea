import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import type { Example } from '../../testkit/example';
import { PROJECT } from '../runtime/paths';
import type { N8nRest } from '../runtime/rest';
import {
	publishWorkflow,
	type SavedWorkflow,
	saveWorkflow,
	takeBackWorkflow,
	type Workflow,
	type WorkflowNode,
	workflowSchema,
} from '../runtime/workflows';

import { inPlace, type Place } from './place';

/** An example workflow that n8n holds, with the node it starts from. */
export interface Imported extends SavedWorkflow {
	workflow: Workflow;
	trigger: WorkflowNode;
}

/** The pack's own triggers, and those of the packages for one vendor. */
const OWN_TRIGGER = /^n8n-nodes-[a-z]+-chat\.\w+Trigger$/;

const WEBHOOK = 'n8n-nodes-base.webhook';
const SCHEDULE = 'n8n-nodes-base.scheduleTrigger';
const BY_HAND = 'n8n-nodes-base.manualTrigger';

/** Reads an example as it lies in `examples`. */
export function readExample(name: string): Workflow {
	return workflowSchema.parse(JSON.parse(readFileSync(join(PROJECT, 'examples', `${name}.json`), 'utf8')));
}

/** The node that an example starts from. @throws when it has none or several of those the demo can start */
export function triggerOf({ name, nodes }: Workflow): WorkflowNode {
	const triggers = nodes.filter(
		({ type, disabled }) =>
			([WEBHOOK, SCHEDULE, BY_HAND].includes(type) || OWN_TRIGGER.test(type)) && !disabled,
	);
	if (triggers.length !== 1)
		throw new Error(`"${name}" must start from one trigger, not from ${triggers.length}`);
	return triggers[0];
}

/** The path of an example's webhook; undefined when it starts otherwise. */
export function webhookPath({ type, parameters }: WorkflowNode): string | undefined {
	return type === WEBHOOK ? String(parameters.path) : undefined;
}

/** Where a trigger of the pack listens below n8n's webhooks. */
export function eventPath({ webhookId }: WorkflowNode, end: string): string {
	return `${String(webhookId)}/${end}`;
}

const chosenTable = z.object({ dataTableId: z.object({ cachedResultName: z.string() }).passthrough() });

/** Chooses the data table of a node that has one, as a user does. @throws an Error when it is not there */
export function withTable(
	{ parameters, ...node }: WorkflowNode,
	tableIds: Map<string, string>,
): WorkflowNode {
	const chosen = chosenTable.safeParse(parameters).data?.dataTableId;
	if (!chosen) return { ...node, parameters };
	const value = tableIds.get(chosen.cachedResultName);
	if (value === undefined) throw new Error(`There is no data table called ${chosen.cachedResultName}`);
	return { ...node, parameters: { ...parameters, dataTableId: { ...chosen, value } } };
}

/**
 * What a user does after an import: chooses credential and data table of each node, and points the file nodes to the own files. Its notes speak
 * of this demo.
 */
export function fillIn(
	workflow: Workflow,
	credentialIds: Map<string, { id: string; name: string }>,
	place: Place,
	tableIds = new Map<string, string>(),
): Workflow {
	const nodes = workflow.nodes.map((found) => {
		const node = withTable(found, tableIds);
		if (!node.credentials) return node;
		const types = Object.keys(node.credentials);
		const missing = types.filter((type) => !credentialIds.has(type));
		if (missing.length)
			throw new Error(`"${workflow.name}" asks for a credential ${missing.join(', ')}: there is none`);
		return {
			...node,
			credentials: Object.fromEntries(
				types.map((type) => [type, credentialIds.get(type) ?? { id: '', name: '' }]),
			),
		};
	});
	return inPlace({ ...workflow, nodes }, place);
}

/** Whether something outside starts an example. One that starts by the clock would, once published, also do so in the middle of the other examples. */
export function startsFromOutside(workflow: Workflow, { event }: Pick<Example, 'event'>): boolean {
	return event !== undefined || webhookPath(triggerOf(workflow)) !== undefined;
}

/** Puts an example into n8n, over the one from last time, and publishes it unless it is to stay a draft. */
export async function importWorkflow(
	n8n: N8nRest,
	workflow: Workflow,
	{ draft = false } = {},
): Promise<Imported> {
	const trigger = triggerOf(workflow);
	const saved = await saveWorkflow(n8n, workflow);
	if (draft) return { ...saved, workflow, trigger };
	// A sandbox that was started anew knows nothing of what a trigger has registered
	if (OWN_TRIGGER.test(trigger.type)) await takeBackWorkflow(n8n, saved);
	await publishWorkflow(n8n, saved);
	return { ...saved, workflow, trigger };
}
