import type { ICredentialType, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { CallGearApi } from '../credentials/CallGearApi.credentials';
import { ExpertflowApi } from '../credentials/ExpertflowApi.credentials';
import { GenesysWebServicesApi } from '../credentials/GenesysWebServicesApi.credentials';
import { HaptikApi } from '../credentials/HaptikApi.credentials';
import { SuperOfficeApi } from '../credentials/SuperOfficeApi.credentials';
import { SuperOfficeOAuth2Api } from '../credentials/SuperOfficeOAuth2Api.credentials';
import { SuperOfficeSystemUserApi } from '../credentials/SuperOfficeSystemUserApi.credentials';
import type { RunningVendor, VendorName } from './vendor';

type Keys = Record<string, string>;
type Values = Record<string, string>;

/** A credential that a vendor of the sandbox accepts. */
export interface SandboxCredential {
	/** as it is called in the editor */
	name: string;
	type: ICredentialType;
	/** which of several ways of one type this is */
	way?: string;
	/** what a user types, by the name of the field */
	values(url: string, keys: Keys): Values;
	/** a person has to sign in at the vendor, or it is another way beside the one that the demo saves */
	byHand?: true;
}

const CREDENTIALS: Record<VendorName, SandboxCredential[]> = {
	genesys: [
		{
			name: 'Genesys (sandbox)',
			type: new GenesysWebServicesApi(),
			values: (baseUrl, { username, password }) => ({ baseUrl, username, password }),
		},
	],
	callGear: [
		{
			name: 'CallGear (sandbox)',
			way: 'API key',
			type: new CallGearApi(),
			values: (baseUrl, { accessToken }) => ({
				host: 'custom',
				baseUrl,
				authentication: 'accessToken',
				accessToken,
			}),
		},
		{
			name: 'CallGear by login',
			way: 'login',
			type: new CallGearApi(),
			values: (baseUrl, { login, password }) => ({
				host: 'custom',
				baseUrl,
				authentication: 'login',
				login,
				password,
			}),
			byHand: true,
		},
	],
	haptik: [
		{
			name: 'Haptik (sandbox)',
			type: new HaptikApi(),
			values: (baseUrl, { token, clientId, businessId, webhookSecret, partnerToken }) => ({
				baseUrl,
				token,
				clientId,
				businessId,
				webhookSecret,
				toolsBaseUrl: baseUrl,
				partnerToken,
			}),
		},
	],
	expertflow: [
		{
			name: 'Expertflow (sandbox)',
			way: 'Keycloak',
			type: new ExpertflowApi(),
			values: (baseUrl, { realm, clientId, clientSecret, username, password }) => ({
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
			name: 'Expertflow by token',
			way: 'token',
			type: new ExpertflowApi(),
			values: (baseUrl, { token }) => ({ baseUrl, authentication: 'bearer', token }),
			byHand: true,
		},
	],
	superOffice: [
		{
			name: 'SuperOffice onsite (sandbox)',
			type: new SuperOfficeApi(),
			values: (url, { username, password }) => ({
				baseUrl: `${url}/SuperOffice/api`,
				authentication: 'basic',
				username,
				password,
			}),
		},
		{
			name: 'SuperOffice system user (sandbox)',
			type: new SuperOfficeSystemUserApi(),
			values: (loginUrl, { tenantId, clientSecret, systemToken, privateKey }) => ({
				environment: 'custom',
				loginUrl,
				tenantId,
				clientSecret,
				systemToken,
				privateKey,
			}),
		},
		{
			name: 'SuperOffice online, as a person',
			type: new SuperOfficeOAuth2Api(),
			values: (loginUrl, { tenantId, clientId, clientSecret }) => ({
				environment: 'custom',
				loginUrl,
				tenantId,
				clientId,
				clientSecret,
			}),
			byHand: true,
		},
	],
};

/** The credentials that a vendor of the sandbox accepts. */
export function credentialsOf(vendor: VendorName): SandboxCredential[] {
	return CREDENTIALS[vendor];
}

/** What to fill into the dialog of a credential, in its order and under its labels. */
export function dialogOf(
	{ type, values }: SandboxCredential,
	{ url, keys }: Pick<RunningVendor, 'url' | 'keys'>,
): Array<{ label: string; value: string }> {
	const typed = values(url, keys);
	return type.properties
		.filter(({ name }) => name in typed)
		.map((field) => ({ label: field.displayName, value: shownValue(field, typed[field.name]) }));
}

/** An option goes by its name. */
function shownValue({ type, options = [] }: INodeProperties, value: string): string {
	if (type !== 'options') return value;
	return (options as INodePropertyOptions[]).find((option) => option.value === value)?.name ?? value;
}
