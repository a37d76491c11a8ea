import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	Icon,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { signedBody } from '../nodes/CallGear/account';

/**
 * CallGear's Data API: an API key, or login and password for a session of an hour. https://callgear.github.io/data_api/
 *
 * A session is not kept in the credential: n8n would renew it only upon an HTTP status, and CallGear refuses a dead one with HTTP 200. The
 * nodes log in once per execution instead. The test is the function that the node CallGear Upload Chats names.
 */
export class CallGearApi implements ICredentialType {
	name = 'callGearApi';

	displayName = 'CallGear API';

	icon: Icon = {
		light: 'file:../nodes/CallGear/callGear.svg',
		dark: 'file:../nodes/CallGear/callGear.dark.svg',
	};

	documentationUrl =
		'https://github.com/customer-chat-nodes/n8n-nodes-customer-chat/blob/main/docs/callgear.md#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Host',
			name: 'host',
			type: 'options',
			options: [
				{ name: 'CallGear (dataapi.callgear.com)', value: 'com' },
				{ name: 'CallGear UAE (dataapi.callgear.ae)', value: 'ae' },
				{ name: 'Custom', value: 'custom' },
			],
			default: 'com',
			description:
				'Where your account lives. A key of one host is unknown on the other: if a good key is refused, try the other host.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://dataapi.callgear.com',
			description: 'Address of the Data API, without /v2.0',
			hint: 'CallGear, or whoever runs a proxy in between, tells you this address.',
			displayOptions: { show: { host: ['custom'] } },
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{ name: 'API Key', value: 'accessToken' },
				{ name: 'Login and Password', value: 'login' },
			],
			default: 'accessToken',
			description:
				'An API key is safer: it can be blocked by itself, and it saves a login in every execution',
		},
		{
			displayName: 'API Key',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Has the rights of the CallGear user who owns it',
			hint: 'Made in the CallGear client area: User management > your user > Data API > generate a key. The address of this n8n must be on the list under Administrator > Account > Rules and security settings > API.',
			displayOptions: { show: { authentication: ['accessToken'] } },
		},
		{
			displayName: 'Login',
			name: 'login',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. api@example.com',
			description: 'Login of a CallGear user who may use the Data API',
			displayOptions: { show: { authentication: ['login'] } },
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Password of this user',
			displayOptions: { show: { authentication: ['login'] } },
		},
		{
			displayName: 'User ID',
			name: 'userId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 20017',
			description: 'Number of the customer user that the nodes work for, unless they name another one',
			hint: 'Only for agents (partners), who find it in their list of customer users. Leave it empty for an account of your own.',
		},
	];

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => ({
		...requestOptions,
		body: signedBody(credentials, requestOptions.body),
	});
}
