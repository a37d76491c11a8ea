import {
	type IExecuteFunctions,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { runItems } from '../../engine/items';
import { haptikApiTest } from '../credentialTest';
import { defaults, properties } from './properties';
import { enableWebhook } from './enableWebhook';

/** Switches webhooks on again. https://docs.haptik.ai/webhooks/re-enable-webhook */
export class HaptikEnableWebhook implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Haptik Enable Webhook',
		name: 'haptikEnableWebhook',
		icon: { light: 'file:../haptik.svg', dark: 'file:../haptik.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["businessId"] ? "business " + $parameter["businessId"] : "" }}',
		description: 'Switch a webhook on again that Haptik has switched off after failures',
		defaults: { name: 'Haptik Enable Webhook' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'haptikApi', required: true, testedBy: 'haptikApiTest' }],
		properties,
	};

	methods = { credentialTest: { haptikApiTest } };

	async execute(this: IExecuteFunctions) {
		const settings = { defaults, properties };
		return await runItems(this, settings, async (fields) => await enableWebhook(this, fields));
	}
}
