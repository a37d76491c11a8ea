import {
	type IExecuteFunctions,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { callGearApiTest } from '../credentialTest';
import { listSearches } from '../search';
import { properties } from './properties';
import { searchColumns } from './searchColumns';
import { uploadAll } from '../uploads/run';
import { chats } from './uploadChats';

/** Stores finished conversations from elsewhere in CallGear. https://callgear.github.io/data_api/communication/upload_chats/ */
export class CallGearUploadChats implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CallGear Upload Chats',
		name: 'callGearUploadChats',
		icon: { light: 'file:../callGear.svg', dark: 'file:../callGear.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ { fields: "one chat per item", json: "chats as JSON", rows: "one row per message", export: "exports of another chat tool" }[$parameter["source"]] }}',
		description: 'Upload finished chats from another system to CallGear',
		defaults: { name: 'CallGear Upload Chats' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'callGearApi', required: true, testedBy: 'callGearApiTest' }],
		properties,
	};

	methods = { credentialTest: { callGearApiTest }, listSearch: { ...listSearches, searchColumns } };

	async execute(this: IExecuteFunctions) {
		return await uploadAll(this, chats);
	}
}
