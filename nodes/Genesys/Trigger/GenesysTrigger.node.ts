import {
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { listen } from '../../engine/listen';
import { VENDOR } from '../answers';
import { CREDENTIAL, loginOf } from '../account';
import { genesysWebServicesApiTest } from '../credentialTest';
import { properties } from './properties';
import { readWishes } from './wishes';

/** Starts a flow when something happens in a chat of the agent. https://enu.docs.genesys.com/Documentation/GWS/8.5.2/API/AsynchronousEvents */
export class GenesysTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Genesys Trigger',
		name: 'genesysTrigger',
		icon: { light: 'file:../genesys.svg', dark: 'file:../genesys.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter["channels"].includes("/v2/me/chats") ? $parameter["events"].join(", ") : $parameter["channels"].join(", ") }}',
		description: 'Starts the flow when a customer writes in a Genesys chat, or a chat changes',
		defaults: { name: 'Genesys Trigger' },
		eventTriggerDescription: 'Waiting for Genesys to tell of an event',
		activationMessage: 'The node listens to Genesys now; events of the agent start the flow.',
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'genesysWebServicesApi', required: true, testedBy: 'genesysWebServicesApiTest' }],
		properties,
	};

	methods = { credentialTest: { genesysWebServicesApiTest } };

	async trigger(this: ITriggerFunctions) {
		return await listen(this, {
			vendor: VENDOR,
			credential: CREDENTIAL,
			account: (credentials) => [credentials.baseUrl, loginOf(credentials).username],
			properties,
			read: readWishes,
		});
	}
}
