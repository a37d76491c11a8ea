import {
	type IExecuteFunctions,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { runItems } from '../../engine/items';
import { expertflowApiTest } from '../credentialTest';
import { conversationOf } from '../messages/header';
import { endChat } from './endChat';
import { defaults, properties } from './properties';

/** Ends a session because the customer has left. https://docs.expertflow.com/cx/4.10/intent */
export class ExpertflowEndChat implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Expertflow End Chat',
		name: 'expertflowEndChat',
		icon: { light: 'file:../expertflow.svg', dark: 'file:../expertflow.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ $parameter["channelCustomerIdentifier"] ? "of " + $parameter["channelCustomerIdentifier"] : "" }}',
		description: 'End the chat session of a customer in Expertflow',
		defaults: { name: 'Expertflow End Chat' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'expertflowApi', required: true, testedBy: 'expertflowApiTest' }],
		properties,
	};

	methods = { credentialTest: { expertflowApiTest } };

	async execute(this: IExecuteFunctions) {
		const settings = { defaults, properties, lane: conversationOf };
		return await runItems(this, settings, async (fields) => await endChat(this, fields));
	}
}
