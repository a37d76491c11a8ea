import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	Icon,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { packSession } from '../nodes/engine/fingerprint';
import { renewOnce } from '../nodes/engine/renew';
import { endedSession } from '../nodes/engine/session';
import {
	environmentFields,
	loginFingerprint,
	SESSION,
	systemUserHeaders,
} from '../nodes/SuperOffice/account';
import { fetchTicket } from '../nodes/SuperOffice/systemUser';

/**
 * SuperOffice online, as an app without a person: a token signed with the app's private key, exchanged for a ticket, which n8n keeps with the
 * credential until SuperOffice refuses it. https://docs.superoffice.com/en/api/authentication/online/auth-application/index
 *
 * Its test is the function that the node SuperOffice Add Chat Message names, since the address of the API has to be asked for first.
 */
export class SuperOfficeSystemUserApi implements ICredentialType {
	name = 'superOfficeSystemUserApi';

	displayName = 'SuperOffice System User API';

	icon: Icon = {
		light: 'file:../nodes/SuperOffice/superOffice.svg',
		dark: 'file:../nodes/SuperOffice/superOffice.dark.svg',
	};

	documentationUrl =
		'https://github.com/customer-chat-nodes/n8n-nodes-customer-chat/blob/main/docs/superoffice.md#online-system-user';

	properties: INodeProperties[] = [
		...environmentFields,
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Secret of your app in this environment',
			hint: 'In the SuperOffice Developer Portal, at your app.',
		},
		{
			displayName: 'System User Token',
			name: 'systemToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. My Flow App-x7Qd2',
			description: 'Stays the same for an app in a tenant',
			hint: "The claim system_token of the ID token that an administrator's sign-in to the app gives.",
		},
		{
			displayName: 'Private Key',
			name: 'privateKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. -----BEGIN PRIVATE KEY-----…',
			description:
				'RSA key, unencrypted: in PEM form, or as XML from &lt;RSAKeyValue&gt; on. Line breaks may get lost on pasting.',
			hint: 'The private half of the key that was made when the app was registered; SuperOffice has the public half.',
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		const signIn = async () => await fetchTicket(this, credentials);
		const ticket = await renewOnce(credentials, endedSession(credentials, SESSION), signIn);
		return { [SESSION]: packSession(loginFingerprint(credentials), ticket) };
	}

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => ({
		...options,
		headers: { ...options.headers, ...systemUserHeaders(credentials) },
	});
}
