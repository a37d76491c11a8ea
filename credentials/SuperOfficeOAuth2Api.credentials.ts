import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { environmentFields, TENANT_OF_TYPED, TYPED } from '../nodes/SuperOffice/account';

const HOST_OF_TYPED = `${TYPED}.replace(/\\/{1,20}$/, "")`;

const LOGIN_URL = `($self["environment"] === "custom" ? ($self["loginUrl"] ?? "").${HOST_OF_TYPED} : "https://" + $self["environment"] + ".superoffice.com")`;

/**
 * SuperOffice online, as a person: OAuth2, by OpenID Connect's authorization code. A refresh gives no new refresh token; n8n keeps the old one.
 * https://docs.superoffice.com/en/api/authentication/online/sign-in-user/auth-code-flow
 */
export class SuperOfficeOAuth2Api implements ICredentialType {
	name = 'superOfficeOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'SuperOffice OAuth2 API';

	icon: Icon = {
		light: 'file:../nodes/SuperOffice/superOffice.svg',
		dark: 'file:../nodes/SuperOffice/superOffice.dark.svg',
	};

	documentationUrl =
		'https://github.com/customer-chat-nodes/n8n-nodes-customer-chat/blob/main/docs/superoffice.md#online-oauth2';

	properties: INodeProperties[] = [
		...environmentFields,
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 3f0c9a6d1b7e4c58',
			description: 'Number of your app in this environment',
			hint: 'In the SuperOffice Developer Portal, at your app.',
		},
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
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: `={{ ${LOGIN_URL} }}/login/common/oauth/authorize`,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: `={{ ${LOGIN_URL} }}/login/common/oauth/tokens`,
		},
		// The only scope there is; it grants everything that the user may do
		{ displayName: 'Scope', name: 'scope', type: 'hidden', default: 'openid' },
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: `=acr_values=tenant:{{ ($self["tenantId"] ?? "").${TENANT_OF_TYPED} }}`,
		},
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
	];

	/**
	 * n8n sends one request here, and the address of a call that proves the account is only known after another one: so the test asks for
	 * that address. It finds a wrong host, a wrong tenant and one that is not running; that the account itself is good, the sign-in has shown.
	 */
	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ $credentials.environment === "custom" ? $credentials.loginUrl.${HOST_OF_TYPED} : "https://" + $credentials.environment + ".superoffice.com" }}`,
			url: `=/api/state/{{ encodeURIComponent($credentials.tenantId.${TENANT_OF_TYPED}) }}`,
			headers: { Accept: 'application/json' },
			// n8n signs this request, so the token would go along to where a redirect leads; the rules below tell what came instead of the state
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: { ignore: true, except: [401] },
		},
		rules: [
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'State',
					value: 'Unknown',
					message:
						'SuperOffice does not know this tenant. Check Tenant ID (the word Cust and a number) and Environment.',
				},
			},
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'IsRunning',
					value: false,
					message:
						'The tenant takes no calls now: it is suspended, being moved or under maintenance. Try again later.',
				},
			},
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'IsRunning',
					value: undefined,
					message:
						'The login host answered with something else than the state of a tenant, such as a web page or another address, which was not followed. Check Environment and Login URL.',
				},
			},
		],
	};
}
