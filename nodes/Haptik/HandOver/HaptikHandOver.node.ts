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
import { handOver } from './handOver';

/** Hands chats over to human agents. https://docs.haptik.ai/developer-guides/what-are-the-different-apis-that-can-be-used-on-conversation-studio */
export class HaptikHandOver implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Haptik Hand Over',
		name: 'haptikHandOver',
		icon: { light: 'file:../haptik.svg', dark: 'file:../haptik.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["teamName"] ? "to " + $parameter["teamName"] : "" }}',
		description: "Hand a user's chat over to a team of human agents at Haptik",
		defaults: { name: 'Haptik Hand Over' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'haptikApi', required: true, testedBy: 'haptikApiTest' }],
		properties,
	};

	methods = { credentialTest: { haptikApiTest } };

	async execute(this: IExecuteFunctions) {
		const lane = (fields: Fields) => fields.optionalId('userName');
		const settings = { defaults, properties, lane };
		return await runItems(this, settings, async (fields) => await handOver(this, fields));
	}
}
