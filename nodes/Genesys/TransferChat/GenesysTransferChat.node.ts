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
import { searchAgents, searchChats, searchQueues } from '../search';
import { defaults, properties } from './properties';
import { transferChat } from './transferChat';

/** `Transfer`: the agent of the credential loses the chat. https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatSingleStepTransfer */
export class GenesysTransferChat implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Genesys Transfer Chat',
		name: 'genesysTransferChat',
		icon: { light: 'file:../genesys.svg', dark: 'file:../genesys.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ $parameter["transferTo"] === "queue" ? "to queue " + $parameter["queueName"] : "to an agent" }}',
		description: 'Transfer a Genesys chat to an agent or a queue',
		defaults: { name: 'Genesys Transfer Chat' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'genesysWebServicesApi', required: true, testedBy: 'genesysWebServicesApiTest' }],
		properties,
	};

	methods = {
		credentialTest: { genesysWebServicesApiTest },
		listSearch: { searchAgents, searchChats, searchQueues },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const settings = { defaults, properties, lane: readChatId };
		return await runItems(this, settings, async (fields) => await transferChat(this, fields));
	}
}
