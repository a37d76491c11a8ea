import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { runItems } from '../../engine/items';
import { genesysWebServicesApiTest } from '../credentialTest';
import { searchChats, searchQueues } from '../search';
import { getChats } from './getChats';
import { defaults, properties } from './properties';

/** Gets the chats of the credential's agent. https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatAddAttachment */
export class GenesysGetChats implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Genesys Get Chats',
		name: 'genesysGetChats',
		icon: { light: 'file:../genesys.svg', dark: 'file:../genesys.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: '={{ $parameter["scope"] === "one" ? "one chat" : "all of the agent" }}',
		description:
			'Get the chats of a Genesys agent, with state, capabilities, participants, attachments and user data',
		defaults: { name: 'Genesys Get Chats' },
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
		const settings = { defaults, properties };
		return await runItems(this, settings, async (fields) => await getChats(this, fields));
	}
}
