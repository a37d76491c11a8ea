import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { runItems } from '../../engine/items';
import { genesysWebServicesApiTest } from '../credentialTest';
import { readChatId } from '../fields';
import { searchChats, searchDocumentsElsewhere } from '../search';
import { attachFile } from './attachFile';
import { defaults, properties } from './properties';

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
		const settings = { defaults, properties, lane: readChatId };
		return await runItems(this, settings, async (fields) => await attachFile(this, fields));
	}
}
