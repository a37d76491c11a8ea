import { z } from 'zod';

import { chatModelCredential } from '../../tools/demo/chatModel';
import { demoCredentials } from '../../tools/demo/credentials';
import type { CredentialInput } from '../../tools/runtime/rest';

import type { Run } from './run';

const list = z.array(z.object({ id: z.string(), name: z.string(), type: z.string() }));

/** Takes the credentials of these types out of n8n, or all: a newcomer has none, and a new step takes the first of its type by itself. */
export async function forgetCredentials({ rest, editor }: Run, types?: string[]): Promise<void> {
	const held = await rest.data('GET', '/rest/credentials', list);
	const unwanted = held.filter(({ type }) => types?.includes(type) ?? true);
	for (const { id } of unwanted) await rest.deleteCredential(id);
	if (unwanted.length) editor.expire();
}

/** Has n8n hold the credentials that `npm start` saves, and no others: the state in which the pages begin. */
export async function asAfterStart(run: Run): Promise<void> {
	await forgetCredentials(run);
	await holdCredentials(run, [...new Set(demoCredentials(run.vendors).map(({ type }) => type))]);
}

/** Good credentials of these types, as a user would type them. */
export function goodCredentials({ vendors, dataUrl }: Run, types: string[]): CredentialInput[] {
	const all = [...demoCredentials(vendors), chatModelCredential(dataUrl)];
	const wanted = all.filter(({ type }) => types.includes(type));
	const missing = types.filter((type) => !wanted.some((credential) => credential.type === type));
	if (missing.length) throw new Error(`There is no sandbox credential of type ${missing.join(', ')}`);
	return wanted;
}

/** Has n8n hold good credentials of these types, whatever else it holds; gives them as a node names them. */
export async function holdCredentials(
	run: Run,
	types: string[],
): Promise<Record<string, { id: string; name: string }>> {
	const { rest, editor } = run;
	const known = await rest.data('GET', '/rest/credentials', list);
	const held: Record<string, { id: string; name: string }> = {};
	for (const credential of goodCredentials(run, types)) {
		const { name, type } = credential;
		let id = known.find((one) => one.name === name && one.type === type)?.id;
		if (!id) {
			id = await rest.saveCredential(credential);
			editor.expire();
		}
		held[type] = { id, name };
	}
	return held;
}
