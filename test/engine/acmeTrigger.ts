import { createHmac } from 'node:crypto';
import type {
	ICredentialType,
	IDataObject,
	INodeProperties,
	INodeType,
	IWebhookFunctions,
} from 'n8n-workflow';

import { addressSecretField, checkAddressSecret } from '../../nodes/engine/addressSecret';
import type { VendorEvent } from '../../nodes/engine/eventItem';
import { rawBodyField } from '../../nodes/engine/rawBody';
import { receive, type Reception } from '../../nodes/engine/receive';
import { checkSignature, type Signing } from '../../nodes/engine/signature';

/** A made-up vendor's events and trigger: receiving is tested without any real vendor's ways. */
export const ACME_SECRET = 'acme-signs-with-this';

export const signing: Signing = {
	header: 'x-acme-signature',
	sign: (bytes, secret) => createHmac('sha256', secret).update(bytes).digest('hex'),
	hexadecimal: true,
	field: 'Signing Secret',
};

export const acmeHookApi: ICredentialType = {
	name: 'acmeHookApi',
	displayName: 'Acme Hook API',
	properties: [
		{ displayName: 'Account', name: 'account', type: 'string', default: '' },
		{
			displayName: 'Signing Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
		},
	],
};

const properties: INodeProperties[] = [
	{
		displayName: 'Check By',
		name: 'checkBy',
		type: 'options',
		options: [
			{ name: 'Address', value: 'address' },
			{ name: 'Signature', value: 'signature' },
		],
		default: 'signature',
	},
	addressSecretField({ displayOptions: { show: { checkBy: ['address'] } } }),
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		options: [
			{ name: 'End', value: 'end' },
			{ name: 'Message', value: 'message' },
		],
		default: ['message'],
	},
	{ displayName: 'Chats', name: 'chats', type: 'string', default: '' },
	{ displayName: 'Raw', name: 'raw', type: 'boolean', default: false },
	rawBodyField,
];

/** An event as Acme tells it. */
export interface AcmeEvent {
	id: string | number;
	kind?: string;
	chat?: string;
	own?: boolean;
	text?: string;
}

function read(body: unknown): VendorEvent[] {
	const { events } = (body ?? {}) as { events?: AcmeEvent[] };
	return (events ?? []).map((event) => ({
		eventKey: `${event.kind ?? 'message'} ${event.id}`,
		event: event.kind ?? 'message',
		...(event.chat === undefined ? {} : { conversationId: event.chat }),
		...(event.text === undefined ? {} : { text: event.text }),
		isOwn: event.own ?? false,
		more: { acmeId: event.id } as IDataObject,
		raw: event,
	}));
}

const reception: Reception = {
	credential: 'acmeHookApi',
	account: ({ account }) => [account],
	properties,
	check: ({ context, fields, credentials, bytes }) => {
		if (fields.choice('checkBy') === 'address') return checkAddressSecret(fields);
		const given = context.getHeaderData()[signing.header];
		return checkSignature({ bytes, given, secret: String(credentials.secret) }, signing);
	},
	read,
	wants: ({ event, conversationId }, fields) => {
		const chats = fields.ids('chats');
		return (
			fields.choices('events').includes(event) && (chats.length === 0 || chats.includes(conversationId ?? ''))
		);
	},
	withRaw: (fields) => fields.flag('raw') ?? false,
};

export const acmeTrigger: INodeType = {
	description: {
		displayName: 'Acme Trigger',
		name: 'acmeTrigger',
		group: ['trigger'],
		version: 1,
		description: 'Starts when Acme calls',
		defaults: { name: 'Acme Trigger' },
		inputs: [],
		outputs: ['main'],
		credentials: [{ name: 'acmeHookApi', required: true }],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', path: 'acme', responseMode: 'onReceived', responseData: '' },
		],
		properties,
	},
	async webhook(this: IWebhookFunctions) {
		return await receive(this, reception);
	},
};
