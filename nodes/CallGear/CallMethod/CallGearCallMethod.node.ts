import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { runItems } from '../../engine/items';
import { callGearApiTest } from '../credentialTest';
import { listSearches } from '../search';
import { onlyReads, readMethod } from './body';
import { callMethod } from './callMethod';
import { defaults, properties } from './properties';

/** Calls any method of the Data API. https://callgear.github.io/data_api/ */
export class CallGearCallMethod implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CallGear Call Method',
		name: 'callGearCallMethod',
		icon: { light: 'file:../callGear.svg', dark: 'file:../callGear.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["method"] }}',
		description: 'Call any method of the CallGear Data API with params of your own',
		defaults: { name: 'CallGear Call Method' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'callGearApi', required: true, testedBy: 'callGearApiTest' }],
		properties,
	};

	methods = { credentialTest: { callGearApiTest }, listSearch: listSearches };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		// What a method changes, the next one may build on
		const lane = (fields: Fields) => (onlyReads(readMethod(fields)) ? undefined : 'changes');
		const settings = { defaults, properties, lane };
		return await runItems(this, settings, async (fields) => await callMethod(this, fields));
	}
}
