import {
	type IExecuteFunctions,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { runItems } from '../../engine/items';
import { expertflowApiTest } from '../credentialTest';
import { conversationOf } from '../messages/header';
import { sendReceipt } from './sendReceipt';
import { defaults, properties } from './properties';

/** Tells what became of a message of an agent or bot, or that the customer types. https://docs.expertflow.com/cx/4.10/delivery-notification-message */
export class ExpertflowSendReceipt implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Expertflow Send Receipt',
		name: 'expertflowSendReceipt',
		icon: { light: 'file:../expertflow.svg', dark: 'file:../expertflow.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["receipt"].toLowerCase().replace("_", " ") }}',
		description: 'Tell Expertflow that a message was delivered, read or failed, or that the customer types',
		defaults: { name: 'Expertflow Send Receipt' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'expertflowApi', required: true, testedBy: 'expertflowApiTest' }],
		properties,
	};

	methods = { credentialTest: { expertflowApiTest } };

	async execute(this: IExecuteFunctions) {
		const settings = { defaults, properties, lane: conversationOf };
		return await runItems(this, settings, async (fields) => await sendReceipt(this, fields));
	}
}
