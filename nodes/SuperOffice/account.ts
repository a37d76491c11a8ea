import type { ICredentialDataDecryptedObject, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { readBaseUrl } from '../engine/address';
import { invalidField } from '../engine/errors';
import { fingerprintOf, unpackSession } from '../engine/fingerprint';
import { inHeader, typedPassword, typedText } from '../engine/typed';
import { INVISIBLE } from '../engine/values';
import { privateKeySecrets } from './privateKey';

type Credentials = ICredentialDataDecryptedObject;

/** Cuts off what users paste along: the version and what follows is added by every call. */
export const VERSION_PATH = /\/v1(\/[^]*)?$/i;
/** The paths of the login host, which are added here. */
const LOGIN_PATH = /\/(login|api)(\/[^]*)?$/i;

/** The tenant in an address that the browser shows, e.g. https://online3.superoffice.com/Cust12345/default.aspx. */
const TENANT_ADDRESS = /^[^]*\/(cust\d+)(?:[/?#][^]*)?$/i;
const TENANT_NUMBER = /^(?:cust)?(\d+)$/i;

/** How an expression takes off what copying has added, as `typedText` does. */
export const TYPED = `replace(${INVISIBLE}, "").trim()`;

/** How an expression makes the tenant of what was typed, as `tenantOf` does. */
export const TENANT_OF_TYPED = `${TYPED}.replace(${TENANT_ADDRESS}, "$1").replace(${TENANT_NUMBER}, "Cust$1")`;

/** The hidden field in which n8n keeps a system user's ticket. */
export const SESSION = 'sessionToken';

/** The vendor's own login hosts. */
const ENVIRONMENTS = ['online', 'qaonline', 'sod'];

/**
 * Where people and apps sign in, and where the tenant's address is asked for. The values are the vendor's own host names.
 * https://docs.superoffice.com/en/developer-portal/getting-started/app-envir
 */
export const environmentFields: INodeProperties[] = [
	{
		displayName: 'Environment',
		name: 'environment',
		type: 'options',
		options: [
			{
				name: 'Custom',
				value: 'custom',
				description: 'Another login host, e.g. a proxy or a disaster recovery site',
			},
			{ name: 'Development', value: 'sod', description: 'Tenants of the app developers (SOD)' },
			{ name: 'Production', value: 'online', description: 'Tenants of customers' },
			{ name: 'Stage', value: 'qaonline', description: 'Tenants for the approval of apps' },
		],
		default: 'online',
		description: 'Where the tenant was made. Each app is registered for certain environments.',
	},
	{
		displayName: 'Login URL',
		name: 'loginUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://online.superoffice.com',
		description: 'Where people and apps sign in, and where the address of the data is asked for',
		hint: 'Whoever runs the proxy or the disaster recovery site tells you this address.',
		displayOptions: { show: { environment: ['custom'] } },
	},
	{
		displayName: 'Tenant ID',
		name: 'tenantId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Cust12345',
		description: 'The tenant that the nodes work in',
		hint: 'The word Cust and a number, in the address that the browser shows when you work in SuperOffice. The whole address does as well.',
	},
];

/** The address of the login host, without a trailing slash. @throws Failure when the credential's Environment or Login URL is none */
export function loginUrlOf({ environment, loginUrl }: Credentials): string {
	if (environment === 'custom') return readBaseUrl(loginUrl, 'Login URL', LOGIN_PATH);
	const host = typedText(environment) || 'online';
	if (ENVIRONMENTS.includes(host)) return `https://${host}.superoffice.com`;
	throw invalidField(
		'Environment',
		`holds "${host.slice(0, 60)}"`,
		'Open the credential and choose one of those that it offers.',
	);
}

/** The tenant online, however its number was typed. @throws Failure when the credential has none */
export function tenantOf({ tenantId }: Credentials): string {
	const typed = typedText(tenantId);
	const tenant = typed.replace(TENANT_ADDRESS, '$1').replace(TENANT_NUMBER, 'Cust$1');
	if (/^Cust\d+$/.test(tenant)) return tenant;
	throw invalidField(
		'Tenant ID',
		typed === '' ? 'is empty' : `holds "${typed.slice(0, 60)}"`,
		'Open the credential and enter the word Cust and your number, or the address that the browser shows when you work in SuperOffice.',
	);
}

/** The API of an installation of the customer's own, without the version. @throws Failure when the credential's Base URL is none */
export function baseUrlOf({ baseUrl }: Credentials): string {
	return readBaseUrl(baseUrl, 'Base URL', VERSION_PATH);
}

/**
 * The headers that sign a call to an installation of the customer's own. A ticket is sent as it is, without a second encoding.
 * https://docs.superoffice.com/en/api/web-services/webapi/index
 */
export function onsiteHeaders(credentials: Credentials): Record<string, string> {
	const appToken = inHeader(typedText(credentials.appToken), 'Application Token');
	const app: Record<string, string> = appToken === '' ? {} : { 'SO-AppToken': appToken };
	if (credentials.authentication === 'ticket') {
		return { Authorization: `SOTicket ${inHeader(bareTicket(credentials.ticket), 'Ticket')}`, ...app };
	}
	return { Authorization: `Basic ${basicLogin(credentials)}`, ...app };
}

/** The ticket without the scheme, which users copy along. */
function bareTicket(ticket: unknown): string {
	return typedText(ticket).replace(/^soticket\s+/i, '');
}

function basicLogin({ username, password }: Credentials): string {
	const login = `${typedText(username)}:${typedPassword(password)}`;
	return Buffer.from(login).toString('base64');
}

const tokens = z.record(z.unknown()).catch({});

/** What n8n got when a person connected the account; undefined before that. */
export function accessTokenOf({ oauthTokenData }: Credentials): string | undefined {
	const { access_token } = tokens.parse(oauthTokenData);
	return typeof access_token === 'string' && access_token !== '' ? access_token : undefined;
}

/** Of what a system user's ticket is got with: after an edit of the credential the kept one is another user's, or another tenant's. */
export function loginFingerprint(credentials: Credentials): string {
	const { environment, loginUrl, tenantId, clientSecret, systemToken, privateKey } = credentials;
	return fingerprintOf(
		[environment, loginUrl, tenantId, clientSecret, systemToken, privateKey].map(typedText),
	);
}

/** The headers that sign a call of a system user, whose ticket goes with the app's secret. Without a ticket of this very login SuperOffice refuses the call. */
export function systemUserHeaders(credentials: Credentials): Record<string, string> {
	const ticket = unpackSession(credentials[SESSION], loginFingerprint(credentials)) ?? '';
	const appToken = inHeader(typedText(credentials.clientSecret), 'Client Secret');
	return { Authorization: `SOTicket ${ticket}`, 'SO-AppToken': appToken };
}

/** The values of any of the three credentials that nothing may show. */
export function secretsOf(credentials: Credentials): string[] {
	const { clientSecret, systemToken, privateKey, ticket } = credentials;
	const { password, appToken, oauthTokenData, [SESSION]: session } = credentials;
	const tokensOfPerson = tokens.parse(oauthTokenData);
	return [
		...[clientSecret, systemToken, appToken].map(typedText),
		typedPassword(password),
		// Of another login too, it is one
		typedText(session).replace(/^[0-9a-f]{16}\./, ''),
		...privateKeySecrets(privateKey),
		// Not as plain text: a text that ends in the user name would be taken for its beginning
		typedPassword(password) === '' ? '' : basicLogin(credentials),
		bareTicket(ticket),
		...[tokensOfPerson.access_token, tokensOfPerson.refresh_token, tokensOfPerson.id_token].map(typedText),
	].filter((secret) => secret.length > 3);
}
