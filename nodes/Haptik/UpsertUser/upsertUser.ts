import { size } from 'lodash';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';

import type { HttpAnswer } from '../../engine/answer';
import { asFailure, invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { readRequestOptions } from '../../engine/options';
import { confirmation, hiddenRefusal, refusal, saysUnknownUser } from '../answers';
import { call, openAccount } from '../api';
import { blamedOnId, saving, unknownUser } from '../registration';
import { userBody } from '../user';
import { defaults } from './properties';

/** Haptik adds keys without notice. */
const keptUser = z.object({ auth_id: z.union([z.string().min(1), z.number()]) }).passthrough();

/**
 * Registers one item's user, or updates what Haptik knows of the user.
 * https://docs.haptik.ai/bot-as-an-api/how-to-createupdate-a-haptik-user-using-api
 *
 * @throws Failure when a field breaks a rule (then nothing was sent), or Haptik refused it
 */
export async function upsertUser(context: IExecuteFunctions, fields: Fields): Promise<INodeExecutionData> {
	const account = await openAccount(context, readRequestOptions(fields, defaults));
	const authId = fields.id('authId');
	const body = userBody(authId, fields.collection('userDetails'));
	const update = fields.choice('whenUnknown') === 'refuse';
	// Of the ID alone there is nothing to change
	if (update && size(body) === 1) {
		throw invalidField(
			fields.label('userDetails'),
			'holds nothing to change',
			'Add at least one detail, or check that its expression gives a value for this item.',
		);
	}
	const saved = call(account, saving(update ? 'PUT' : 'POST', body), (answer) => readUser(answer, authId));
	const user = await saved.catch((caught: unknown) => {
		throw blamedOnId(asFailure(caught), authId);
	});
	return { json: { ...user, auth_id: authId } };
}

function readUser(answer: HttpAnswer, authId: string): IDataObject {
	if (saysUnknownUser(answer)) {
		throw unknownUser(
			authId,
			'Choose "Register" in "When User Is Unknown", or check "Auth ID": it has to be written as it was registered.',
		).with({ httpStatus: answer.status });
	}
	const failure = refusal(answer) ?? hiddenRefusal(answer);
	if (failure) throw failure;
	return confirmation(answer, keptUser, 'keeps the user', 'has no auth_id');
}
