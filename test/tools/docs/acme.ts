import type { ICredentialType, INodeProperties, INodeType } from 'n8n-workflow';

import type { NodeContract } from '../../../testkit/contract';
import type { Material, Operation } from '../../../tools/docs/material';

/** A field without anything special. */
export const text = (
	displayName: string,
	name: string,
	more: Partial<INodeProperties> = {},
): INodeProperties => ({ displayName, name, type: 'string', default: '', ...more });

const tries = text('Max Tries', 'maxTries', { type: 'number', default: 5, description: 'How often' });
const optionsOf = (...options: INodeProperties[]) =>
	text('Options', 'options', { type: 'collection', default: {}, options });

const nodeOf = (name: string, displayName: string, properties: INodeProperties[]) =>
	({
		description: {
			name,
			displayName,
			description: `${displayName} | in short`,
			credentials: [{ name: 'acmeApi' }],
			properties,
		},
		methods: { listSearch: { searchChats: async () => await Promise.resolve({ results: [] }) } },
	}) as unknown as INodeType;

const messages = text('Messages', 'messages', {
	type: 'fixedCollection',
	default: {},
	description: 'What was said',
	options: [
		{ displayName: 'Message', name: 'message', values: [text('Text', 'text', { description: 'The words' })] },
	],
});
const additional = text('Additional Fields', 'additionalFields', {
	type: 'collection',
	default: {},
	options: [text('Author', 'author', { description: 'Who wrote' })],
});

export const acmeSend = nodeOf('acmeSend', 'Acme Send', [
	text('Beware', 'notice', { type: 'notice' }),
	text('Chat ID', 'chatId', { required: true, description: 'Which chat', placeholder: 'e.g. 7' }),
	messages,
	additional,
	optionsOf(tries, text('Culture', 'culture', { description: 'How dates are written' })),
]);

const chat = text('Chat', 'chat', {
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchChats' },
		},
		{ displayName: 'By ID', name: 'id', type: 'string' },
	],
});
const acmeGet = nodeOf('acmeGet', 'Acme Get', [chat, optionsOf({ ...tries, default: 3 })]);

const workflow = {
	name: 'Nightly',
	nodes: [
		{ type: 'n8n-nodes-base.scheduleTrigger' },
		{ type: 'n8n-nodes-customer-chat.acmeSend' },
		{ type: 'n8n-nodes-customer-chat.acmeSendTool' },
	],
};

const files: Record<string, string> = {
	'credentials/AcmeApi.credentials.ts': '/**\n * Acme: a key. More.\n */\nexport class AcmeApi {}\n',
	'examples/nightly.json': JSON.stringify(workflow),
	'nodes/engine/fields.ts': '/** Reads fields. */\n\nexport {};\n',
};

/** A contract of which only what is told without a running vendor counts. */
export function contractOf(more: Partial<NodeContract>): NodeContract {
	const running = () => {
		throw new Error('This needs a running vendor');
	};
	return {
		node: 'acmeSend',
		vendor: running,
		credentials: running,
		parameters: {},
		item: running,
		bad: { item: running, message: /bad/ },
		refused: { item: running, message: /refused/ },
		call: { method: 'POST', path: '/messages' },
		writes: true,
		delivered: running,
		secrets: running,
		...more,
	};
}

export function operationOf(node: string, more: Partial<Operation> = {}): Operation {
	const plain = { vendor: 'Acme', tool: { model: [], flow: [] }, output: { keys: ['id'], hasFile: false } };
	return { ...plain, node, variants: [contractOf({ node })], ...more };
}

/** Where the fields of both nodes are told. */
export const PAGE = '<!-- fields: acmeSend -->\n<!-- end -->\n<!-- fields: acmeGet -->\n<!-- end -->\n';

/** A pack of two nodes and a credential, with its pages and files. */
export const acme: Material = {
	nodes: new Map([
		['acmeSend', acmeSend],
		['acmeGet', acmeGet],
	]),
	credentials: new Map([
		[
			'acmeApi',
			{
				name: 'acmeApi',
				displayName: 'Acme API',
				documentationUrl: 'https://forge.example/pack/docs/acme.md#credential',
				properties: [],
			} satisfies ICredentialType,
		],
	]),
	operations: [
		operationOf('acmeSend', { tool: { model: ['messages.message.text'], flow: ['chatId'] } }),
		operationOf('acmeGet', { output: { keys: ['id', 'name'], hasFile: true } }),
	],
	shared: [tries],
	pages: new Map([
		['docs/acme.md', `${PAGE}<!-- count: nodes -->9<!-- end -->\n`],
		['docs/errors.md', '### One\n\n### Two\n'],
	]),
	source: (path) => files[path],
	filesIn: (folder) => Object.keys(files).flatMap((path) => path.split(`${folder}/`)[1] ?? []),
};
