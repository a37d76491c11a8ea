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
import { searchChats, searchQueues } from '../search';
import { defaults, properties } from './properties';
import { completeChat } from './completeChat';

/** `Complete` and `Leave`. https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatComplete */
export class GenesysCompleteChat implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Genesys Complete Chat',
		name: 'genesysCompleteChat',
		icon: { light: 'file:../genesys.svg', dark: 'file:../genesys.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["ending"] === "Leave" ? "leave" : "complete" }}',
		description: 'Complete or leave a Genesys chat',
		defaults: { name: 'Genesys Complete Chat' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'genesysWebServicesApi', required: true, testedBy: 'genesysWebServicesApiTest' }],
		properties,
	};

	methods = {
		credentialTest: { genesysWebServicesApiTest },
		listSearch: { searchChats, searchQueues },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const settings = { defaults, properties, lane: readChatId };
		return await runItems(this, settings, async (fields) => await completeChat(this, fields));
	}
}
