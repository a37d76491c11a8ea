import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { runItems } from '../../engine/items';
import { type OptionDefaults, optionsField, readRequestOptions } from '../../engine/options';
import { rawAnswerField, readRawAnswer } from '../../engine/rawAnswer';
import { openSite, post } from '../api';
import { genesysWebServicesApiTest } from '../credentialTest';
import { chatIdField, readChatId } from '../fields';
import { chatPath } from '../paths';
import { searchChats, searchDocuments } from '../search';
import { additionalFields, documentIdField } from './fields';
import { readUpload, uploadHints } from './upload';

const defaults: OptionDefaults = { concurrency: 1, timeoutMs: 30_000, writes: true };

const properties: INodeProperties[] = [
	{
		displayName:
			'The document must be linked to the chat first. Put <b>Genesys Attach File</b> before this node: its output fits in as it is.',
		name: 'linkNotice',
		type: 'notice',
		default: '',
	},
	chatIdField({ __rl: true, mode: 'id', value: '={{ $json.chatId }}' }),
	documentIdField,
	additionalFields,
	optionsField(defaults, [rawAnswerField]),
];

async function uploadFile(context: IExecuteFunctions, fields: Fields): Promise<INodeExecutionData> {
	const chatId = readChatId(fields);
	const upload = readUpload(fields);
	const withAnswer = readRawAnswer(fields);
	const site = await openSite(context, readRequestOptions(fields, defaults));
	const answer = await post(site, chatPath(chatId), upload, uploadHints);
	const { statusCode } = answer;
	return { json: withAnswer({ chatId, documentId: upload.documentId, statusCode }, answer, site.secrets) };
}

/** `UploadFile`: delivers a document that is linked to a chat. https://docs.genesys.com/Documentation/GWS/latest/API/ChatUploadFile */
export class GenesysUploadFile implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Genesys Upload File',
		name: 'genesysUploadFile',
		icon: { light: 'file:../genesys.svg', dark: 'file:../genesys.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ $parameter["documentId"] ? "document " + String($parameter["documentId"]).split("/attachments/").pop().split("?")[0] : "" }}',
		description: 'Deliver a document that is linked to a Genesys chat to the customer',
		defaults: { name: 'Genesys Upload File' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'genesysWebServicesApi', required: true, testedBy: 'genesysWebServicesApiTest' }],
		properties,
	};

	methods = {
		credentialTest: { genesysWebServicesApiTest },
		listSearch: { searchChats, searchDocuments },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const settings = {
			defaults,
			properties,
			lane: readChatId,
		};
		return await runItems(this, settings, async (fields) => await uploadFile(this, fields));
	}
}
