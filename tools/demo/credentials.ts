import type { Sandbox, VendorName } from '../../sandbox';
import type { CredentialInput } from '../runtime/rest';

interface DemoCredential {
	vendor: VendorName;
	/** As it is called in the editor. */
	name: string;
	type: string;
	/** What a user types into the credential: the vendor's address, and some of its keys. */
	data(url: string, keys: Record<string, string>): Record<string, unknown>;
}

/** One credential of each type but OAuth2, for which a person has to sign in at the vendor. */
const CREDENTIALS: DemoCredential[] = [
	{
		vendor: 'genesys',
		name: 'Genesys (sandbox)',
		type: 'genesysWebServicesApi',
		data: (baseUrl, { username, password }) => ({ baseUrl, username, password }),
	},
	{
		vendor: 'callGear',
		name: 'CallGear (sandbox)',
		type: 'callGearApi',
		data: (baseUrl, { accessToken }) => ({
			host: 'custom',
			baseUrl,
			authentication: 'accessToken',
			accessToken,
		}),
	},
	{
		vendor: 'haptik',
		name: 'Haptik (sandbox)',
		type: 'haptikApi',
		data: (baseUrl, { token, clientId, businessId, webhookSecret }) => ({
			baseUrl,
			token,
			clientId,
			businessId,
			webhookSecret,
		}),
	},
	{
		vendor: 'expertflow',
		name: 'Expertflow (sandbox)',
		type: 'expertflowApi',
		data: (baseUrl, { realm, clientId, clientSecret, username, password }) => ({
			baseUrl,
			authentication: 'keycloak',
			realm,
			clientId,
			clientSecret,
			username,
			password,
		}),
	},
	{
		vendor: 'superOffice',
		name: 'SuperOffice onsite (sandbox)',
		type: 'superOfficeApi',
		data: (url, { username, password }) => ({
			baseUrl: `${url}/SuperOffice/api`,
			authentication: 'basic',
			username,
			password,
		}),
	},
	{
		vendor: 'superOffice',
		name: 'SuperOffice system user (sandbox)',
		type: 'superOfficeSystemUserApi',
		data: (loginUrl, { tenantId, clientSecret, systemToken, privateKey }) => ({
			environment: 'custom',
			loginUrl,
			tenantId,
			clientSecret,
			systemToken,
			privateKey,
		}),
	},
];

/** The credentials for the vendors that the sandbox runs. */
export function demoCredentials(vendors: Sandbox['vendors']): CredentialInput[] {
	return CREDENTIALS.map(({ vendor, name, type, data }) => ({
		name,
		type,
		data: data(vendors[vendor].url, vendors[vendor].keys),
	}));
}
