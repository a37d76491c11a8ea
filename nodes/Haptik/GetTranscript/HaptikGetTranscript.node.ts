import {
	type IExecuteFunctions,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { runItems } from '../../engine/items';
import { haptikApiTest } from '../credentialTest';
import { defaults, properties } from './properties';
import { getTranscript } from './getTranscript';

/** Reads what was said in conversations. https://docs.haptik.ai/developer-guides/what-are-the-different-apis-that-can-be-used-on-conversation-studio */
export class HaptikGetTranscript implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Haptik Get Transcript',
		name: 'haptikGetTranscript',
		icon: { light: 'file:../haptik.svg', dark: 'file:../haptik.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: '={{ { json: "messages", text: "text" }[$parameter["responseType"]] }}',
		description: 'Get the messages of a conversation from Haptik',
		defaults: { name: 'Haptik Get Transcript' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'haptikApi', required: true, testedBy: 'haptikApiTest' }],
		properties,
	};

	methods = { credentialTest: { haptikApiTest } };

	async execute(this: IExecuteFunctions) {
		const settings = { defaults, properties };
		return await runItems(this, settings, async (fields) => await getTranscript(this, fields));
	}
}
