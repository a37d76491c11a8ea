import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { readRequestOptions } from '../../engine/options';
import { readLogged } from '../answers';
import { type Call, openAccount } from '../api';
import { readBusinessId } from '../fields';
import { callAsUser, readSender } from '../registration';
import { userMessage } from './body';
import { defaults } from './properties';

/**
 * Sends one item's text in the name of its user.
 * https://docs.haptik.ai/bot-as-an-api/how-to-send-message-to-haptik-using-api
 *
 * @throws Failure when a field breaks a rule (then nothing was sent), or Haptik refused it
 */
export async function sendMessage(context: IExecuteFunctions, fields: Fields): Promise<INodeExecutionData> {
	const account = await openAccount(context, readRequestOptions(fields, defaults));
	const sender = readSender(fields);
	const body = { ...userMessage(fields, readBusinessId(fields, account)) };
	const asked: Call = { method: 'POST', path: '/v1.0/log_message_from_user/', body, effect: 'writes' };
	const logged = await callAsUser(account, sender, asked, (answer) => readLogged('message', answer));
	return { json: { ...(logged as IDataObject), auth_id: sender.authId } };
}
