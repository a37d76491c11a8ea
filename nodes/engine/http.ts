/** The one call to n8n's helper: any status is an answer, read as text. */

import { isEqual } from 'lodash';
import type {
	IAdditionalCredentialOptions,
	IAllExecuteFunctions,
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { z } from 'zod';

import { fullResponse, type HttpAnswer, plainHeaders } from './answer';
import { answerIn, type Course, standIn } from './course';
import { asFailure, Failure } from './errors';
import { unpackSession } from './fingerprint';
import { itemsThatLeft } from './left';
import { networkFailure, type NetworkTrouble, troubleIn } from './network';
import { forget, oncePerExecution } from './once';
import type { RequestOptions } from './options';
import { repeatWhenSafe, type Effect, type Repair } from './retry';
import { type Cleaner, cleanFailure, usedSecrets } from './secrets';
import { closeFiles } from './upload';
import { deadline } from './wait';

/** Any of n8n's contexts that can send requests: a running node, a pick list, a trigger. */
export type RequestContext = IAllExecuteFunctions;

/** Which credential signs the request, and what of it must never be shown. */
export interface Signer {
	/** The credential type's name. */
	type: string;
	/** The values that nothing may repeat. */
	secrets: (credentials: ICredentialDataDecryptedObject) => string[];
	/**
	 * The statuses upon which n8n renews the credential's session (`preAuthentication` or OAuth2) and sends the
	 * request once more. Leave it out for a credential without a session: n8n would only repeat the refusal.
	 */
	renewOn?: number[];
	/** The hidden field in which n8n keeps the credential's session. While it is empty n8n opens a session first: of the request itself nothing has left. */
	session?: string;
	/** Of what that session was got with (`fingerprint.ts`): one that the credential's values do not fit is taken for none. */
	fingerprint?: (credentials: ICredentialDataDecryptedObject) => string;
}

/** One request, before it is signed. */
export interface HttpRequest {
	signer: Signer;
	/** The vendor's name for the error texts. */
	vendor: string;
	method: IHttpRequestMethods;
	/** The absolute address. */
	url: string;
	headers?: Record<string, string>;
	qs?: IDataObject;
	/** A JSON object or array, text, or a form. A form sets its own content type. */
	body?: IHttpRequestOptions['body'];
	effect: Effect;
	/** `text` (the default) gives a string, `stream` a readable stream for large downloads. */
	read?: 'text' | 'stream';
	allowUnauthorizedCerts?: boolean;
}

const ofCredential = z
	.object({
		failure: z
			.object({ cause: z.literal('credential-invalid') })
			.optional()
			.catch(undefined),
		cause: z.unknown(),
	})
	.catch({ cause: undefined });

function isStream(body: unknown): body is AsyncIterable<Uint8Array> {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

/** In bytes: how much is read of a stream that came instead of the one that was wanted. */
const LONGEST_REFUSAL = 65_536;

async function asText(body: unknown): Promise<string> {
	if (typeof body === 'string') return body;
	if (body === undefined || body === null) return '';
	if (Buffer.isBuffer(body)) return body.toString('utf8');
	if (!isStream(body)) return JSON.stringify(body);
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of body) {
		chunks.push(chunk);
		length += chunk.length;
		// Ends the stream as well
		if (length >= LONGEST_REFUSAL) break;
	}
	return Buffer.concat(chunks).toString('utf8');
}

async function answerFrom(
	status: number,
	headers: unknown,
	body: unknown,
	stream: boolean,
): Promise<HttpAnswer<unknown>> {
	const keep = stream && status < 300 && isStream(body);
	return {
		status,
		// Most answers are read without them
		get headers() {
			return plainHeaders(headers);
		},
		body: keep ? body : await asText(body),
	};
}

/** Under which a credential's values are remembered in an execution. */
export const credentialKey = (type: string) => `engine.credential ${type}`;

/**
 * The values of a credential, read once in an execution: n8n takes them from its database, decrypts and resolves them whenever it is asked.
 *
 * @throws what n8n throws for a credential that is not set or cannot be read
 */
export async function readCredential(
	context: RequestContext,
	type: string,
	itemIndex: number,
): Promise<ICredentialDataDecryptedObject> {
	return await oncePerExecution(
		context,
		credentialKey(type),
		async () => await context.getCredentials<ICredentialDataDecryptedObject>(type, itemIndex),
	);
}

/**
 * Has n8n sign and send a request with what was read of the credential before; for OAuth2 n8n reads it again all the same.
 * n8n puts a session that it had to open into what it was given, and into its database, from where it is read the next time.
 */
async function signAndSend(
	context: RequestContext,
	{ type, renewOn }: Signer,
	data: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
	signal: AbortSignal,
	course: Course,
): Promise<unknown> {
	const read = { ...data };
	const signing: IAdditionalCredentialOptions = {
		credentialsDecrypted: { id: '', name: type, type, data },
		...(renewOn ? { preAuthenticationRetryStatusCode: renewOn } : {}),
	};
	try {
		return (await context.helpers.httpRequestWithAuthentication.call(
			standIn(context, { url: options.url, signal }, course),
			type,
			options,
			signing,
		)) as unknown;
	} finally {
		if (!isEqual(data, read)) forget(context, credentialKey(type));
	}
}

/** The signal by which n8n ends the execution, where there is one. */
export function cancelSignal(context: RequestContext): AbortSignal | undefined {
	const { getExecutionCancelSignal } = context as Partial<IExecuteFunctions>;
	return getExecutionCancelSignal?.call(context as IExecuteFunctions);
}

async function sendOnce(
	context: RequestContext,
	request: HttpRequest,
	signedWith: ICredentialDataDecryptedObject,
	{ timeoutMs }: RequestOptions,
): Promise<HttpAnswer<unknown>> {
	const { signer, read } = request;
	const cancel = cancelSignal(context);
	const limit = deadline(timeoutMs, cancel);
	const stream = read === 'stream';
	const sent: IHttpRequestOptions = {
		method: request.method,
		url: request.url,
		headers: { Accept: 'application/json', ...request.headers },
		...(request.qs ? { qs: request.qs } : {}),
		...(request.body === undefined ? {} : { body: request.body }),
		encoding: stream ? 'stream' : 'text',
		returnFullResponse: true,
		// A followed redirect could hand the credential to another host, and keeps a copy of a whole upload in memory
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: { ignore: true, except: signer.renewOn ?? [] },
		skipSslCertificateValidation: request.allowUnauthorizedCerts ?? false,
		abortSignal: limit.signal,
	};
	const course: Course = { opening: false, turnedDown: false };
	try {
		const sending = signAndSend(context, signer, signedWith, sent, limit.signal, course);
		// n8n renews a session without heeding the signal
		const { statusCode, headers, body } = fullResponse.parse(await limit.within(sending));
		return await answerFrom(statusCode, headers, body, stream);
	} catch (caught) {
		const response = answerIn(caught);
		// Of an answer that broke off in its body the client hands over the head, status included
		if (response && response.status >= 300)
			return await answerFrom(response.status, response.headers, response.data, stream);
		const ended = { timedOut: limit.passed(), cancelled: cancel?.aborted ?? false };
		const opening = course.opening || (signer.session !== undefined && signedWith[signer.session] === '');
		const failure = abandoned({ ...request, timeoutMs }, { ...troubleIn(caught), ...ended }, caught);
		const before = opening || course.turnedDown || isOfCredential(caught);
		throw before && failure.facts.delivery === 'uncertain' ? failure.with({ delivery: 'notSent' }) : failure;
	} finally {
		if (!stream) limit.release();
		closeFiles(request.body);
	}
}

function abandoned(
	request: { vendor: string; url: string; timeoutMs: number },
	trouble: NetworkTrouble,
	caught: unknown,
): Failure {
	return networkFailure(request, trouble) ?? asFailure(caught, 'uncertain');
}

function notSent(caught: unknown): never {
	throw asFailure(caught);
}

/** Whether n8n gave up because the credential has to be connected anew: it found out before it sent, or the vendor had turned the request down. */
function isOfCredential(caught: unknown): boolean {
	const { failure, cause } = ofCredential.parse(caught);
	return failure !== undefined || (cause !== undefined && isOfCredential(cause));
}

/** Ends a stream that nobody reads to its end, which would hold its connection. */
function letGo(body: unknown): void {
	if (isStream(body) && 'destroy' in body && typeof body.destroy === 'function') body.destroy();
}

/** A copy of a credential's values, without a session that was got with others: n8n then opens a new one. */
function withOwnSession(
	values: ICredentialDataDecryptedObject,
	{ session, fingerprint }: Signer,
): ICredentialDataDecryptedObject {
	const foreign =
		session !== undefined &&
		fingerprint !== undefined &&
		unpackSession(values[session], fingerprint(values)) === undefined;
	return foreign ? { ...values, [session]: '' } : { ...values };
}

/** A repair of a request. */
export interface RequestRepair extends Pick<Repair, 'mends'> {
	/**
	 * Gives what is different about the request that is sent after it, e.g. its address.
	 *
	 * @param signedWith the credential's values that the refused request was signed with
	 */
	mend: (signedWith: ICredentialDataDecryptedObject) => Promise<Partial<HttpRequest>>;
}

/**
 * The one way to a vendor: signs, sends, reads the answer of whatever status without throwing, lets `read` judge it,
 * and repeats what is safe to repeat.
 *
 * @param repair how refusals of a certain kind, or of several, are mended, after which the request is sent once more
 * @param read turns the answer into a value or throws a `Failure`; it decides what the vendor's statuses and codes mean
 * @throws Failure free of the credential's secrets
 */
export async function request<T>(
	context: RequestContext,
	httpRequest: HttpRequest,
	options: RequestOptions,
	read: (answer: HttpAnswer) => T | Promise<T>,
	repair?: RequestRepair | RequestRepair[],
): Promise<T>;
export async function request<T>(
	context: RequestContext,
	httpRequest: HttpRequest & { read: 'stream' },
	options: RequestOptions,
	read: (answer: HttpAnswer<unknown>) => T | Promise<T>,
	repair?: RequestRepair | RequestRepair[],
): Promise<T>;
export async function request<T>(
	context: RequestContext,
	httpRequest: HttpRequest,
	options: RequestOptions,
	read: (answer: HttpAnswer<never>) => T | Promise<T>,
	repair?: RequestRepair | RequestRepair[],
): Promise<T> {
	let current = httpRequest;
	const used = usedSecrets(context);
	signersOf(context).set(current.signer.type, current.signer);
	let signedWith: ICredentialDataDecryptedObject = {};
	const attempt = async () => {
		const values = await readCredential(context, current.signer.type, options.itemIndex).catch(notSent);
		signedWith = withOwnSession(values, current.signer);
		const answer = await sendOnce(context, current, signedWith, options);
		used.add(current.signer.secrets(signedWith));
		let done = false;
		try {
			const value = await read(answer as HttpAnswer<never>);
			done = true;
			return value;
		} finally {
			if (!done) letGo(answer.body);
		}
	};
	const repairs = [repair ?? []].flat().map(({ mends, mend }) => ({
		mends,
		mend: async () => void (current = { ...current, ...(await mend(signedWith)) }),
	}));
	try {
		return await repeatWhenSafe(attempt, {
			policy: options.retry,
			effect: httpRequest.effect,
			context,
			waited: options.waited,
			...(httpRequest.effect === 'writes'
				? { onLeave: () => itemsThatLeft(context).add(options.itemIndex) }
				: {}),
			signal: cancelSignal(context),
			repairs,
		});
	} catch (caught) {
		await noteSecrets(context, current.signer, options);
		throw cleanFailure(asFailure(caught), used.clean);
	}
}

/** Reads the credential anew, since n8n may have renewed a token in it; where that cannot be done, what was read before is noted already. */
async function noteSecrets(
	context: RequestContext,
	{ type, secrets }: Signer,
	{ itemIndex }: Pick<RequestOptions, 'itemIndex'>,
): Promise<void> {
	const current = context.getCredentials<ICredentialDataDecryptedObject>(type, itemIndex);
	usedSecrets(context).add(await current.then(secrets, () => []));
}

/** What takes the secrets out of a node's output that vendors may have repeated: n8n shows and stores it. */
export async function outputCleaner(context: RequestContext): Promise<Cleaner> {
	for (const signer of signersOf(context).values()) await noteSecrets(context, signer, { itemIndex: 0 });
	return usedSecrets(context).clean;
}

/** The signers that an execution has used, by their credentials' types. */
function signersOf(context: object): Map<string, Signer> {
	return oncePerExecution(context, 'engine.signers', () => new Map<string, Signer>());
}
