import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { runItems } from '../../engine/items';
import { genesysWebServicesApiTest } from '../credentialTest';
import { searchChats, searchDocuments } from '../search';
import { downloadFile } from './downloadFile';
import { defaults, properties } from './properties';

/** Downloads a document that is linked to a chat. https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatAddAttachment */
export class GenesysDownloadFile implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Genesys Download File',
		name: 'genesysDownloadFile',
		icon: { light: 'file:../genesys.svg', dark: 'file:../genesys.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle:
			'={{ $parameter["source"] === "address" ? $parameter["address"] : $parameter["documentId"] ? "document " + String($parameter["documentId"]).split("/attachments/").pop().split("?")[0] : "" }}',
		description: 'Download a file of a Genesys chat, by its document or by an address from an event',
		defaults: { name: 'Genesys Download File' },
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
		const settings = { defaults, properties };
		return await runItems(this, settings, async (fields) => await downloadFile(this, fields));
	}
}
