import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	Icon,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { onsiteHeaders } from '../nodes/SuperOffice/account';

const ticketField: INodeProperties = {
	displayName: 'Ticket',
	name: 'ticket',
	type: 'string',
	typeOptions: { password: true },
	required: true,
	default: '',
	placeholder: 'e.g. 7T:NQBbADEA…',
	description: 'A ticket ends six hours after its last use and cannot be renewed',
	hint: 'Given by a login to this installation that was made elsewhere.',
	displayOptions: { show: { authentication: ['ticket'] } },
};

/**
 * SuperOffice onsite: a user name and password, or a ticket that somebody else has obtained.
 * https://docs.superoffice.com/en/api/web-services/webapi/index
 *
 * Its test is the function that the node SuperOffice Add Chat Message names: it tells a wrong login from a wrong address.
 */
export class SuperOfficeApi implements ICredentialType {
	name = 'superOfficeApi';

	displayName = 'SuperOffice API';

	icon: Icon = {
		light: 'file:../nodes/SuperOffice/superOffice.svg',
		dark: 'file:../nodes/SuperOffice/superOffice.dark.svg',
	};

	documentationUrl =
		'https://github.com/customer-chat-nodes/n8n-nodes-customer-chat/blob/main/docs/superoffice.md#onsite';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://crm.example.com/SuperOffice/api',
			description: 'Address of the web services of your own installation, up to /api',
			hint: 'The administrator of the installation knows it. Not for SuperOffice online, which takes no user name and password.',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{ name: 'Basic (User Name and Password)', value: 'basic' },
				{ name: 'Ticket', value: 'ticket' },
			],
			default: 'basic',
			description:
				'What the installation must allow in its web.config: AuthorizeWithUsername or AuthorizeWithTicket',
		},
		{
			displayName: 'User Name',
			name: 'username',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. kari',
			description: 'Login of the user whose rights the nodes have',
			displayOptions: { show: { authentication: ['basic'] } },
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Password of this user. Leave it empty if the user has none.',
			displayOptions: { show: { authentication: ['basic'] } },
		},
		ticketField,
		{
			displayName: 'Application Token',
			name: 'appToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Optional. Sent as SO-AppToken.',
			hint: 'Only where your installation asks for one; its administrator knows it.',
		},
	];

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => ({
		...options,
		headers: { ...options.headers, ...onsiteHeaders(credentials) },
	});
}
