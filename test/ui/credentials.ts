import { z } from 'zod';

import { chatModelCredential } from '../../tools/demo/chatModel';
import { demoCredentials } from '../../tools/demo/credentials';
import type { CredentialInput } from '../../tools/runtime/rest';

import type { Run } from './run';

const list = z.array(z.object({ id: z.string(), name: z.string(), type: z.string() }));
type Known = z.output<typeof list>;

/** Takes all credentials out of n8n: a newcomer has none, and a new step takes the first of its type by itself. */
export async function forgetCredentials({ rest, editor }: Run): Promise<void> {
	for (const { id } of await rest.data('GET', '/rest/credentials', list)) await rest.deleteCredential(id);
	editor.expire();
}

/** Good credentials of these types, as a user would type them. */
export function goodCredentials({ vendors, dataUrl }: Run, types: string[]): CredentialInput[] {
	const all = [...demoCredentials(vendors), chatModelCredential(dataUrl)];
	const wanted = all.filter(({ type }) => types.includes(type));
	const missing = types.filter((type) => !wanted.some((credential) => credential.type === type));
	if (missing.length) throw new Error(`There is no sandbox credential of type ${missing.join(', ')}`);
	return wanted;
}

const names = (credentials: Array<Pick<CredentialInput, 'name'>>) =>
	credentials.map(({ name }) => name).sort();

/** Has n8n hold good credentials of these types, and no other; gives them as a node names them. */
export async function holdCredentials(
	run: Run,
	types: string[],
): Promise<Record<string, { id: string; name: string }>> {
	const { rest } = run;
	const wanted = goodCredentials(run, types);
	let held: Known = await rest.data('GET', '/rest/credentials', list);
	if (names(held).join() !== names(wanted).join()) {
		await forgetCredentials(run);
		for (const credential of wanted) await rest.saveCredential(credential);
		held = await rest.data('GET', '/rest/credentials', list);
	}
	return Object.fromEntries(held.map(({ id, name, type }) => [type, { id, name }]));
}
