import {
	type IExecuteFunctions,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { runItems } from '../../engine/items';
import { expertflowApiTest } from '../credentialTest';
import { conversationOf } from '../messages/header';
import { sendMessage } from './sendMessage';
import { defaults, properties } from './properties';

/** Sends what a customer says to bots and agents. https://docs.expertflow.com/cx/4.10/cim-messages */
export class ExpertflowSendMessage implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Expertflow Send Message',
		name: 'expertflowSendMessage',
		icon: { light: 'file:../expertflow.svg', dark: 'file:../expertflow.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ { PLAIN: "text", reply: "reply", LOCATION: "location", CONTACT: "contact", STICKER: "sticker", custom: "custom" }[$parameter["messageType"]] }}',
		description:
			'Send a text, reply, location, contact or sticker of a customer into an Expertflow conversation',
		defaults: { name: 'Expertflow Send Message' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'expertflowApi', required: true, testedBy: 'expertflowApiTest' }],
		properties,
	};

	methods = { credentialTest: { expertflowApiTest } };

	async execute(this: IExecuteFunctions) {
		const settings = { defaults, properties, lane: conversationOf };
		return await runItems(this, settings, async (fields) => await sendMessage(this, fields));
	}
}
