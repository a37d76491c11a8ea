import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	Icon,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	INodeProperties,
} from 'n8n-workflow';

import { basicAuthorization, baseUrlOf, fingerprintOf } from '../nodes/Genesys/account';
import { ME } from '../nodes/Genesys/paths';
import { packSession, readSession, sessionHeaders, unpackSession } from '../nodes/Genesys/session';

const SESSION_TIMEOUT_MS = 15_000;

/** Not among the others below: there the linter takes a name with "cert" in it for a secret, and n8n would hide the switch's state. */
const certificateField: INodeProperties = {
	displayName: 'Ignore SSL Issues (Insecure)',
	name: 'allowUnauthorizedCerts',
	type: 'boolean',
	default: false,
	description: 'Whether to connect even if the certificate of the server cannot be verified',
};

/** A refusal goes on to the node, which explains it; a lost answer does not: the request itself will show what is wrong. */
function unanswered(caught: unknown): undefined {
	if ((caught as { response?: unknown }).response) throw caught;
	return undefined;
}

function isAccepted({ statusCode, body }: IN8nHttpFullResponse): boolean {
	return statusCode === 200 && /"statusCode"\s*:\s*0\b/.test(String(body));
}

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

	/** Opens a session: any GET gives the cookie and, where the protection is on, the token. */
	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		const request: IHttpRequestOptions = {
			method: 'GET',
			url: `${baseUrlOf(credentials)}${ME}`,
			headers: { Accept: 'application/json', Authorization: basicAuthorization(credentials) },
			encoding: 'text',
			returnFullResponse: true,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: { ignore: true, except: [401, 403] },
			skipSslCertificateValidation: credentials.allowUnauthorizedCerts === true,
			timeout: SESSION_TIMEOUT_MS,
		};
		const answer = (await this.helpers.httpRequest(request).catch(unanswered)) as
			| IN8nHttpFullResponse
			| undefined;
		if (!answer || !isAccepted(answer)) return { sessionToken: '' };
		return { sessionToken: packSession(readSession(answer.headers, fingerprintOf(credentials))) };
	}

	/** Signs a request, and again after n8n has renewed the session. A caller that brings a cookie continues a session of its own. */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const given: IDataObject = options.headers ?? {};
		const session = unpackSession(credentials.sessionToken);
		const ownSession = given.Cookie !== undefined && given.Authorization === undefined;
		const usable = session?.login === fingerprintOf(credentials) && !ownSession ? session : undefined;
		return {
			...options,
			headers: {
				...given,
				...(usable ? sessionHeaders(usable) : {}),
				Authorization: basicAuthorization(credentials),
			},
			...(credentials.allowUnauthorizedCerts === true ? { skipSslCertificateValidation: true } : {}),
		};
	};
}
