import {
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { receive } from '../../engine/receive';
import { superOfficeApiTest, superOfficeSystemUserApiTest } from '../credentialTest';
import { shownFor } from '../fields';
import { searchTopics } from '../search';
import { properties } from './properties';
import { reception } from './reception';
import { checkExists, create, remove } from './register';

/** Starts a flow when a chat begins, changes or gets a message. https://docs.superoffice.com/en/automation/webhook/reference/chat-events */
export class SuperOfficeTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SuperOffice Trigger',
		name: 'superOfficeTrigger',
		icon: { light: 'file:../superOffice.svg', dark: 'file:../superOffice.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ").replaceAll("chatsession.", "") }}',
		description: 'Starts the flow when a chat in SuperOffice begins, changes its status or gets a message',
		defaults: { name: 'SuperOffice Trigger' },
		eventTriggerDescription: 'Waiting for SuperOffice to call the Test URL',
		activationMessage: 'SuperOffice can call the Production URL of this node now.',
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		// The tests of two are functions; for OAuth2 n8n takes only a request, which is in the credential itself
		credentials: [
			{ name: 'superOfficeOAuth2Api', required: true, displayOptions: shownFor('oAuth2') },
			{
				name: 'superOfficeSystemUserApi',
				required: true,
				testedBy: 'superOfficeSystemUserApiTest',
				displayOptions: shownFor('systemUser'),
			},
			{
				name: 'superOfficeApi',
				required: true,
				testedBy: 'superOfficeApiTest',
				displayOptions: shownFor('onsite'),
			},
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				path: 'superoffice',
				responseMode: 'onReceived',
				responseData: '',
			},
		],
		properties,
	};

	methods = {
		credentialTest: { superOfficeApiTest, superOfficeSystemUserApiTest },
		listSearch: { searchTopics },
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions) {
				return await checkExists(this);
			},
			async create(this: IHookFunctions) {
				return await create(this);
			},
			async delete(this: IHookFunctions) {
				return await remove(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions) {
		return await receive(this, reception);
	}
}
