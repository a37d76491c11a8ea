import {
	type IExecuteFunctions,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { callGearApiTest } from '../credentialTest';
import { listSearches } from '../search';
import { uploadAll } from '../uploads/run';
import { properties } from './properties';
import { offlineMessages } from './uploadOfflineMessages';

/** Stores messages that were left elsewhere in CallGear. https://callgear.github.io/data_api/communication/upload_offline_messages/ */
export class CallGearUploadOfflineMessages implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CallGear Upload Offline Messages',
		name: 'callGearUploadOfflineMessages',
		icon: { light: 'file:../callGear.svg', dark: 'file:../callGear.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ { fields: "one offline message per item", json: "offline messages as JSON" }[$parameter["source"]] }}',
		description: 'Upload offline messages, such as entries of a form, from another system to CallGear',
		defaults: { name: 'CallGear Upload Offline Messages' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'callGearApi', required: true, testedBy: 'callGearApiTest' }],
		properties,
	};

	methods = { credentialTest: { callGearApiTest }, listSearch: listSearches };

	async execute(this: IExecuteFunctions) {
		return await uploadAll(this, offlineMessages);
	}
}
