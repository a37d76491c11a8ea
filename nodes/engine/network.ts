/** What no answer means: never connected, lost, too slow. */

import { z } from 'zod';

import { Failure, type FailureFacts } from './errors';

/** What the HTTP client's errors tell; others tell nothing. */
const clientError = z
	.object({
		code: z.string().optional().catch(undefined),
		syscall: z.string().optional().catch(undefined),
		cause: z.unknown(),
	})
	.catch({ cause: undefined });

/** What the HTTP client knew when no answer came. */
export interface NetworkTrouble {
	code?: string;
	syscall?: string;
	timedOut: boolean;
	cancelled: boolean;
}

const NO_SUCH_HOST = new Set(['ENOTFOUND', 'EAI_AGAIN']);
const UNSENDABLE = /^ERR_(HTTP_)?(INVALID|UNESCAPED)_/;
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|EPROTO|ERR_SSL/;

/** Errors before the first byte of the request left: the vendor cannot have done anything. */
function neverConnected({ code = '', syscall }: NetworkTrouble): boolean {
	return (
		syscall === 'connect' || code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH'
	);
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
	const { code, syscall } = clientErrorIn(caught);
	const timedOut = (code === 'ECONNABORTED' || code === 'ETIMEDOUT') && syscall !== 'connect';
	return networkFailure(request, { code, syscall, timedOut, cancelled: false });
}

/** The HTTP client's own error, which n8n may have wrapped. */
function clientErrorIn(caught: unknown): z.infer<typeof clientError> {
	const error = clientError.parse(caught);
	return error.code === undefined && error.cause ? clientErrorIn(error.cause) : error;
}

function networkFacts(
	{ vendor, url, timeoutMs }: { vendor: string; url: string; timeoutMs: number },
	trouble: NetworkTrouble,
): FailureFacts | undefined {
	const { code, cancelled, timedOut } = trouble;
	const host = hostOf(url);
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
	if (code && CERTIFICATE.test(code)) {
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
