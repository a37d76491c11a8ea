import type { IAuthenticate, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { sign } from '../nodes/Haptik/account';

/**
 * Haptik's "Bot as an API" channel: a bearer token and the account's client ID on every call.
 * https://docs.haptik.ai/webhooks/api-security-rules
 *
 * Its test is the function that the node Haptik Send File names: a good key is answered with 403, which n8n's own tests take for a bad one.
 */
export class HaptikApi implements ICredentialType {
	name = 'haptikApi';

	displayName = 'Haptik API';

	icon: Icon = {
		light: 'file:../nodes/Haptik/haptik.svg',
		dark: 'file:../nodes/Haptik/haptik.dark.svg',
	};

	documentationUrl =
		'https://github.com/customer-chat-nodes/n8n-nodes-customer-chat/blob/main/docs/haptik.md#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://staging-messenger.haptikapi.com',
			description: 'Address of your bot; staging and production have different ones',
			hint: 'In Haptik on the bot page: Share > View Credentials.',
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Token of the channel. Enter it without the word Bearer.',
			hint: 'In Haptik: Business Manager > Channels > Platform Deployment > Bot as an API.',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. acme-retail',
			description: 'Identifies your account at Haptik',
			hint: 'In Haptik on the bot page: Share > View Credentials.',
		},
		{
			displayName: 'Business ID',
			name: 'businessId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 7104',
			description: 'Optional. Number of the channel or queue that nodes use unless they name another one.',
			hint: 'In Haptik beside the Client ID, on the bot page: Share > View Credentials.',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Optional. Only triggers need it, to check that an event is from Haptik.',
			hint: 'The Secret Key that you chose on the Platform Deployment form.',
		},
		{
			displayName: 'Tools Base URL',
			name: 'toolsBaseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://staging.hellohaptik.com',
			description: 'Optional. Only Haptik Get Transcript and Haptik Hand Over need it.',
			hint: 'The address of the Haptik tools, which is not the address of the bot.',
		},
		{
			displayName: 'Partner Token',
			name: 'partnerToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Optional. Token of your partner entry. Only Haptik Get Transcript and Haptik Hand Over need it, together with the Tools Base URL.',
			hint: 'In Haptik: Permission Management > Admin Tools > Partner List.',
		},
	];

	authenticate: IAuthenticate = async (credentials, request) => sign(credentials, request);
}
