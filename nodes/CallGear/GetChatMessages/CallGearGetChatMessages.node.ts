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
import { getChatMessages } from './getChatMessages';
import { defaults, properties } from './properties';

/** Gets the messages of chats. https://callgear.github.io/data_api/report/get_chat_messages_report/ */
export class CallGearGetChatMessages implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CallGear Get Chat Messages',
		name: 'callGearGetChatMessages',
		icon: { light: 'file:../callGear.svg', dark: 'file:../callGear.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: '={{ $parameter["scope"] === "chats" ? "of chats" : "of a period" }}',
		description: 'Get the messages of CallGear chats, or of a period',
		defaults: { name: 'CallGear Get Chat Messages' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'callGearApi', required: true, testedBy: 'callGearApiTest' }],
		properties,
	};

	methods = { credentialTest: { callGearApiTest }, listSearch: listSearches };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const settings = { defaults, properties };
		return await runItems(this, settings, async (fields) => await getChatMessages(this, fields));
	}
}
