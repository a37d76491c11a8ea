import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialType,
	Icon,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';

import { packSession } from '../nodes/engine/fingerprint';
import { renewOnce } from '../nodes/engine/renew';
import { endedSession } from '../nodes/engine/session';
import { loginFingerprint, SESSION, sign } from '../nodes/Expertflow/account';
import { fetchToken } from '../nodes/Expertflow/keycloak';

/** Not among the others below: there the linter takes a name with "cert" in it for a secret, and n8n would hide the switch's state. */
const certificateField: INodeProperties = {
	displayName: 'Ignore SSL Issues (Insecure)',
	name: 'allowUnauthorizedCerts',
	type: 'boolean',
	default: false,
	description: 'Whether to connect even if the certificate cannot be checked, as with self-signed ones',
};

const onlyFor = (...authentication: string[]) => ({ show: { authentication } });

/**
 * Expertflow CX and Hybrid Chat: nothing as shipped; where the operator switched authentication on, a bearer token or a Keycloak login.
 * https://docs.expertflow.com/cx-knowledgebase/latest/api-authentication-integration
 *
 * Its test is the function that the nodes name: it needs answers of several components.
 */
export class ExpertflowApi implements ICredentialType {
	name = 'expertflowApi';

	displayName = 'Expertflow API';

	icon: Icon = {
		light: 'file:../nodes/Expertflow/expertflow.svg',
		dark: 'file:../nodes/Expertflow/expertflow.dark.svg',
	};

	documentationUrl =
		'https://github.com/customer-chat-nodes/n8n-nodes-customer-chat/blob/main/docs/expertflow.md#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://cx.example.com',
			description:
				'Address of the installation. With several tenants it begins with the tenant: https://tenant.example.com.',
			hint: 'The address at which agents open Expertflow CX.',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{
					name: 'Bearer Token',
					value: 'bearer',
					description: 'A token that does not change, or that you replace yourself',
				},
				{
					name: 'Keycloak Login',
					value: 'keycloak',
					description: 'Gets a token with user and client, and a new one when it ends',
				},
				{ name: 'None', value: 'none', description: 'The gateway asks for no token, as shipped' },
			],
			default: 'none',
			description: 'What the gateway in front of Expertflow asks for; the operator knows',
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			displayOptions: onlyFor('bearer'),
			description: 'Enter it without the word Bearer',
			hint: 'From the operator of the installation, or from Keycloak.',
		},
		{
			displayName: 'Realm',
			name: 'realm',
			type: 'string',
			required: true,
			default: 'expertflow',
			placeholder: 'e.g. expertflow',
			displayOptions: onlyFor('keycloak'),
			description: "Keycloak's realm. With several tenants it has the name of the tenant.",
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			required: true,
			default: 'cim',
			placeholder: 'e.g. cim',
			displayOptions: onlyFor('keycloak'),
			description: "Name of Keycloak's client for CX",
			hint: 'In Keycloak under Clients.',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			displayOptions: onlyFor('keycloak'),
			description: 'Secret of this client',
			hint: 'In Keycloak under Clients > the client > Credentials.',
		},
		{
			displayName: 'User Name',
			name: 'username',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. n8n.connector',
			displayOptions: onlyFor('keycloak'),
			description: 'A user of the realm. With authorization on, one with the role Agent or Admin.',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Password of this user, as at the login page of Keycloak',
			displayOptions: onlyFor('keycloak'),
		},
		{
			displayName: 'Keycloak URL',
			name: 'keycloakUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://cx.example.com/auth',
			displayOptions: onlyFor('keycloak'),
			description: 'Optional. Where n8n reaches Keycloak.',
			hint: 'Leave it empty when Keycloak is at /auth below the Base URL; else the operator knows it.',
		},
		{
			displayName: 'Send Token To',
			name: 'signedComponents',
			type: 'options',
			options: [
				{ name: 'CCM Only', value: 'ccm' },
				{ name: 'File Engine and CCM', value: 'both' },
				{ name: 'File Engine Only', value: 'fileEngine' },
			],
			default: 'both',
			displayOptions: onlyFor('bearer', 'keycloak'),
			description: 'The operator guards each component by a switch of its own; an open one ignores the token',
		},
		{
			displayName: 'Tenant ID',
			name: 'tenantId',
			type: 'string',
			default: '',
			placeholder: 'e.g. tenant1',
			description: 'Optional. Sent in the header tenantid.',
			hint: 'Only for installations with several tenants: mostly the first word of the Base URL.',
		},
		{
			displayName: 'File Engine URL',
			name: 'fileEngineUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. http://ef-cx-file-engine-svc:8080',
			description: 'Optional. Where n8n reaches the file engine.',
			hint: 'Leave it empty when it is at /file-engine below the Base URL. Else the operator knows it; inside the cluster it has no path.',
		},
		{
			displayName: 'CCM URL',
			name: 'ccmUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. http://ef-cx-ccm-svc:8081',
			description: 'Optional. Where n8n reaches the Customer Channel Manager.',
			hint: 'Leave it empty when it is at /ccm below the Base URL. Else the operator knows it; inside the cluster it has no path.',
		},
		{
			displayName: 'Public File Engine URL',
			name: 'publicFileEngineUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://cx.example.com/file-engine',
			description:
				'Optional. Where agents and customers reach the file engine: the address of every sent file begins with it.',
			hint: 'Leave it empty when it is at /file-engine below the Base URL; else the operator knows it.',
		},
		certificateField,
		{
			displayName: 'Access Token',
			name: SESSION,
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		// n8n stores what is given back; without a login there is nothing to store
		if (credentials.authentication !== 'keycloak') return {};
		const signIn = async () => await fetchToken(this, credentials);
		const token = await renewOnce(credentials, endedSession(credentials, SESSION), signIn);
		return { [SESSION]: packSession(loginFingerprint(credentials), token) };
	}

	authenticate: IAuthenticate = async (credentials, request) => sign(credentials, request);
}
