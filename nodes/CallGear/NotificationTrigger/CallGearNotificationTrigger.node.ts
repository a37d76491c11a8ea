import {
	type ICredentialDataDecryptedObject,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { checkedAtActivation } from '../../engine/activation';
import { requireAddressSecret } from '../../engine/addressSecret';
import { byFields } from '../../engine/byFields';
import { Fields } from '../../engine/fields';
import { checkReachable } from '../../engine/reachable';
import { receive } from '../../engine/receive';
import { apiUrlOf, CREDENTIAL } from '../account';
import { VENDOR } from '../answers';
import { callGearApiTest } from '../credentialTest';
import { properties } from './properties';
import { reception } from './reception';
import { checkWishes } from './wants';

/** Starts a flow when CallGear sends an HTTP notification. https://callgear.github.io/data_api/report_new/flat/get_notifications/ */
export class CallGearNotificationTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CallGear Notification Trigger',
		name: 'callGearNotificationTrigger',
		icon: { light: 'file:../callGear.svg', dark: 'file:../callGear.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ").replaceAll("_", " ") }}',
		description:
			'Starts the flow when CallGear sends an HTTP notification of a chat, call or offline message',
		defaults: { name: 'CallGear Notification Trigger' },
		eventTriggerDescription: 'Waiting for CallGear to call the Test URL',
		activationMessage: 'CallGear can call the Production URL of this node now.',
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		// Notifications need no key: with a credential, a CallGear in the own network is known by its address
		credentials: [{ name: 'callGearApi', required: false, testedBy: 'callGearApiTest' }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				...byFields({
					path: {
						template: '={{ "callgear/" + $parameter["addressSecret"] }}',
						resolve: ({ addressSecret }) => `callgear/${String(addressSecret)}`,
					},
				}),
				responseMode: 'onReceived',
				responseData: '',
			},
		],
		properties,
	};

	methods = { credentialTest: { callGearApiTest } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions) {
				return await checkedAtActivation(this, async () => {
					const fields = Fields.ofNode(this, properties);
					requireAddressSecret(fields);
					checkWishes(fields);
					const chosen = this.getNode().credentials?.[CREDENTIAL] !== undefined;
					const credentials = chosen
						? await this.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL)
						: { host: 'com' };
					checkReachable(this.getNodeWebhookUrl('default'), {
						vendor: VENDOR,
						url: apiUrlOf(credentials),
					});
				});
			},
			// CallGear has no call for it: a person enters the address
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
