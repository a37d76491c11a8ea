import {
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { poll } from '../../engine/poll';
import { callGearApiTest } from '../credentialTest';
import { listSearches } from '../search';
import { properties } from './properties';
import { pollingOf } from './trigger';

/** Starts a flow when a chat has begun, is over, was lost or has changed. https://callgear.github.io/data_api/report/get_chats_report/ */
export class CallGearTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CallGear Trigger',
		name: 'callGearTrigger',
		icon: { light: 'file:../callGear.svg', dark: 'file:../callGear.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the flow when a CallGear chat has begun, is over, was lost or has changed',
		defaults: { name: 'CallGear Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'callGearApi', required: true, testedBy: 'callGearApiTest' }],
		properties,
	};

	methods = { credentialTest: { callGearApiTest }, listSearch: listSearches };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this, pollingOf);
	}
}
