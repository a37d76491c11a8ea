import manifest from '../../../package.json';
import type { Session } from '../../demo/session';
import { type Workflow, workflowSchema } from '../../runtime/workflows';

import type { EventKind } from './events';

/** Where the same flow with a No-Op in our node's place is called. */
export const noOpPath = ({ path }: EventKind) => `${path}-no-op`;

function flow(path: string, middle: Record<string, unknown>): Workflow {
	const parameters = { httpMethod: 'POST', path, responseMode: 'responseNode', options: {} };
	const nodes = [
		{ name: 'Webhook', type: 'n8n-nodes-base.webhook', typeVersion: 2.1, webhookId: path, parameters },
		{ name: 'Step', typeVersion: 1, parameters: {}, ...middle },
		{
			name: 'Respond',
			type: 'n8n-nodes-base.respondToWebhook',
			typeVersion: 1.5,
			parameters: { respondWith: 'json', responseBody: '={{ $json }}', options: {} },
		},
	];
	const link = (to: string) => ({ main: [[{ node: to, type: 'main', index: 0 }]] });
	return workflowSchema.parse({
		name: path,
		nodes: nodes.map((node, column) => ({ ...node, id: String(column), position: [column * 220, 0] })),
		connections: { Webhook: link('Step'), Step: link('Respond') },
		settings: { executionOrder: 'v1' },
	});
}

/** Webhook, our node, Respond to Webhook; and the same flow with a No-Op in its place. */
export function flowsOf(kind: EventKind, saved: Session['credentials']): Workflow[] {
	const { path, node, parameters, credentialType } = kind;
	const credential = saved.get(credentialType);
	if (!credential) throw new Error(`There is no credential ${credentialType}`);
	return [
		flow(path, {
			type: `${manifest.name}.${node}`,
			parameters,
			credentials: { [credentialType]: credential },
		}),
		flow(noOpPath(kind), { type: 'n8n-nodes-base.noOp' }),
	];
}
