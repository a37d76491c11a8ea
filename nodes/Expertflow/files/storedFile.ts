import { z } from 'zod';

import { type HttpAnswer, readJson } from '../../engine/answer';
import { Failure } from '../../engine/errors';
import { VENDOR } from '../account';
import { jsonOf, refusal, vendorText } from '../answers';

const CHECKS =
	'Check its size, that its type is among those the operator allows, and that its name has only letters, digits, spaces, hyphens and underscores.';

/** Both texts are the page's: https://docs.expertflow.com/cx/4.10/send-a-media-message */
const UPLOAD_MEANINGS = {
	404: {
		message: 'Expertflow refused the file',
		remedy: `The file engine answers 404 for every upload it takes as a bad request; it does not mean that something was not found. ${CHECKS}`,
	},
	413: {
		message: 'The file is too large for the gateway of Expertflow',
		remedy:
			'Send a smaller file, or ask the operator to raise the body limit of the gateway (6 MiB as shipped, 1 MB before 4.9.3).',
	},
	500: {
		message: 'The file engine of Expertflow could not store the file',
		anew: 'Try again later.',
		remedy: 'If it stays so, ask the operator to look at the file engine and its storage.',
	},
};

const text = z.string().trim().min(1).optional().catch(undefined);
/** As a number, or as digits. */
const size = z
	.union([z.number(), z.string().trim().regex(/^\d+$/).transform(Number)])
	.pipe(z.number().int().nonnegative())
	.optional()
	.catch(undefined);

const stored = z
	.object({
		// It goes into an address, where half a character cannot stand
		name: z.string().refine((name) => name.trim() !== '' && !/\p{Surrogate}/u.test(name)),
		etag: text,
		type: text,
		size,
	})
	// The casing of the other keys differs between the vendor's pages and code
	.passthrough();

/** What the file engine says about a file that it has stored. */
export interface StoredFile {
	/** The unique name under which it is downloaded; opaque. */
	name: string;
	etag?: string;
	type?: string;
	size?: number;
}

const infected = z.object({ result: z.object({ isInfected: z.literal(true) }) });

/**
 * Reads the answer to an upload.
 *
 * @throws Failure when the file was refused, or nothing says that it was stored
 */
export function readUpload(answer: HttpAnswer): StoredFile {
	if (infected.safeParse(jsonOf(answer)).success) {
		throw new Failure({
			message: 'Expertflow found a virus in the file',
			remedy: 'Do not send this file. If you trust it, ask the operator to look at the virus scan.',
			delivery: 'refused',
			vendor: VENDOR,
			vendorText: vendorText(answer),
			httpStatus: answer.status,
		});
	}
	const failure = refusal(answer, UPLOAD_MEANINGS);
	if (failure) throw failure;
	const { data } = stored.safeParse(readJson(VENDOR, answer));
	if (data) {
		const { name, etag, type, size } = data;
		return { name, etag, type, size };
	}
	throw new Failure({
		message: 'Expertflow did not say under which name it stored the file',
		remedy: 'Its answer has no name, so no message can refer to the file.',
		delivery: 'uncertain',
		vendor: VENDOR,
		vendorText: vendorText(answer),
		httpStatus: answer.status,
	});
}
