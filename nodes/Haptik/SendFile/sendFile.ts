import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { type HttpAnswer, readJson } from '../../engine/answer';
import { asFailure, Failure } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { readRequestOptions } from '../../engine/options';
import { uploadForm } from '../../engine/upload';
import { type Logged, loggedIn, refusal, VENDOR, vendorText } from '../answers';
import { type Call, openAccount } from '../api';
import { readBusinessId } from '../fields';
import { callAsUser, readSender } from '../registration';
import { type FileMessage, fileMessages } from './body';
import { defaults } from './properties';
import { readFiles } from './readFiles';

/**
 * Sends one item's files in the name of its user, each as a message of its own.
 * https://docs.haptik.ai/bot-as-an-api/how-to-send-file-to-haptik-using-api
 *
 * @throws Failure when a field or file breaks a rule (then nothing was sent), or Haptik refused it
 */
export async function sendFile(context: IExecuteFunctions, fields: Fields): Promise<INodeExecutionData[]> {
	const account = await openAccount(context, readRequestOptions(fields, defaults));
	const sender = readSender(fields);
	const businessId = readBusinessId(fields, account);
	const messages = fileMessages(fields, businessId, await readFiles(context, fields));

	const sent: INodeExecutionData[] = [];
	for (const message of messages) {
		const logging = callAsUser(account, sender, logFile(message), readLoggedFile);
		const logged = await logging.catch((caught: unknown) => halfway(sent, caught));
		const { fileName, size } = message.file;
		sent.push({ json: { ...(logged as IDataObject), authId: sender.authId, fileName, size } });
	}
	return sent;
}

function logFile(message: FileMessage): Call {
	const body = uploadForm(Object.entries(message));
	return { method: 'POST', path: '/v1.0/log_file_from_user/', body, effect: 'writes' };
}

/**
 * Reads the answer to a file.
 *
 * @throws Failure when Haptik refused it, or when nothing in the answer says that it was logged
 */
export function readLoggedFile(answer: HttpAnswer): Logged {
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

/** A failure after other files of the same item have arrived says so: sending the item again would send them twice. */
function halfway(sent: INodeExecutionData[], caught: unknown): never {
	const failure = asFailure(caught);
	if (sent.length === 0) throw failure;
	const delivered = sent
		.map(({ json }) => `${String(json.fileName)} (message ${String(json.message_id)})`)
		.join(', ');
	throw failure.with({
		remedy: `${failure.facts.remedy} Already delivered for this item: ${delivered}. Leave those out when you send it again.`,
		done: { delivered },
	});
}
