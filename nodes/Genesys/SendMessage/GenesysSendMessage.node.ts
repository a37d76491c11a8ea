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
import { searchChats } from '../search';
import { defaults, properties } from './properties';
import { sendMessage } from './sendMessage';

/** `SendMessage`, `SendUrl` and the two custom notices. https://docs.genesys.com/Documentation/GWS/latest/API/ChatSend */
export class GenesysSendMessage implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Genesys Send Message',
		name: 'genesysSendMessage',
		icon: { light: 'file:../genesys.svg', dark: 'file:../genesys.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ $parameter["content"] === "customNotice" ? "custom notice" : $parameter["content"] === "url" ? "URL" : "text" }}',
		description: 'Send a text, a URL or a custom notice to a Genesys chat',
		defaults: { name: 'Genesys Send Message' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'genesysWebServicesApi', required: true, testedBy: 'genesysWebServicesApiTest' }],
		properties,
	};

	methods = {
		credentialTest: { genesysWebServicesApiTest },
		listSearch: { searchChats },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const settings = { defaults, properties, lane: readChatId };
		return await runItems(this, settings, async (fields) => await sendMessage(this, fields));
	}
}
