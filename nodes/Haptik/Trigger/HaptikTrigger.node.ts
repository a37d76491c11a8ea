import {
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { receive } from '../../engine/receive';
import { haptikApiTest } from '../credentialTest';
import { checkHaptikHook, pathOf } from '../incoming';
import { properties } from './properties';
import { reception } from './reception';
import { checkWishes } from './wants';

/** Starts a flow when a bot or an agent writes to a user, or a chat changes hands or ends. https://docs.haptik.ai/webhooks/webhook-payload */
export class HaptikTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Haptik Trigger',
		name: 'haptikTrigger',
		icon: { light: 'file:../haptik.svg', dark: 'file:../haptik.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ").replaceAll("webhook_", "").replaceAll("_", " ") }}',
		description: 'Starts the flow when a Haptik bot or agent writes, or a chat is handed over or ends',
		defaults: { name: 'Haptik Trigger' },
		eventTriggerDescription: 'Waiting for Haptik to call the Test URL',
		activationMessage: 'Haptik can call the Production URL of this node now.',
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'haptikApi', required: true, testedBy: 'haptikApiTest' }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				...pathOf('haptik'),
				responseMode: 'onReceived',
				responseData: '',
			},
		],
		properties,
	};

	methods = { credentialTest: { haptikApiTest } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions) {
				return await checkHaptikHook(this, properties, checkWishes);
			},
			// Haptik has no call for it: a person enters the address
			async create() {
				return true;
			},
			async delete() {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions) {
		return await receive(this, reception);
	}
}
