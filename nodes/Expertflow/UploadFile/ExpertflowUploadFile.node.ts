import {
	type IExecuteFunctions,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { runItems } from '../../engine/items';
import { expertflowApiTest } from '../credentialTest';
import { defaults, properties } from './properties';
import { uploadFile } from './uploadFile';

/** Uploads a file as a stream. https://docs.expertflow.com/cx/4.10/send-a-media-message */
export class ExpertflowUploadFile implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Expertflow Upload File',
		name: 'expertflowUploadFile',
		icon: { light: 'file:../expertflow.svg', dark: 'file:../expertflow.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["binaryField"] }}',
		description: 'Upload a file to the file engine of Expertflow and get its name and media URL',
		defaults: { name: 'Expertflow Upload File' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'expertflowApi', required: true, testedBy: 'expertflowApiTest' }],
		properties,
	};

	methods = { credentialTest: { expertflowApiTest } };

	async execute(this: IExecuteFunctions) {
		return await runItems(this, { defaults, properties }, async (fields) => await uploadFile(this, fields));
	}
}
