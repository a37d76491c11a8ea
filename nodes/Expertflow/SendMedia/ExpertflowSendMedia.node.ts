import {
	type IExecuteFunctions,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { runItems } from '../../engine/items';
import { expertflowApiTest } from '../credentialTest';
import { conversationOf } from '../messages/header';
import { defaults, properties } from './properties';
import { sendMedia } from './sendMedia';

/** Uploads a file and sends the message that refers to it. https://docs.expertflow.com/cx/4.10/send-a-media-message */
export class ExpertflowSendMedia implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Expertflow Send Media',
		name: 'expertflowSendMedia',
		icon: { light: 'file:../expertflow.svg', dark: 'file:../expertflow.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ $parameter["channelCustomerIdentifier"] ? "to " + $parameter["channelCustomerIdentifier"] : "" }}',
		description: 'Send an image, video, audio or file of a customer into an Expertflow conversation',
		defaults: { name: 'Expertflow Send Media' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'expertflowApi', required: true, testedBy: 'expertflowApiTest' }],
		properties,
	};

	methods = { credentialTest: { expertflowApiTest } };

	async execute(this: IExecuteFunctions) {
		const settings = { defaults, properties, lane: conversationOf };
		return await runItems(this, settings, async (fields) => await sendMedia(this, fields));
	}
}
