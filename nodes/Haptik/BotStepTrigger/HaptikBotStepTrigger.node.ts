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

/** Lets a flow answer in the middle of a bot's dialogue. https://docs.haptik.ai/bot-builder/integrations/integrating-apis */
export class HaptikBotStepTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Haptik Bot Step Trigger',
		name: 'haptikBotStepTrigger',
		icon: { light: 'file:../haptik.svg', dark: 'file:../haptik.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["fallback"] ? "answers, with a fallback" : "answers" }}',
		description: 'Starts the flow when a step of a Haptik bot asks it; the last node gives the answer',
		defaults: { name: 'Haptik Bot Step Trigger' },
		eventTriggerDescription: 'Waiting for a step of the bot to call the Test URL',
		activationMessage: 'A step of the bot can call the Production URL of this node now.',
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'haptikApi', required: true, testedBy: 'haptikApiTest' }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				...pathOf('haptik-step'),
				responseMode: 'lastNode',
				responseData: 'allEntries',
			},
		],
		properties,
	};

	methods = { credentialTest: { haptikApiTest } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions) {
				return await checkHaptikHook(this, properties);
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
