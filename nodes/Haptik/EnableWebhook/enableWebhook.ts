import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';

import type { HttpAnswer } from '../../engine/answer';
import type { Fields } from '../../engine/fields';
import { readRequestOptions } from '../../engine/options';
import { confirmation, hiddenRefusal, refusal } from '../answers';
import { call, openAccount } from '../api';
import { readBusinessId } from '../fields';
import { webhookBody } from './body';
import { defaults } from './properties';

/** Haptik adds keys without notice. */
const switchedOn = z.object({ enabled: z.literal(true) }).passthrough();

/**
 * Switches the webhook of one item's business on again.
 * https://docs.haptik.ai/webhooks/re-enable-webhook
 *
 * @throws Failure when a field breaks a rule (then nothing was sent), or Haptik refused it
 */
export async function enableWebhook(context: IExecuteFunctions, fields: Fields): Promise<INodeExecutionData> {
	const account = await openAccount(context, readRequestOptions(fields, defaults));
	const business_id = readBusinessId(fields, account);
	const body = { ...webhookBody(fields, business_id) };
	const asked = { method: 'POST', path: '/v1.0/webhook/', body, effect: 'writes' } as const;
	return { json: { ...(await call(account, asked, readEnabled)), business_id } };
}

function readEnabled(answer: HttpAnswer): IDataObject {
	const failure = refusal(answer) ?? hiddenRefusal(answer);
	if (failure) throw failure;
	return confirmation(answer, switchedOn, 'switched the webhook on', 'lacks "enabled": true');
}
