/** What no answer means: never connected, lost, too slow. */

import { z } from 'zod';

import { Failure, type FailureFacts } from './errors';

/** What the HTTP client's errors tell; others tell nothing. */
const clientError = z
	.object({
		code: z.string().optional().catch(undefined),
		syscall: z.string().optional().catch(undefined),
		request: z
			.object({ socket: z.object({ secureConnecting: z.boolean() }) })
			.optional()
			.catch(undefined),
		httpCode: z.string().optional().catch(undefined),
		name: z.string().catch(''),
		cause: z.unknown(),
	})
	.catch({ name: '', cause: undefined });

/** n8n's protection against requests to hosts inside its own network, which it finds out before it sends. https://docs.n8n.io/hosting/securing/ssrf-protection/ */
const BLOCKED = /^SsrfBlocked/;

/** Of an answer that broke off the client tells its status, and by this code that it was none. */
const BROKEN_ANSWER = 'ERR_BAD_RESPONSE';

/** What the HTTP client knew when no answer came. */
export interface NetworkTrouble {
	code?: string;
	syscall?: string;
	/** Whether a secure connection was still being made: of the request itself not a byte had left. */
	shakingHands?: boolean;
	/** Whether n8n itself did not let the request go to that host. */
	blocked?: boolean;
	timedOut: boolean;
	cancelled: boolean;
}

/** What n8n found in an error that it wrapped: the client's code or the status of an answer. Below n8n 2.34 nothing else is left of it. */
export function codeOf(caught: unknown): string | undefined {
	return clientError.parse(caught).httpCode;
}

/** The client's code where n8n has kept no more; a status is that of an answer that broke off, since whole ones are no errors. */
function keptCode(caught: unknown): string | undefined {
	const kept = codeOf(caught);
	return /^\d+$/.test(String(kept)) ? BROKEN_ANSWER : kept;
}

/** What an error and the errors below it, which n8n wraps in each other, tell of the network. */
export function troubleIn(
	caught: unknown,
): Pick<NetworkTrouble, 'code' | 'syscall' | 'shakingHands' | 'blocked'> {
	const { code, syscall, request, name, cause } = clientError.parse(caught);
	const inner: ReturnType<typeof troubleIn> =
		cause === undefined ? { code: keptCode(caught) } : troubleIn(cause);
	return {
		code: code ?? inner.code,
		syscall: syscall ?? inner.syscall,
		shakingHands: request?.socket.secureConnecting ?? inner.shakingHands,
		blocked: BLOCKED.test(name) || inner.blocked === true,
	};
}

const NO_SUCH_HOST = new Set(['ENOTFOUND', 'EAI_AGAIN']);
const UNSENDABLE = /^ERR_(HTTP_)?(INVALID|UNESCAPED)_/;
/** The reasons for which a certificate is not trusted; that is found out before the request leaves. https://docs.openssl.org/3.0/man3/X509_STORE_CTX_get_error/ */
const CERTIFICATE =
	/^(CERT_|CRL_|ERR_TLS_CERT_|UNABLE_TO_|ERROR_IN_CERT_|ERROR_IN_CRL_|(DEPTH_ZERO_)?SELF_SIGNED_CERT|INVALID_CA$|INVALID_PURPOSE$|PATH_LENGTH_EXCEEDED$|HOSTNAME_MISMATCH$)/;
/** What breaks a secure connection while it is made, but afterwards as well. */
const SECURE_CONNECTION = /^(EPROTO$|ERR_SSL_|ERR_TLS_)/;

/**
 * Errors before the first byte of the request left: the vendor cannot have done anything. A host or network can also get out of reach
 * while the answer is awaited, so those codes count only when it was the connecting that failed.
 */
function neverConnected({ code, syscall, shakingHands }: NetworkTrouble): boolean {
	return syscall === 'connect' || code === 'ECONNREFUSED' || shakingHands === true;
}

