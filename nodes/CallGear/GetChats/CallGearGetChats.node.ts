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
import { getChats } from './getChats';
import { defaults, properties } from './properties';

/** Gets many chats. https://callgear.github.io/data_api/report/get_chats_report/ */
export class CallGearGetChats implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CallGear Get Chats',
		name: 'callGearGetChats',
		icon: { light: 'file:../callGear.svg', dark: 'file:../callGear.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle:
			'={{ $parameter["returnAll"] ? "all" : $parameter["limit"] ? "up to " + $parameter["limit"] : "" }}',
		description: 'Get many chats of CallGear, by time, status, site, employee and channel',
		defaults: { name: 'CallGear Get Chats' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'callGearApi', required: true, testedBy: 'callGearApiTest' }],
		properties,
	};

	methods = { credentialTest: { callGearApiTest }, listSearch: listSearches };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const settings = { defaults, properties };
		return await runItems(this, settings, async (fields) => await getChats(this, fields));
	}
}
