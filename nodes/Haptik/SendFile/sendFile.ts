import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { asFailure, invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { readFileName } from '../../engine/fileHeaders';
import { readRequestOptions } from '../../engine/options';
import { type FormPart, readUploadFile, uploadForm } from '../../engine/upload';
import { logFile, readAccount, registerUser } from '../api';
import { sendAsUser } from '../registration';
import { userBody } from '../user';
import { type CheckedFile, checkFile, type FileKind, type FileRules } from './checkFile';
import { defaults, MAX_FILE_SIZE } from './properties';

/** A file's message, as Haptik's fields. */
export interface FileMessage {
	authId: string;
	businessId: string;
	messageBody: string;
}

/**
 * The parts of the form, in the order of Haptik's list. The caption is sent even when it is empty, as in Haptik's own sample.
 * https://docs.haptik.ai/bot-as-an-api/how-to-send-file-to-haptik-using-api
 */
export function fileParts(
	{ authId, businessId, messageBody }: FileMessage,
	file: CheckedFile,
): Array<[name: string, part: FormPart]> {
	return [
		['auth_id', authId],
		['business_id', businessId],
		['message_type', file.messageType],
		['message_body', messageBody],
		['file', file],
	];
}

/**
 * Sends one item's files in the name of its user, each as a message of its own.
 *
 * @throws Failure when a field or file breaks a rule (then nothing was sent), or Haptik refused it
 */
export async function sendFile(
	context: IExecuteFunctions,
	fields: Fields,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const options = readRequestOptions(fields, defaults);
	const account = await readAccount(context, options);
	const authId = fields.id('authId');
	const businessId = account.businessId(fields.optionalText('businessId'), fields.label('businessId'));
	const messageBody = fields.optionalText('messageBody') ?? '';
	const user = fields.flag('registerUser') ? userBody(authId, fields.collection('userDetails')) : undefined;
	const register = user && (async () => await registerUser(context, account, user, options));
	const files = await readFiles(context, itemIndex, fields);

	const sent: INodeExecutionData[] = [];
	for (const [index, file] of files.entries()) {
		const message = { authId, businessId, messageBody: index === 0 ? messageBody : '' };
		const send = async () => await logFile(context, account, uploadForm(fileParts(message, file)), options);
		const logged = await sendAsUser(send, { authId, register }).catch((caught: unknown) =>
			halfway(sent, caught),
		);
		const { fileName, size } = file;
		sent.push({ json: { ...(logged as IDataObject), authId, fileName, size } });
	}
	return sent;
}

/** All files of the item, found and checked before the first is sent. */
async function readFiles(
	context: IExecuteFunctions,
	itemIndex: number,
	fields: Fields,
): Promise<CheckedFile[]> {
	const field = fields.label('binaryField');
	const value = fields.raw('binaryField');
	const names = typeof value === 'string' ? namesOf(value) : [value];
	const rules = fileRules(fields, names.length);
	const files: CheckedFile[] = [];
	for (const name of names) {
		const instead = { fileName: rules.chosen?.fileName };
		files.push(checkFile(await readUploadFile(context, itemIndex, name, field, instead), rules));
	}
	return files;
}

function namesOf(list: string): string[] {
	const names = list
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
	return names.length === 0 ? [list] : names;
}

function fileRules(fields: Fields, count: number): FileRules {
	const options = fields.collection('options');
	const details = fields.collection('fileDetails');
	const fileName = readFileName(details, 'fileName');
	if (fileName && count > 1) {
		throw invalidField(
			details.label('fileName'),
			`gives one name to ${count} files`,
			'Leave it empty, or send each file with an item of its own.',
		);
	}
	return {
		field: fields.label('binaryField'),
		kind: fields.choice('messageType') as FileKind | 'auto',
		...(fileName ? { chosen: { fileName, field: details.label('fileName') } } : {}),
		maxMegabytes: options.optionalWhole('maxFileSize', { min: 1 }) ?? MAX_FILE_SIZE,
	};
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
