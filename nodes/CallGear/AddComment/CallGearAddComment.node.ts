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
import { addComment } from './addComment';
import { defaults, properties } from './properties';
import { readCommunication } from '../communication';
/** Adds a comment to a communication. https://callgear.github.io/data_api/report_new/flat/create_communication_comment/ */
export class CallGearAddComment implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CallGear Add Comment',
		name: 'callGearAddComment',
		icon: { light: 'file:../callGear.svg', dark: 'file:../callGear.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["communicationType"].replaceAll("_", " ") }}',
		description: 'Add a comment to a chat, call, email or offline message in CallGear',
		defaults: { name: 'CallGear Add Comment' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'callGearApi', required: true, testedBy: 'callGearApiTest' }],
		properties,
	};

	methods = { credentialTest: { callGearApiTest }, listSearch: listSearches };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const settings = { defaults, properties, lane: readCommunication };
		return await runItems(this, settings, async (fields) => await addComment(this, fields));
	}
}
