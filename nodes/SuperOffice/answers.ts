import { z } from 'zod';

import { Failure, type FailureFacts } from '../engine/errors';
import { type HttpAnswer, isPage, jsonIn, plainText, statusFailure } from '../engine/answer';
import { given } from '../engine/given';

/** As the user knows the vendor. */
export const VENDOR = 'SuperOffice';

/** Where people and apps sign in, and where it is known where a tenant lives. */
export const LOGIN_HOST = "SuperOffice's login host";

/** The human text sits in `ErrorMessage` or in `Message`; `MessageDetail` goes with the second. */
const refusalShape = z
	.object({
		ErrorType: z.string().nullish(),
		ErrorMessage: z.string().nullish(),
		Message: z.string().nullish(),
		MessageDetail: z.string().nullish(),
	})
	.catch({});

/** SuperOffice's own words, and its name for the kind of refusal. A web page says nothing. */
interface Words {
	vendorText?: string;
	vendorCode?: string;
}

/**
 * What SuperOffice says about a refusal, in any of the shapes of https://docs.superoffice.com/en/api/web-services/endpoints/rest-webapi/index
 * and https://docs.superoffice.com/en/api/web-services/endpoints/agents-webapi/index, or as plain text.
 */
export function wordsOf({ body }: HttpAnswer): Words {
	const json = jsonIn(body);
	if (json === undefined) return given({ vendorText: plainText(body) });
	if (typeof json === 'string') return given({ vendorText: plainText(json) });
	const { ErrorType, ErrorMessage, Message, MessageDetail } = refusalShape.parse(json);
	const text = [ErrorMessage ?? Message, MessageDetail].filter((part) => part).join(' ');
	return given({ vendorText: text || undefined, vendorCode: ErrorType || undefined });
}

/**
 * Reads an answer of the login host, whose calls carry nothing out.
 *
 * @throws Failure when something else than SuperOffice's login host answered
 */
export function readLoginAnswer<Shape extends z.ZodTypeAny>(
	answer: HttpAnswer,
	shape: Shape,
): z.output<Shape> {
	const result = shape.safeParse(jsonIn(answer.body));
	if (result.success) return result.data as z.output<Shape>;
	throw new Failure({
		message: `The login host answered with ${isPage(answer.body) ? 'a web page' : 'something else'} instead of SuperOffice's data`,
		remedy: 'Check Environment and Login URL in the credential.',
		delivery: 'notSent',
		vendor: 'The host',
		httpStatus: answer.status,
	});
}

/** Where SuperOffice runs: at the vendor, or in an installation of the customer's own. */
export type Place = 'online' | 'onsite';

/** What the documented statuses mean to the user. https://docs.superoffice.com/en/api/web-services/endpoints/rest-webapi/index */
const MEANINGS: Record<
	number,
	Pick<FailureFacts, 'message' | 'anew'> & { remedy: string | Record<Place, string> }
> = {
	400: {
		message: 'SuperOffice refused the values',
		remedy: 'Correct what SuperOffice names.',
	},
	401: {
		message: 'SuperOffice did not accept the credential',
		remedy: {
			online:
				'Check the values in the credential and connect the account again. If that does not help, ask whether the app is still approved for the tenant.',
			onsite:
				'Check user name and password, or the ticket, in the credential; a ticket ends six hours after its last use. If they are right, ask whether the web.config of the installation allows this login (AuthorizeWithUsername, AuthorizeWithTicket).',
		},
	},
	403: {
		message: 'SuperOffice denied access',
		remedy: 'The user or app of the credential lacks a right or a licence for this: ask an administrator.',
	},
	404: {
		message: 'SuperOffice has no API at this address',
		remedy: {
			online: 'Check Environment and Tenant ID in the credential.',
			onsite:
				'Check Base URL in the credential: it usually ends in /api, e.g. https://crm.example.com/SuperOffice/api.',
		},
	},
	421: {
		message: 'SuperOffice does not serve this tenant at the address it gave',
		remedy: 'The tenant may be moving. If it goes on, check Environment and Tenant ID in the credential.',
		anew: 'Try again in some minutes.',
	},
};

/** Whether SuperOffice looked for a record and did not find it, which is not the same as a wrong address. */
export function isMissingRecord(answer: HttpAnswer): boolean {
	return answer.status === 404 && /NotFound/i.test(wordsOf(answer).vendorCode ?? '');
}

function meaningOf(status: number, place: Place): Partial<FailureFacts> {
	if (!(status in MEANINGS)) return {};
	const { remedy, ...meaning } = MEANINGS[status];
	return { ...meaning, remedy: typeof remedy === 'string' ? remedy : remedy[place] };
}

/** The failure for an answer that is no success, with SuperOffice's own reason; undefined for one that is. */
export function refusal(answer: HttpAnswer, place: Place = 'online'): Failure | undefined {
	return statusFailure(VENDOR, answer)?.with({ ...meaningOf(answer.status, place), ...wordsOf(answer) });
}

/**
 * The failure for a success without the data that belongs to it: what became of the call is not known.
 *
 * @param lacking what is wrong with it, a whole sentence
 */
export function unreadable(answer: HttpAnswer, lacking: string): Failure {
	return new Failure({
		message: 'SuperOffice did not answer as its pages say',
		remedy: lacking,
		delivery: 'uncertain',
		vendor: VENDOR,
		httpStatus: answer.status,
		...wordsOf(answer),
	});
}
