import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { readFileDetails } from '../../engine/fileDetails';
import { runItems } from '../../engine/items';
import { type OptionDefaults, optionsField, readRequestOptions } from '../../engine/options';
import { rawAnswerField, readRawAnswer } from '../../engine/rawAnswer';
import { readUploadFile } from '../../engine/upload';
import { openSite, post } from '../api';
import { genesysWebServicesApiTest } from '../credentialTest';
import { chatIdField, readChatId } from '../fields';
import { chatPath } from '../paths';
import { searchChats, searchDocumentsElsewhere } from '../search';
import { additionHints, readAddition } from './existing';
import { newFileOptions, sourceFields } from './fields';
import { attachNewFile } from './newFile';

const defaults: OptionDefaults = { concurrency: 1, timeoutMs: 300_000, writes: true };
const DOCUMENT_WAIT_S = 15;

const properties: INodeProperties[] = [
	{
		displayName:
			'The customer sees nothing yet. Put <b>Genesys Upload File</b> behind this node: it delivers the document.',
		name: 'linkNotice',
		type: 'notice',
		default: '',
	},
	chatIdField({ __rl: true, mode: 'list', value: '' }),
	...sourceFields,
	optionsField(defaults, [...newFileOptions, rawAnswerField]),
];

async function attachExisting(context: IExecuteFunctions, fields: Fields): Promise<INodeExecutionData> {
	const chatId = readChatId(fields);
	const addition = readAddition(fields);
	const withAnswer = readRawAnswer(fields);
	const site = await openSite(context, readRequestOptions(fields, defaults));
	const answer = await post(site, chatPath(chatId), addition, additionHints);
	const { documentId, name, size, mime } = addition;
	return { json: withAnswer({ chatId, documentId, name, size, mime }, answer, site.secrets) };
}

async function attachNew(
	context: IExecuteFunctions,
	fields: Fields,
	itemIndex: number,
): Promise<INodeExecutionData> {
	const chatId = readChatId(fields);
	const withAnswer = readRawAnswer(fields);
	const options = fields.collection('options');
	const file = await readUploadFile(
		context,
		itemIndex,
		fields.raw('binaryField'),
		fields.label('binaryField'),
		readFileDetails(fields),
	);
	const settings = {
		chatId,
		chatField: fields.label('chatId'),
		partName: options.optionalChoice('partName') ?? 'attachment',
		documentWaitMs: (options.optionalWhole('documentWait') ?? DOCUMENT_WAIT_S) * 1000,
		signal: context.getExecutionCancelSignal(),
	};
	const site = await openSite(context, readRequestOptions(fields, defaults));
	const { documentId, answer } = await attachNewFile(site, file, settings);
	const { fileName: name, size, mimeType: mime } = file;
	return { json: withAnswer({ chatId, documentId, name, size, mime }, answer, site.secrets) };
}

/** Links a file to a chat, which `UploadFile` asks for. https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatAddAttachment */
export class GenesysAttachFile implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Genesys Attach File',
		name: 'genesysAttachFile',
		icon: { light: 'file:../genesys.svg', dark: 'file:../genesys.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["source"] === "file" ? "file" : "existing document" }}',
		description: 'Link a file to a Genesys chat, so that Genesys Upload File can deliver it to the customer',
		defaults: { name: 'Genesys Attach File' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'genesysWebServicesApi', required: true, testedBy: 'genesysWebServicesApiTest' }],
		properties,
	};

	methods = {
		credentialTest: { genesysWebServicesApiTest },
		listSearch: { searchChats, searchDocumentsElsewhere },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const settings = {
			defaults,
			properties,
			lane: readChatId,
		};
		return await runItems(this, settings, async (fields, itemIndex) =>
			fields.choice('source') === 'file'
				? await attachNew(this, fields, itemIndex)
				: await attachExisting(this, fields),
		);
	}
}
