import { z } from 'zod';

import { CHECK_VALUES, Failure } from '../engine/errors';
import { type HttpAnswer, jsonIn, plainText, readJson, statusFailure } from '../engine/answer';
import { CODES, CSRF, type Meaning, NOT_AUTHENTICATED, STATUSES } from './meanings';

/** As the user knows the vendor. */
export const VENDOR = 'Genesys';

const envelope = z
	.object({
		statusCode: z.number().int(),
		statusMessage: z.string().optional().catch(undefined),
		failed: z
			.array(z.object({ statusMessage: z.string() }))
			.optional()
			.catch(undefined),
	})
	.passthrough();

/** An ID in an answer, as text whatever it came as; a number that JavaScript would round comes as text already. */
export const answeredId = z.string().min(1).or(z.number().int().safe().transform(String));

/** What stands around every answer. https://enu.docs.genesys.com/Documentation:HTCC:API:ReturnValues:8.5.2 */
export type Envelope = z.infer<typeof envelope>;

/** What a `statusCode` means for one operation, where the general words are too vague. */
export type Hints = Partial<Record<number, Partial<Meaning>>>;

/** Genesys' own words, or those of a proxy; a web page says nothing. */
function textOf({ body }: HttpAnswer, known: Envelope | undefined): string | undefined {
	return known ? (known.statusMessage ?? known.failed?.[0]?.statusMessage) : plainText(body);
}

/** The words that a web page shows, without its markup and what runs in it. */
function wordsOf(page: string): string {
	const pieces = page.split('<');
	return pieces
		.map((piece) => (/^(script|style)\b/i.test(piece) ? '' : piece.slice(piece.indexOf('>') + 1)))
		.join(' ');
}

/** A missing or outdated token: documented as a 403 whose content says so, in a form that no page shows. https://enu.docs.genesys.com/Documentation/GWS/8.5.2/API/CSRFProtection */
function speaksOfCsrf({ status, body }: HttpAnswer, known: Envelope | undefined): boolean {
	return status === 403 && /csrf/i.test(known ? (known.statusMessage ?? '') : wordsOf(body));
}

/**
 * Whether a request was turned down for its session: the CSRF token is missing or outdated, or the agent is not known (any more), which servers were seen to
 * tell by 403 and this code, and a proxy tells by 401. Another refusal is no better in a new session.
 */
export function isSessionRefusal({ facts }: Failure): boolean {
	const { message, httpStatus, vendorCode } = facts;
	if (httpStatus === 401) return true;
	return httpStatus === 403 && (message === CSRF.message || vendorCode === NOT_AUTHENTICATED);
}

/**
 * The failure that an answer stands for; undefined for a success. Both layers are looked at: an error can come with HTTP 200, and
 * an HTTP error with `statusCode` 0.
 */
export function refusal(answer: HttpAnswer, hints: Hints = {}): Failure | undefined {
	const { status } = answer;
	const known = envelope.safeParse(jsonIn(answer.body)).data;
	const vendorText = textOf(answer, known);
	const code = known && known.statusCode !== 0 ? known.statusCode : undefined;
	const facts = {
		vendor: VENDOR,
		httpStatus: status,
		vendorCode: code,
		vendorText,
		delivery: 'refused' as const,
	};
	if (speaksOfCsrf(answer, known)) return new Failure({ ...facts, ...CSRF });
	const general = statusFailure(VENDOR, answer)?.with({ vendorCode: code, vendorText });
	if (status === 429 || status === 503) return general;
	if (code !== undefined) {
		const unknown = { message: `${VENDOR} refused the request`, ...CHECK_VALUES };
		return new Failure({ ...facts, ...(CODES[code] ?? unknown), ...hints[code] });
	}
	return general?.with(STATUSES[status] ?? {});
}

/** Whether a refusal says that there is nothing at the address. */
export function isAbsent({ facts }: Failure): boolean {
	const { vendorCode, httpStatus } = facts;
	return vendorCode === 6 || httpStatus === 404 || httpStatus === 405;
}

/**
 * Reads the envelope of a successful answer.
 *
 * @param hints better words for this operation, by `statusCode`
 * @throws Failure when Genesys refused, or when nothing in the answer says that it did not
 */
export function readEnvelope(answer: HttpAnswer, hints?: Hints): Envelope {
	const failure = refusal(answer, hints);
	if (failure) throw failure;
	const body = envelope.safeParse(readJson(VENDOR, answer));
	if (body.success) return body.data;
	throw new Failure({
		message: `${VENDOR} did not say whether it carried out the request`,
		remedy:
			'Its answer has no statusCode: check that Base URL in the credential leads to Genesys Web Services.',
		delivery: 'uncertain',
		vendor: VENDOR,
		httpStatus: answer.status,
	});
}
