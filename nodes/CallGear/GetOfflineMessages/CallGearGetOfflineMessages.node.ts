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
import { getOfflineMessages } from './getOfflineMessages';
import { defaults, properties } from './properties';

/** Gets many offline messages. https://callgear.github.io/data_api/report/get_offline_messages_report/ */
export class CallGearGetOfflineMessages implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CallGear Get Offline Messages',
		name: 'callGearGetOfflineMessages',
		icon: { light: 'file:../callGear.svg', dark: 'file:../callGear.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle:
			'={{ $parameter["returnAll"] ? "all" : $parameter["limit"] ? "up to " + $parameter["limit"] : "" }}',
		description: 'Get many offline messages of CallGear, by time, status, site and form',
		defaults: { name: 'CallGear Get Offline Messages' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'callGearApi', required: true, testedBy: 'callGearApiTest' }],
		properties,
	};

	methods = { credentialTest: { callGearApiTest }, listSearch: listSearches };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const settings = { defaults, properties };
		return await runItems(this, settings, async (fields) => await getOfflineMessages(this, fields));
	}
}
