import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { type HttpAnswer, jsonIn, plainText, readJson, statusFailure } from '../engine/answer';
import { CHECK_VALUES, Failure } from '../engine/errors';

/** As the user knows the vendor. */
export const VENDOR = 'Haptik';

const refusalShape = z.object({ error_message: z.string() });

function errorMessage({ body }: HttpAnswer): string | undefined {
	return refusalShape.safeParse(jsonIn(body)).data?.error_message;
}

/** Haptik's own words: its `error_message`, or the text of a proxy that answered in its place. A web page says nothing. */
export function vendorText(answer: HttpAnswer): string | undefined {
	return errorMessage(answer) ?? plainText(answer.body);
}

/** Haptik's words for a user whom nobody has registered. */
export const UNKNOWN_USER = 'user is not registered';

/**
 * Whether a call for a user was turned down because nobody registered that user. Haptik sends 403 for it, so only the text tells it from a
 * missing permission. https://docs.haptik.ai/bot-as-an-api/how-to-send-file-to-haptik-using-api
 */
export function isUnknownUser(answer: HttpAnswer): boolean {
	return answer.status === 403 && saysUnknownUser(answer);
}

/** The same where Haptik documents the words for another call, and no status. */
export function saysUnknownUser(answer: HttpAnswer): boolean {
	return answer.status >= 400 && vendorText(answer)?.trim().toLowerCase() === UNKNOWN_USER;
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
};

/** The failure for an answer that is no success, or undefined for one that is. */
export function refusal(answer: HttpAnswer): Failure | undefined {
	return statusFailure(VENDOR, answer)?.with({ ...MEANINGS[answer.status], vendorText: vendorText(answer) });
}

/** The failure for an error in an answer whose status is that of a success. */
export function hiddenRefusal(answer: HttpAnswer): Failure | undefined {
	const text = errorMessage(answer);
	if (!text) return undefined;
	return new Failure({
		message: 'Haptik refused it in an answer that looks like a success',
		...CHECK_VALUES,
		delivery: 'refused',
		vendor: VENDOR,
		vendorText: text,
		httpStatus: answer.status,
	});
}

/** A number that counts messages, or text in its place; `0`, `-1` and nothing name none. */
const messageId = z.union([z.number().int().positive(), z.string().refine((text) => !(Number(text) <= 0))]);

const logged = z
	.object({
		message_id: messageId,
		message_body: z.string().nullish(),
		created_at: z.string().nullish(),
		message_type: z.union([z.number(), z.string()]).nullish(),
		file_url: z.string().nullish(),
		error_message: z.literal('').nullish(),
	})
	// Haptik adds keys without notice
	.passthrough();

/** Haptik's answer to a message or a file that it has logged. */
export type Logged = z.infer<typeof logged>;

/** What Haptik says about the message or file that it has logged, or undefined when it says nothing of the kind. */
export function loggedIn({ status, body }: HttpAnswer): Logged | undefined {
	const json = jsonIn(body);
	// The service once answered with a list of one: https://docs.haptik.ai/webhooks/send-file-to-haptik
	const one = Array.isArray(json) && json.length === 1 ? (json[0] as unknown) : json;
	return status < 300 ? logged.safeParse(one).data : undefined;
}

/**
 * Reads the answer to a message or a file.
 *
 * @param what it is, as errors call it
 * @throws Failure when Haptik refused it, or when nothing in the answer says that it was logged
 */
export function readLogged(what: 'file' | 'message', answer: HttpAnswer): Logged {
	const failure = refusal(answer);
	if (failure) throw failure;
	const logged = loggedIn(answer);
	if (logged) return logged;
	readJson(VENDOR, answer);
	throw unconfirmed(answer, `logged the ${what}`, 'has no message_id that names a message');
}

/**
 * Reads an answer that is no refusal in the shape that the call promises.
 *
 * @param did what Haptik has to have done, e.g. `took the feedback`
 * @param lacking what is wrong with the answer otherwise, e.g. `has no auth_id`
 * @throws Failure when it has another shape: then nobody can tell
 */
export function confirmation<Shape extends z.ZodTypeAny>(
	answer: HttpAnswer,
	shape: Shape,
	did: string,
	lacking: string,
): z.output<Shape> & IDataObject {
	const result = shape.safeParse(readJson(VENDOR, answer));
	if (result.success) return result.data as z.output<Shape> & IDataObject;
	throw unconfirmed(answer, did, lacking);
}

function unconfirmed(answer: HttpAnswer, did: string, lacking: string): Failure {
	return new Failure({
		message: `Haptik did not say that it ${did}`,
		remedy: `Its answer ${lacking}.`,
		delivery: 'uncertain',
		vendor: VENDOR,
		httpStatus: answer.status,
		vendorText: vendorText(answer),
	});
}
