import {
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { receive } from '../../engine/receive';
import { expertflowApiTest } from '../credentialTest';
import { acknowledged, SETUP } from './acknowledge';
import { checkHook } from './check';
import { properties } from './properties';
import { reception } from './reception';

/** The address that is entered as Provider Webhook, and that n8n shows. Expertflow calls what is below it. */
const ADDRESS = '={{ $parameter["addressSecret"] }}';

const hook = { httpMethod: 'POST', responseMode: 'onReceived', responseData: '' };

const ofMessages = {
	...hook,
	name: 'default',
	responseCode: '={{ $parameter["answer"] === "accepted" ? 202 : 200 }}',
} as const;

/** Starts a flow when a bot or an agent writes to a customer, or something happens in the session. https://docs.expertflow.com/cx/4.9/register-channel-connector */
export class ExpertflowTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Expertflow Trigger',
		name: 'expertflowTrigger',
		icon: { light: 'file:../expertflow.svg', dark: 'file:../expertflow.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter["events"].length > 3 ? $parameter["events"].length + " kinds of events" : $parameter["events"].join(", ").toLowerCase() }}',
		description:
			'Starts the flow when a bot or an agent writes to a customer, or something happens in Expertflow',
		defaults: { name: 'Expertflow Trigger' },
		eventTriggerDescription: 'Waiting for Expertflow to call the Test URL',
		activationMessage: 'Expertflow can call the Production URL of this node now.',
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'expertflowApi', required: true, testedBy: 'expertflowApiTest' }],
		webhooks: [
			{ ...ofMessages, path: ADDRESS },
			{ ...ofMessages, path: `${ADDRESS}/cim-messages`, ndvHideUrl: true },
			{ ...hook, name: SETUP, path: `${ADDRESS}/connector-configurations`, ndvHideUrl: true },
		],
		properties,
	};

	methods = { credentialTest: { expertflowApiTest } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions) {
				return await checkHook(this);
			},
			// Expertflow has no call for it: a person enters the address
			async create() {
				return true;
			},
			async delete() {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions) {
		return await acknowledged(this, await receive(this, reception));
	}
}
