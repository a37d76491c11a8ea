import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	Icon,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { renewOnce } from '../nodes/engine/renew';
import { endedSession } from '../nodes/engine/session';
import { basicAuthorization, SESSION, sessionOf } from '../nodes/Genesys/account';
import { openSession } from '../nodes/Genesys/openSession';
import { sessionHeaders } from '../nodes/Genesys/session';

/** Not among the others below: there the linter takes a name with "cert" in it for a secret, and n8n would hide the switch's state. */
const certificateField: INodeProperties = {
	displayName: 'Ignore SSL Issues (Insecure)',
	name: 'allowUnauthorizedCerts',
	type: 'boolean',
	default: false,
	description: 'Whether to connect even if the certificate of the server cannot be verified',
};

/**
 * Genesys Web Services 8.5.2 (on premises): user name and password of an agent; for sites with CSRF protection also a session cookie and token,
 * which a GET gives. https://enu.docs.genesys.com/Documentation/GWS/8.5.2/API/CSRFProtection
 *
 * Its test is the function that the Genesys nodes name: it tells a wrong login from a wrong address.
 */
export class GenesysWebServicesApi implements ICredentialType {
	name = 'genesysWebServicesApi';

	displayName = 'Genesys Web Services API';

	icon: Icon = {
		light: 'file:../nodes/Genesys/genesys.svg',
		dark: 'file:../nodes/Genesys/genesys.dark.svg',
	};

	documentationUrl =
		'https://github.com/customer-chat-nodes/n8n-nodes-customer-chat/blob/main/docs/genesys.md#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://gws.example.com:8090',
			description:
				'Address of your Genesys Web Services server, without /api/v2; keep a prefix that a reverse proxy adds',
			hint: 'From your Genesys administrator. Not an address of Genesys Cloud (mypurecloud).',
		},
		{
			displayName: 'User Name',
			name: 'username',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. mkeller',
			description: 'Login of the agent whose chats the nodes work on, as in Workspace Web Edition',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Password of the agent. Leave it empty if the agent has none.',
		},
		certificateField,
		{
			displayName: 'Session',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	/** Opens a session, once for all requests that were turned down with the same one. */
	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		const open = async () => await openSession(this, credentials);
		return { sessionToken: await renewOnce(credentials, endedSession(credentials, SESSION), open) };
	}

	/** Signs a request. A session that was opened with another login than the credential holds now is not continued. */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const given: IDataObject = options.headers ?? {};
		const session = sessionOf(credentials);
		return {
			...options,
			headers: {
				...given,
				...(session ? sessionHeaders(session, String(given.Cookie ?? '')) : {}),
				Authorization: basicAuthorization(credentials),
			},
			...(credentials.allowUnauthorizedCerts === true ? { skipSslCertificateValidation: true } : {}),
		};
	};
}
