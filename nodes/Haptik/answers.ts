import { z } from 'zod';

import { Failure } from '../engine/errors';
import { type HttpAnswer, readJson, statusFailure } from '../engine/answer';

/** As the user knows the vendor. */
export const VENDOR = 'Haptik';

const UNKNOWN_USER = 'user is not registered';
const LONGEST_TEXT = 300;

const refusalShape = z.object({ error_message: z.string() });

/** Haptik's own words: its `error_message`, or the text of a proxy that answered in its place. A web page says nothing. */
export function vendorText({ body }: HttpAnswer): string | undefined {
	const plain = body.trim();
	if (plain === '' || plain.startsWith('<')) return undefined;
	return refusalShape.safeParse(parsed(plain)).data?.error_message ?? plain.slice(0, LONGEST_TEXT);
}

function parsed(body: string): unknown {
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return undefined;
	}
}

/**
 * Whether a call for a user was turned down because nobody registered that user. Haptik sends 403 for it, so only the text tells it from a
 * missing permission. https://docs.haptik.ai/bot-as-an-api/how-to-send-file-to-haptik-using-api
 */
export function isUnknownUser(answer: HttpAnswer): boolean {
	return answer.status === 403 && vendorText(answer)?.trim().toLowerCase() === UNKNOWN_USER;
}

/** The failure for a user whom Haptik does not know, with how to go on. */
export function unknownUser(authId: string, remedy: string): Failure {
	return new Failure({
		message: `Haptik does not know the user "${authId}"`,
		remedy,
		delivery: 'refused',
		field: 'Auth ID',
		vendor: VENDOR,
		vendorText: UNKNOWN_USER,
		httpStatus: 403,
	});
}

/** What the documented statuses, and those a proxy in front of Haptik gives, mean to the user. */
const MEANINGS: Record<number, { message: string; remedy: string }> = {
	401: {
		message: 'Haptik did not accept the credential',
		remedy:
			'Open the credential and compare Token and Client ID with those in Haptik: the token of the channel (Platform Deployment > Bot as an API), of the same environment as Base URL.',
	},
	403: {
		message: 'Haptik denied access',
		remedy:
			'The credential itself was not the reason. Check that Business ID belongs to this account, and that you send fewer than about 100 requests a minute: Haptik blocks senders that exceed it by far.',
	},
	404: {
		message: 'Haptik has no API at this address',
		remedy: 'Compare Base URL in the credential with the one Haptik shows under Share > View Credentials.',
	},
	413: {
		message: 'The file is too large for Haptik',
		remedy: 'Haptik takes up to 10 MB: send a smaller file.',
	},
};

/** The failure for an answer that is no success, or undefined for one that is. */
export function refusal(answer: HttpAnswer): Failure | undefined {
	return statusFailure(VENDOR, answer)?.with({ ...MEANINGS[answer.status], vendorText: vendorText(answer) });
}

const loggedFile = z
	.object({
		message_id: z.union([z.number(), z.string()]),
		message_body: z.string().nullish(),
		created_at: z.string().nullish(),
		message_type: z.union([z.number(), z.string()]).nullish(),
		file_url: z.string().nullish(),
	})
	// Haptik adds keys without notice
	.passthrough();

/** Haptik's answer to a file it has logged. */
export type LoggedFile = z.infer<typeof loggedFile>;

/** What Haptik says about the file or message that it has logged, or undefined when it says nothing of the kind. */
export function loggedIn({ status, body }: HttpAnswer): LoggedFile | undefined {
	// The service once answered with a list of one: https://docs.haptik.ai/webhooks/send-file-to-haptik
	const [first] = [parsed(body)].flat();
	return status < 300 ? loggedFile.safeParse(first).data : undefined;
}

/**
 * Reads the answer to a file.
 *
 * @throws Failure when Haptik refused it, or when nothing in the answer says that it was logged
 */
export function readLoggedFile(answer: HttpAnswer): LoggedFile {
	const failure = refusal(answer);
	if (failure) throw failure;
	const logged = loggedIn(answer);
	if (logged) return logged;
	readJson(VENDOR, answer);
	throw new Failure({
		message: 'Haptik did not say that it logged the file',
		remedy: 'Its answer has no message_id.',
		delivery: 'uncertain',
		vendor: VENDOR,
		httpStatus: answer.status,
		vendorText: vendorText(answer),
	});
}

/**
 * Reads the answer to a registration; of what comes back only the status counts.
 *
 * @throws Failure when Haptik refused it
 */
export function readRegistered(answer: HttpAnswer): void {
	const failure = refusal(answer);
	if (failure) throw failure.with({ message: `The user could not be registered: ${failure.facts.message}` });
	readJson(VENDOR, answer);
}
