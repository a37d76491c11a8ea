import type { ICredentialType } from 'n8n-workflow';

import type { StoredCredentials } from './credentials';

/** Shorter values, such as a test's empty or one-letter password, stand in ordinary words too. */
const SHORTEST = 6;

/** The values of a run's credentials that a user types as passwords, and the sessions that n8n keeps beside them. */
function secretsOf(types: ReadonlyMap<string, ICredentialType>, stored: StoredCredentials): string[] {
	return Object.entries(stored).flatMap(([name, data]) =>
		(types.get(name)?.properties ?? [])
			.filter(({ type, typeOptions }) => typeOptions?.password === true || type === 'hidden')
			.map((property) => data[property.name])
			.filter((value): value is string => typeof value === 'string' && value.length >= SHORTEST),
	);
}

/**
 * Every run of a node in a test goes through here: nothing that it shows may hold a secret of its credentials, as it is or in base64.
 *
 * @param shown everything that the items and errors of the run show, as text
 * @throws Error that names the secret's first letters
 */
export function expectNoSecret(
	shown: string,
	types: ReadonlyMap<string, ICredentialType>,
	before: StoredCredentials,
	after: StoredCredentials,
): void {
	for (const secret of new Set([...secretsOf(types, before), ...secretsOf(types, after)])) {
		const forms = [secret, JSON.stringify(secret).slice(1, -1), Buffer.from(secret).toString('base64')];
		if (forms.some((form) => shown.includes(form))) {
			throw new Error(
				`An item or error of this run shows the secret that begins with "${secret.slice(0, 4)}"`,
			);
		}
	}
}
