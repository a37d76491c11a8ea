import { isEmpty } from 'lodash';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { HttpAnswer } from '../../engine/answer';
import { onceForItem } from '../../engine/delivered';
import { asFailure } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { given } from '../../engine/given';
import { readRequestOptions } from '../../engine/options';
import { uploadForm } from '../../engine/upload';
import { type Logged, readLogged, refusal } from '../answers';
import { type Call, openAccount } from '../api';
import { readBusinessId } from '../fields';
import { callAsUser, readSender } from '../registration';
import { type FileMessage, fileMessages } from './body';
import { defaults } from './properties';
import { readFiles } from './readFiles';

const TOO_LARGE = {
	message: 'The file is too large for Haptik',
	remedy: 'Haptik takes up to 10 MB: send a smaller file.',
};

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
	for (const [place, message] of messages.entries()) {
		const { fileName, size } = message.file;
		const logging = onceForItem(
			context,
			fields.itemIndex,
			nameOf(messages, place),
			async () => await callAsUser(account, sender, logFile(message), readLoggedFile),
		);
		const logged = await logging.catch((caught: unknown) => halfway(caught, sent, messages));
		sent.push({ json: { ...(logged as IDataObject), auth_id: sender.authId, file_name: fileName, size } });
	}
	return sent;
}

/** Tells the files of an item apart, also when some have been left out since. */
function nameOf(messages: FileMessage[], place: number): string {
	const name = ({ file }: FileMessage) => `${file.fileName} ${file.size}`;
	const alike = messages.slice(0, place).filter((other) => name(other) === name(messages[place]));
	return `file ${alike.length} ${name(messages[place])}`;
}

function logFile(message: FileMessage): Call {
	const body = uploadForm(Object.entries(message));
	return { method: 'POST', path: '/v1.0/log_file_from_user/', body, effect: 'writes' };
}

/** What a proxy in front of Haptik may say before Haptik itself. @throws Failure when Haptik refused the file, or did not say that it logged it */
function readLoggedFile(answer: HttpAnswer): Logged {
	const tooLarge = answer.status === 413 ? refusal(answer)?.with(TOO_LARGE) : undefined;
	if (tooLarge) throw tooLarge;
	return readLogged('file', answer);
}

/** Says of each of several files what became of it: sending the item again would send some of them twice. */
function halfway(caught: unknown, sent: INodeExecutionData[], messages: FileMessage[]): never {
	const failure = asFailure(caught);
	if (messages.length === 1) throw failure;
	const doubt = failure.facts.delivery === 'uncertain';
	const [failed, ...unsent] = messages.slice(sent.length).map(({ file }) => file.fileName);
	const delivered = sent
		.map(({ json }) => `${String(json.file_name)} (message ${String(json.message_id)})`)
		.join(', ');
	const remedy = [
		failure.facts.remedy,
		delivered && `Already delivered for this item: ${delivered}. Leave those out when you send it again.`,
		`${doubt ? 'In doubt' : 'Not delivered'}: ${failed}.`,
		unsent.length > 0 ? `Not sent: ${unsent.join(', ')}.` : '',
		delivered && !doubt ? 'A retry sends only what was not delivered.' : '',
	];
	const done = given({ delivered: delivered || undefined, uncertain: doubt ? failed : undefined });
	throw failure.with({
		remedy: remedy.filter((sentence) => sentence !== '').join(' '),
		...(isEmpty(done) ? {} : { done }),
	});
}
