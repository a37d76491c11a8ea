/** The one call to n8n's helper: any status is an answer, read as text. */

import { isEqual } from 'lodash';
import type {
	IAdditionalCredentialOptions,
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { z } from 'zod';

import { fullResponse, type HttpAnswer } from './answer';
import { answerFrom, letGo } from './answerBody';
import { answerIn, type Course, isWithoutCause, standIn } from './course';
import { accountOf, forgetCredential, readCredential, type RequestContext, type Signer } from './credential';
import { asFailure, Failure } from './errors';
import { itemsThatLeft } from './left';
import { networkFailure, type NetworkTrouble, troubleIn } from './network';
import { oncePerExecution } from './once';
import type { RequestOptions } from './options';
import { whyNotRenewed } from './renew';
import { repeatWhenSafe, type Effect, type Repair } from './retry';
import { type Cleaner, cleanFailure, usedSecrets } from './secrets';
import { keepSession, withOwnSession } from './ownSession';
import { closeFiles, sizeOf } from './upload';
import { deadline } from './wait';

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
	/** How large a body of text is, where it is large; of a form it is known. */
	bytes?: number;
	/** How many requests the vendor takes in a second at the most, where its documents say so. */
	perSecond?: number;
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

/**
 * Has n8n sign and send a request with what was read of the credential before; for OAuth2 n8n reads it again all the same.
 * n8n puts a session that it had to open into what it was given, and into its database, from where it is read the next time.
 */
async function signAndSend(
	context: RequestContext,
	{ type }: Signer,
	data: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
	{ signal, course, itemIndex }: { signal: AbortSignal; course: Course; itemIndex: number },
): Promise<unknown> {
	const read = { ...data };
	const signing: IAdditionalCredentialOptions = {
		credentialsDecrypted: { id: '', name: type, type, data },
	};
	try {
		return (await context.helpers.httpRequestWithAuthentication.call(
			standIn(context, { url: options.url, signal }, course),
			type,
			options,
			signing,
		)) as unknown;
	} finally {
		if (!isEqual(data, read)) await forgetCredential(context, type, itemIndex);
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
	{ timeoutMs, itemIndex }: RequestOptions,
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
		ignoreHttpStatusErrors: true,
		skipSslCertificateValidation: request.allowUnauthorizedCerts ?? false,
		abortSignal: limit.signal,
	};
	const course: Course = { opening: false, turnedDown: false };
	try {
		const sending = signAndSend(context, signer, signedWith, sent, {
			signal: limit.signal,
			course,
			itemIndex,
		});
		// n8n renews a session without heeding the signal
		const { statusCode, headers, body } = fullResponse.parse(await limit.within(sending));
		return await answerFrom(statusCode, headers, body, stream);
	} catch (thrown) {
		const caught = whyNotRenewed(signedWith) ?? thrown;
		if (course.turnedDown && isWithoutCause(caught)) throw tokenNotRenewed(request.vendor);
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

/** n8n renews a token by requests of its own, and below 2.34 nothing is left of what became of them. */
function tokenNotRenewed(vendor: string): Failure {
	return new Failure({
		message: `${vendor} turned down the credential's token, and n8n could not renew it: perhaps it needs to be reconnected`,
		remedy: 'Try again. If it stays so, open the credential and reconnect it.',
		vendor,
		delivery: 'notSent',
	});
}

function notSent(caught: unknown): never {
	throw asFailure(caught);
}

/** Whether n8n gave up because the credential has to be connected anew: it found out before it sent, or the vendor had turned the request down. */
function isOfCredential(caught: unknown): boolean {
	const { failure, cause } = ofCredential.parse(caught);
	return failure !== undefined || (cause !== undefined && isOfCredential(cause));
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
		signedWith = withOwnSession(context, values, current.signer);
		const answer = await sendOnce(context, current, signedWith, options);
		keepSession(context, signedWith, current.signer);
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
		const account = await accountOf(context, current.signer, options.itemIndex).catch(notSent);
		return await repeatWhenSafe(attempt, {
			policy: options.retry,
			effect: httpRequest.effect,
			context,
			account,
			waited: options.waited,
			bytes: httpRequest.bytes ?? sizeOf(httpRequest.body),
			perSecond: httpRequest.perSecond,
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
