import type { Sandbox } from '../../sandbox';
import { credentialsOf } from '../../sandbox/credentials';
import type { CredentialInput } from '../runtime/rest';

/** The credentials that the demo saves for the vendors that the sandbox runs: one of each type but OAuth2, for which a person has to sign in. */
export function demoCredentials(vendors: Sandbox['vendors']): CredentialInput[] {
	return Object.values(vendors).flatMap(({ name: vendor, url, keys }) =>
		credentialsOf(vendor)
			.filter(({ byHand }) => !byHand)
			.map(({ name, type, values }) => ({ name, type: type.name, data: values(url, keys) })),
	);
}
