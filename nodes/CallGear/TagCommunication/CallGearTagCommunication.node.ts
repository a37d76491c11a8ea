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
import { tagCommunication } from './tagCommunication';
import { defaults, properties } from './properties';
import { readCommunication } from '../communication';
/** Sets or removes a tag of a communication. https://callgear.github.io/data_api/tag/set_tag_communications/ */
export class CallGearTagCommunication implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CallGear Tag Communication',
		name: 'callGearTagCommunication',
		icon: { light: 'file:../callGear.svg', dark: 'file:../callGear.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["change"] === "unset" ? "remove a tag" : "set a tag" }}',
		description: 'Set or remove a tag of a chat, call, goal or offline message in CallGear',
		defaults: { name: 'CallGear Tag Communication' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'callGearApi', required: true, testedBy: 'callGearApiTest' }],
		properties,
	};

	methods = { credentialTest: { callGearApiTest }, listSearch: listSearches };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const settings = { defaults, properties, lane: readCommunication };
		return await runItems(this, settings, async (fields) => await tagCommunication(this, fields));
	}
}
