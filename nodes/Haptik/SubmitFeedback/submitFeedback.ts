import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';

import type { HttpAnswer } from '../../engine/answer';
import { Failure } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { readRequestOptions } from '../../engine/options';
import { confirmation, hiddenRefusal, refusal, saysUnknownUser, VENDOR, vendorText } from '../answers';
import { call, openAccount } from '../api';
import { readBusinessId } from '../fields';
import { unknownUser } from '../registration';
import { feedbackBody } from './body';
import { defaults } from './properties';

/** Haptik adds keys without notice. */
const taken = z.object({ success: z.literal(true) }).passthrough();

/**
 * Submits the feedback of one item's user. A user whom Haptik does not know is not registered for it: there would be no conversation to rate.
 * https://docs.haptik.ai/webhooks/send-feedback-to-haptik
 *
 * @throws Failure when a field breaks a rule (then nothing was sent), or Haptik refused it
 */
export async function submitFeedback(
	context: IExecuteFunctions,
	fields: Fields,
): Promise<INodeExecutionData> {
	const account = await openAccount(context, readRequestOptions(fields, defaults));
	const body = { ...feedbackBody(fields, readBusinessId(fields, account)) };
	const { auth_id: authId } = body;
	const asked = { method: 'POST', path: '/v1.0/log_feedback_from_user/', body, effect: 'writes' } as const;
	return {
		json: { ...(await call(account, asked, (answer) => readTaken(answer, authId))), auth_id: authId },
	};
}

function readTaken(answer: HttpAnswer, authId: string): IDataObject {
	const failure = known(answer, authId) ?? refusal(answer) ?? hiddenRefusal(answer);
	if (failure) throw failure;
	return confirmation(answer, taken, 'took the feedback', 'lacks "success": true');
}

/** The refusals that only feedback gets; Haptik's page gives no status for that of a second one. */
function known(answer: HttpAnswer, authId: string): Failure | undefined {
	const { status } = answer;
	const text = vendorText(answer) ?? '';
	const facts = { httpStatus: status, vendorText: text };
	if ((status === 403 && /^invalid_user$/i.test(text.trim())) || saysUnknownUser(answer)) {
		return unknownUser(
			authId,
			'Check "Auth ID": it has to be written as it was registered. A user whom Haptik does not know has no conversation to rate.',
		).with(facts);
	}
	const ofUser = { ...facts, delivery: 'refused', field: 'Auth ID', vendor: VENDOR } as const;
	if (/^duplicate feedback\b/i.test(text.trim())) {
		return new Failure({
			...ofUser,
			message: `The user "${authId}" has given feedback within the last hour`,
			remedy: 'Haptik takes one an hour from each user: leave this one out, or send it later.',
		});
	}
	if (status === 404 && /\bactive conversation\b/i.test(text)) {
		return new Failure({
			...ofUser,
			message: `The user "${authId}" has no conversation to rate`,
			remedy:
				'Haptik takes feedback only from a user who has written before. Check "Auth ID" and "Business ID".',
		});
	}
	return undefined;
}
