import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

import type { HttpAnswer } from '../engine/answer';
import type { Failure } from '../engine/errors';
import { readCredential, type Signer } from '../engine/credential';
import { type HttpRequest, request, type RequestRepair } from '../engine/http';
import type { RequestOptions } from '../engine/options';
import { sessionRepair } from '../engine/session';
import {
	accessHeaders,
	type Address,
	addressOf,
	type Component,
	loginFingerprint,
	publicFileEngineUrl,
	secretsOf,
	SESSION,
	VENDOR,
} from './account';
import { isNoComponent, jsonOf, noComponent } from './answers';
import { downloadUrl } from './files/mediaUrl';

/** An installation of Expertflow, as the node's credential describes it, opened for one item. */
export interface Installation {
	/** The address of a stored file as agents reach it. */
	mediaUrl(name: string): string;
	context: IExecuteFunctions;
	options: RequestOptions;
	/** Where each component is reached, and which of the credential's fields said so. */
	addresses: Record<Component, Address>;
	/** What all requests have in common. */
	account: Pick<HttpRequest, 'vendor' | 'signer' | 'allowUnauthorizedCerts'>;
}

/**
 * Reads the credential.
 *
 * @param secrets values of the node's own fields that nothing may repeat
 * @throws Failure when one of its fields is no address, or could not be sent
 */
export async function openInstallation(
	context: IExecuteFunctions,
	options: RequestOptions,
	secrets: string[] = [],
): Promise<Installation> {
	const credentials = await readCredential(context, 'expertflowApi', options.itemIndex);
	const publicUrl = publicFileEngineUrl(credentials);
	for (const component of ['fileEngine', 'ccm'] as const) accessHeaders(component, credentials);
	return {
		mediaUrl: (name) => downloadUrl(publicUrl, name),
		context,
		options,
		addresses: { fileEngine: addressOf('fileEngine', credentials), ccm: addressOf('ccm', credentials) },
		account: {
			vendor: VENDOR,
			signer: signerOf(credentials, secrets),
			allowUnauthorizedCerts: credentials.allowUnauthorizedCerts === true,
		},
	};
}

/** Only a token of Keycloak is a session, which n8n can open anew. */
function signerOf({ authentication }: ICredentialDataDecryptedObject, secrets: string[]): Signer {
	return {
		type: 'expertflowApi',
		secrets: (credentials) => [...secretsOf(credentials), ...secrets],
		session: authentication === 'keycloak' ? SESSION : undefined,
		fingerprint: loginFingerprint,
	};
}

/** What mends a request whose token has ended. */
function repairOf({ context, options, account }: Installation): RequestRepair | undefined {
	const { session } = account.signer;
	if (session === undefined) return undefined;
	// Keycloak refuses a login by the same status; asked again, it could lock the user out
	const ended = ({ facts }: Failure) => facts.httpStatus === 401 && facts.vendor === VENDOR;
	return sessionRepair(context, { ...account.signer, session }, options.itemIndex, ended);
}

/** One call of a component. */
export interface Call extends Pick<HttpRequest, 'method' | 'headers' | 'qs' | 'body' | 'effect' | 'read'> {
	component: Component;
	/** Below the component's address, with its leading slash. */
	path: string;
	/** How to go on when the path leads nowhere, beside a look at the address; whole sentences. */
	wrongPath?: string;
}

/** What a call gave, and the whole of its answer. */
export interface Answered<T> {
	value: T;
	/** Undefined where it was no JSON. */
	answer: unknown;
}

/**
 * Calls a component of the installation.
 *
 * @param read turns the component's answer into a value or throws a `Failure`
 * @throws Failure when it was refused, or nobody can tell
 */
export async function call<T>(
	installation: Installation,
	call: Call,
	read: (answer: HttpAnswer) => T | Promise<T>,
): Promise<Answered<T>>;
export async function call<T>(
	installation: Installation,
	call: Call & { read: 'stream' },
	read: (answer: HttpAnswer<unknown>) => T | Promise<T>,
): Promise<Answered<T>>;
export async function call<T>(
	installation: Installation,
	{ component, path, wrongPath, ...sent }: Call,
	read: (answer: HttpAnswer<never>) => T | Promise<T>,
): Promise<Answered<T>> {
	const { context, options, addresses, account } = installation;
	const { url, field } = addresses[component];
	return await request(
		context,
		{ ...account, ...sent, url: `${url}${path}` },
		options,
		async (answer: HttpAnswer<unknown>) => {
			if (isNoComponent(answer)) throw noComponent(answer, field, wrongPath);
			return { value: await read(answer as HttpAnswer<never>), answer: jsonOf(answer) };
		},
		repairOf(installation),
	);
}
