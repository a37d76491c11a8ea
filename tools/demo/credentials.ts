import type { Sandbox, VendorName } from '../../sandbox';
import type { CredentialInput } from '../runtime/rest';

interface DemoCredential {
	vendor: VendorName;
	type: string;
	/** What a user types into the credential: the vendor's address, and some of its keys. */
	data(url: string, keys: Record<string, string>): Record<string, unknown>;
}

/** One credential of each type that works without a person signing in; the examples use these. */
const CREDENTIALS: DemoCredential[] = [
	{
		vendor: 'haptik',
		type: 'haptikApi',
		data: (baseUrl, { token, clientId, businessId, webhookSecret }) => ({
			baseUrl,
			token,
			clientId,
			businessId,
			webhookSecret,
		}),
	},
];

/** The credentials for the vendors that the sandbox runs, named so that they are recognised in the editor. */
export function demoCredentials(vendors: Sandbox['vendors']): CredentialInput[] {
	return Object.values(vendors).flatMap(({ name, title, url, keys }) =>
		CREDENTIALS.filter(({ vendor }) => vendor === name).map(({ type, data }) => ({
			name: `${title} (sandbox)`,
			type,
			data: data(url, keys),
		})),
	);
}
