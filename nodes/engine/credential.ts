/** Reads a credential once in an execution, or once an item where it holds expressions. */

import { isEqual, omit } from 'lodash';
import type { IAllExecuteFunctions, ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

import { fingerprintOf } from './fingerprint';
import { forget, oncePerExecution } from './once';

/** Any of n8n's contexts that can send requests: a running node, a pick list, a trigger. */
export type RequestContext = IAllExecuteFunctions;

/** Which credential signs the request, and what of it must never be shown. */
export interface Signer {
	/** The credential type's name. */
	type: string;
	/** The values that nothing may repeat. */
	secrets: (credentials: ICredentialDataDecryptedObject) => string[];
	/** The hidden field in which n8n keeps the credential's session. While it is empty n8n opens a session first: of the request itself nothing has left. */
	session?: string;
	/** Of what that session was got with (`fingerprint.ts`): one that the credential's values do not fit is taken for none. */
	fingerprint?: (credentials: ICredentialDataDecryptedObject) => string;
}

type Values = ICredentialDataDecryptedObject;

/**
 * The values of a credential as they are for one item. n8n takes them from its database, decrypts and resolves them whenever it is asked, so they
 * are read once for all items, unless one of its fields holds an expression.
 *
 * @throws what n8n throws for a credential that is not set or cannot be read
 */
export async function readCredential(
	context: RequestContext,
	type: string,
	itemIndex: number,
): Promise<Values> {
	const place = await placeOf(context, type, itemIndex);
	return await oncePerExecution(
		context,
		place,
		async () => await context.getCredentials<Values>(type, itemIndex),
	);
}

/** Has an item's credential read anew when it is needed next, e.g. because n8n has renewed its session. */
export async function forgetCredential(
	context: RequestContext,
	type: string,
	itemIndex: number,
): Promise<void> {
	forget(context, await placeOf(context, type, itemIndex));
}

/** Puts other values in the place of those that were read for an item. */
export async function replaceCredential(
	context: RequestContext,
	type: string,
	itemIndex: number,
	values: Values,
): Promise<void> {
	const place = await placeOf(context, type, itemIndex);
	forget(context, place);
	await oncePerExecution(context, place, async () => await Promise.resolve(values));
}

/** What n8n keeps in an OAuth2 credential beside what was typed; it changes when the token is renewed. */
const OAUTH2_TOKENS = 'oauthTokenData';

/**
 * Tells apart the accounts that the items of an execution have: whatever session one has at the moment, it stays the same.
 *
 * @throws what n8n throws for a credential that is not set or cannot be read
 */
export async function accountOf(
	context: RequestContext,
	{ type, session = OAUTH2_TOKENS }: Signer,
	itemIndex: number,
): Promise<string> {
	const place = await placeOf(context, type, itemIndex);
	return await oncePerExecution(context, `${place} account`, async () => {
		const values = await readCredential(context, type, itemIndex);
		return fingerprintOf([type, omit(values, session, OAUTH2_TOKENS)]);
	});
}

/** Under which a credential's values are remembered. */
async function placeOf(context: RequestContext, type: string, itemIndex: number): Promise<string> {
	const place = `engine.credential ${type}`;
	const perItem = await oncePerExecution(
		context,
		`${place} per item`,
		async () => await variesByItem(context as IExecuteFunctions, type),
	);
	return perItem ? `${place} ${itemIndex}` : place;
}

/**
 * Whether a field of the credential holds an expression that can give each item another value. n8n tells nobody which fields hold one, but it looks
 * into the input items to resolve it, and without an item it comes to another value.
 */
async function variesByItem(context: IExecuteFunctions, type: string): Promise<boolean> {
	const items = itemsOf(context);
	if (items.length < 2) return false;
	let looked = false;
	const watched = new Proxy(items, {
		get(target, key, receiver) {
			looked = true;
			return Reflect.get(target, key, receiver) as unknown;
		},
	});
	const standIn = Object.create(context, { connectionInputData: { value: watched } }) as IExecuteFunctions;
	const first = await standIn.getCredentials<Values>(type, 0);
	if (looked) return true;
	const beyond = await context.getCredentials<Values>(type, items.length).catch(() => undefined);
	return !isEqual(first, beyond);
}

/** The input of a running node; pick lists have none. */
function itemsOf(context: Partial<IExecuteFunctions>): object[] {
	return context.getInputData?.() ?? [];
}
