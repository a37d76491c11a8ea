import {
	type IExecuteFunctions,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { runItems } from '../../engine/items';
import { expertflowApiTest } from '../credentialTest';
import { defaults, properties } from './properties';
import { downloadFile } from './downloadFile';

/** Downloads a stored file. https://docs.expertflow.com/cx/4.10/cim-media-messages */
export class ExpertflowDownloadFile implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Expertflow Download File',
		name: 'expertflowDownloadFile',
		icon: { light: 'file:../expertflow.svg', dark: 'file:../expertflow.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: '={{ $parameter["storedName"] || $parameter["mediaUrl"] || "" }}',
		description: 'Download a file that Expertflow stores, by its name or media URL',
		defaults: { name: 'Expertflow Download File' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'expertflowApi', required: true, testedBy: 'expertflowApiTest' }],
		properties,
	};

	methods = { credentialTest: { expertflowApiTest } };

	async execute(this: IExecuteFunctions) {
		return await runItems(this, { defaults, properties }, async (fields) => await downloadFile(this, fields));
	}
}
