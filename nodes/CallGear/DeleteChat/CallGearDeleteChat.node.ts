import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { runItems } from '../../engine/items';
import { callGearApiTest } from '../credentialTest';
import { listSearches } from '../search';
import { deleteChat } from './deleteChat';
import { defaults, properties } from './properties';

/** Deletes a chat that was uploaded. https://callgear.github.io/data_api/communication/delete_chats/ */
export class CallGearDeleteChat implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CallGear Delete Chat',
		name: 'callGearDeleteChat',
		icon: { light: 'file:../callGear.svg', dark: 'file:../callGear.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: 'uploaded chats only',
		description: 'Delete a chat that was uploaded to CallGear',
		defaults: { name: 'CallGear Delete Chat' },
		// What is deleted is gone: no model may decide it
		usableAsTool: undefined,

		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'callGearApi', required: true, testedBy: 'callGearApiTest' }],
		properties,
	};

	methods = { credentialTest: { callGearApiTest }, listSearch: listSearches };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const settings = { defaults, properties };
		return await runItems(this, settings, async (fields) => await deleteChat(this, fields));
	}
}
