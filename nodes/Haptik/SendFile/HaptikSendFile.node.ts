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
import { sendFile } from './sendFile';

/** Sends files to a bot or agent in the name of a user. https://docs.haptik.ai/bot-as-an-api/how-to-send-file-to-haptik-using-api */
export class HaptikSendFile implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Haptik Send File',
		name: 'haptikSendFile',
		icon: { light: 'file:../haptik.svg', dark: 'file:../haptik.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ { auto: "image or document", image: "image", document: "document" }[$parameter["messageType"]] }}',
		description: 'Send an image or document to a Haptik bot or agent in the name of a user',
		defaults: { name: 'Haptik Send File' },
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
		return await runItems(this, settings, async (fields) => await sendFile(this, fields));
	}
}
