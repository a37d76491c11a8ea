import {
	type IExecuteFunctions,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { runItems } from '../../engine/items';
import { expertflowApiTest } from '../credentialTest';
import { defaults, properties } from './properties';
import { uploadFileFromUrl } from './uploadFileFromUrl';

/** Lets the file engine fetch a file. https://docs.expertflow.com/cx/4.10/send-a-media-message */
export class ExpertflowUploadFileFromUrl implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Expertflow Upload File From URL',
		name: 'expertflowUploadFileFromUrl',
		icon: { light: 'file:../expertflow.svg', dark: 'file:../expertflow.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["sourceUrl"] }}',
		description:
			'Let the file engine of Expertflow fetch a file from an address and get its name and media URL',
		defaults: { name: 'Expertflow Upload File From URL' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'expertflowApi', required: true, testedBy: 'expertflowApiTest' }],
		properties,
	};

	methods = { credentialTest: { expertflowApiTest } };

	async execute(this: IExecuteFunctions) {
		return await runItems(
			this,
			{ defaults, properties },
			async (fields) => await uploadFileFromUrl(this, fields),
		);
	}
}
