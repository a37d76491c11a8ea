import {
	type IExecuteFunctions,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { runItems } from '../../engine/items';
import { haptikApiTest } from '../credentialTest';
import { defaults, properties } from './properties';
import { sendMessage } from './sendMessage';

/** Sends a text to a bot or agent in the name of a user. https://docs.haptik.ai/bot-as-an-api/how-to-send-message-to-haptik-using-api */
export class HaptikSendMessage implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Haptik Send Message',
		name: 'haptikSendMessage',
		icon: { light: 'file:../haptik.svg', dark: 'file:../haptik.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ { text: "text", button: "picked button" }[$parameter["source"]] }}',
		description: 'Send a text or a picked button to a Haptik bot or agent in the name of a user',
		defaults: { name: 'Haptik Send Message' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'haptikApi', required: true, testedBy: 'haptikApiTest' }],
		properties,
	};

	methods = { credentialTest: { haptikApiTest } };

	async execute(this: IExecuteFunctions) {
		const lane = (fields: Fields) => fields.optionalId('authId');
		const settings = { defaults, properties, lane };
		return await runItems(this, settings, async (fields) => await sendMessage(this, fields));
	}
}
