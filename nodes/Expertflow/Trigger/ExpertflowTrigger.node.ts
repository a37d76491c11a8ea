import { toString } from 'lodash';
import {
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { type ByFields, byFields } from '../../engine/byFields';
import { receive } from '../../engine/receive';
import { expertflowApiTest } from '../credentialTest';
import { acknowledged, SETUP } from './acknowledge';
import { checkHook } from './check';
import { properties } from './properties';
import { reception } from './reception';

/** The address that is entered as Provider Webhook, and that n8n shows. Expertflow calls what is `below` it. */
const addressOf = (below = ''): ByFields => ({
	template: `={{ $parameter["addressSecret"] }}${below}`,
	resolve: ({ addressSecret }) => `${toString(addressSecret)}${below}`,
});

/** Expertflow takes either for an answer, as its connector is set. */
const responseCode: ByFields = {
	template: '={{ $parameter["answer"] === "accepted" ? 202 : 200 }}',
	resolve: ({ answer }) => (answer === 'accepted' ? 202 : 200),
};

const hook = { httpMethod: 'POST', responseMode: 'onReceived', responseData: '' };

const ofMessages = { ...hook, name: 'default' } as const;

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
			{ ...ofMessages, ...byFields({ path: addressOf(), responseCode }) },
			{ ...ofMessages, ...byFields({ path: addressOf('/cim-messages'), responseCode }), ndvHideUrl: true },
			{
				...hook,
				name: SETUP,
				...byFields({ path: addressOf('/connector-configurations') }),
				ndvHideUrl: true,
			},
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
