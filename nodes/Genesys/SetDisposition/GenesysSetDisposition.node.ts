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
import { setDisposition } from './setDisposition';

/** `SetDisposition`: how a chat has ended, for reports. https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatSetDisposition */
export class GenesysSetDisposition implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Genesys Set Disposition',
		name: 'genesysSetDisposition',
		icon: { light: 'file:../genesys.svg', dark: 'file:../genesys.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["disposition"] }}',
		description: 'Set the disposition code of a Genesys chat',
		defaults: { name: 'Genesys Set Disposition' },
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
		return await runItems(this, settings, async (fields) => await setDisposition(this, fields));
	}
}
