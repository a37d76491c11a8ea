import type { INode } from 'n8n-workflow';
import { resolveWebhookDescriptionField } from 'n8n-workflow';

import { byFields } from '../../nodes/engine/byFields';

const entries = byFields({
	path: {
		template: '={{ "acme/" + $parameter["secret"] }}',
		resolve: ({ secret }) => `acme/${String(secret)}`,
	},
	responseCode: { template: '={{ $parameter["accepts"] ? 202 : 200 }}', resolve: () => 202 },
});
const webhook = { name: 'default', httpMethod: 'POST', ...entries } as const;

const nodeWith = (parameters: INode['parameters']) => ({ parameters }) as INode;

it('gives the editor the expressions', () => {
	expect(JSON.parse(JSON.stringify(webhook))).toEqual({
		name: 'default',
		httpMethod: 'POST',
		path: '={{ "acme/" + $parameter["secret"] }}',
		responseCode: '={{ $parameter["accepts"] ? 202 : 200 }}',
	});
});

it('gives n8n what they come to', () => {
	const node = nodeWith({ secret: 'kq3' });
	expect(resolveWebhookDescriptionField(node, webhook, 'path')).toEqual({
		resolved: true,
		value: 'acme/kq3',
	});
	expect(resolveWebhookDescriptionField(node, webhook, 'responseCode')).toEqual({
		resolved: true,
		value: 202,
	});
});

it('leaves fields with expressions of the user, and entries that were replaced, to the engine', () => {
	const unresolved = { resolved: false };
	expect(resolveWebhookDescriptionField(nodeWith({ secret: '={{ 1 }}' }), webhook, 'path')).toEqual(
		unresolved,
	);
	expect(resolveWebhookDescriptionField(nodeWith({}), { ...webhook, path: '={{ 1 }}' }, 'path')).toEqual(
		unresolved,
	);
});
