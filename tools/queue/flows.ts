import { z } from 'zod';

import manifest from '../../package.json';
import { type Entry, contracts, titleOf } from '../../testkit/contracts';
import { type Joined, joinContract } from '../endurance/join';
import type { N8nRest } from '../runtime/rest';
import { publishWorkflow, type SavedWorkflow, saveWorkflow, workflowSchema } from '../runtime/workflows';
import type { QueueStack } from './stack';

/** The node of a contract, by its title in the tables. */
export function entryOf(title: string): Entry {
	const entry = contracts.find((each) => titleOf(each) === title);
	if (!entry) throw new Error(`No contract is called ${title}`);
	return entry;
}

/** Joins a contract's node to a stack. */
export async function joined({ rest, start }: QueueStack, title: string): Promise<Joined> {
	return await joinContract({ rest, vendors: start.vendors }, entryOf(title));
}

/** A flow that a webhook starts with a list of items, and that is answered at once, long before they are sent. */
export async function publishFlow(
	{ rest }: QueueStack,
	one: Joined,
	path: string,
	options: object = {},
): Promise<SavedWorkflow> {
	const { node, parameters, credentials, onError } = one.chain(path, 'continueErrorOutput', {
		concurrency: 1,
		...options,
	});
	const webhook = { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} };
	const nodes = [
		{ name: 'Call', type: 'n8n-nodes-base.webhook', typeVersion: 2, webhookId: path, parameters: webhook },
		{
			name: 'Items',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'body.items', options: {} },
		},
		{ name: 'Post', type: `${manifest.name}.${node}`, typeVersion: 1, parameters, credentials, onError },
	];
	const link = (to: string) => ({ main: [[{ node: to, type: 'main', index: 0 }]] });
	const saved = await saveWorkflow(
		rest,
		workflowSchema.parse({
			name: path,
			nodes: nodes.map((placed, column) => ({ ...placed, id: placed.name, position: [column * 220, 0] })),
			connections: { Call: link('Items'), Items: link('Post') },
			settings: { executionOrder: 'v1' },
		}),
	);
	await publishWorkflow(rest, saved);
	return saved;
}

const list = z.object({ results: z.array(z.object({ id: z.string(), status: z.string() })) });

/** The executions of a workflow with their states, the newest first. */
export async function statesOf(
	rest: N8nRest,
	workflowId: string,
): Promise<Array<{ id: string; status: string }>> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	return (await rest.data('GET', `/rest/executions?filter=${filter}&limit=100`, list)).results;
}