function isInsecure({ code = '', shakingHands }: NetworkTrouble): boolean {
	return CERTIFICATE.test(code) || (shakingHands === true && SECURE_CONNECTION.test(code));
}

/**
 * The failure for a request that got no answer.
 *
 * @param request the vendor's name, the address and the time allowed
 * @returns undefined when it was no network trouble at all, e.g. a credential that cannot be read
 */
export function networkFailure(
	request: { vendor: string; url: string; timeoutMs: number },
	trouble: NetworkTrouble,
): Failure | undefined {
	const facts = networkFacts(request, trouble);
	if (!facts) return undefined;
	return new Failure({
		...facts,
		vendor: request.vendor,
		...(trouble.code ? { networkCode: trouble.code } : {}),
	});
}

/**
 * The failure for a request of which n8n's helper told nothing but an error, as with sign-ins and credential tests.
 *
 * @param request the vendor's name, the address and the time allowed
 * @returns undefined when the error is none of the network
 */
export function unanswered(
	request: { vendor: string; url: string; timeoutMs: number },
	caught: unknown,
): Failure | undefined {
	const trouble = troubleIn(caught);
	const timedOut = trouble.code === 'ECONNABORTED' || trouble.code === 'ETIMEDOUT';
	return networkFailure(request, { ...trouble, timedOut, cancelled: false });
}

function networkFacts(
	{ vendor, url, timeoutMs }: { vendor: string; url: string; timeoutMs: number },
	trouble: NetworkTrouble,
): FailureFacts | undefined {
	const { code, cancelled, timedOut, blocked } = trouble;
	const host = hostOf(url);
	if (blocked) {
		return {
			message: `n8n's protection of its own network does not let it connect to ${host}`,
			remedy:
				'If the address is right, whoever runs n8n can allow it by N8N_SSRF_ALLOWED_HOSTNAMES or N8N_SSRF_ALLOWED_IP_RANGES.',
			delivery: 'notSent',
		};
	}
	if (cancelled) {
		return {
			message: 'The execution was canceled while the request was under way',
			remedy: '',
			anew: 'Run it again if it is still wanted.',
			delivery: 'uncertain',
		};
	}
	if (code && NO_SUCH_HOST.has(code)) {
		return {
			message: `The host ${host} was not found`,
			remedy: 'Check the address in the credential for typing mistakes.',
			delivery: 'notSent',
			repeatable: code === 'EAI_AGAIN',
		};
	}
	if (isInsecure(trouble)) {
		return {
			message: `No secure connection to ${host} could be made`,
			remedy:
				'Check that the address should start with https:// and that its certificate is valid and trusted.',
			delivery: 'notSent',
		};
	}
	if (code && UNSENDABLE.test(code)) {
		return {
			message: `The request to ${vendor} could not be written`,
			remedy:
				'Check the address and the other values in the credential, and the values of this item, for characters that do not belong there.',
			elsewhere:
				'Check the address and the other values in the credential, and the fields of the node, for characters that do not belong there.',
			delivery: 'notSent',
		};
	}
	if (neverConnected(trouble)) {
		return {
			message: `${vendor} could not be reached at ${host}`,
			remedy: 'Check the address in the credential and that this machine may connect to it.',
			delivery: 'notSent',
			repeatable: true,
		};
	}
	if (timedOut) {
		return {
			message: `${vendor} did not answer within ${timeoutMs / 1000} seconds`,
			remedy: 'Allow a longer Timeout in the options.',
			elsewhere: `Try again. If it happens often, have the network between n8n and ${vendor} looked at.`,
			delivery: 'uncertain',
			repeatable: true,
		};
	}
	if (code === undefined) return undefined;
	return {
		message: `The connection to ${vendor} broke before its answer was complete`,
		remedy: `If it happens often, have the network between n8n and ${vendor} looked at.`,
		anew: 'Try again.',
		delivery: 'uncertain',
		repeatable: true,
	};
}

function hostOf(url: string): string {
	return URL.canParse(url) ? new URL(url).host : url;
}
