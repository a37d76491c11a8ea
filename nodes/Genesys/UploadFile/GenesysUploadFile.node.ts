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
import { searchChats, searchDocuments } from '../search';
import { defaults, properties } from './properties';
import { uploadFile } from './uploadFile';

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
		const settings = { defaults, properties, lane: readChatId };
		return await runItems(this, settings, async (fields) => await uploadFile(this, fields));
	}
}
