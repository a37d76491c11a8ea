import {
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { poll } from '../../engine/poll';
import { superOfficeApiTest, superOfficeSystemUserApiTest } from '../credentialTest';
import { shownFor } from '../fields';
import { searchTopics } from '../search';
import { pollingOf } from './pollingTrigger';
import { properties } from './properties';

/** Starts a flow when a chat begins, changes or gets a message, where no webhook can be had. https://docs.superoffice.com/en/api/archive-providers/reference/chatsession */
export class SuperOfficePollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SuperOffice Polling Trigger',
		name: 'superOfficePollingTrigger',
		icon: { light: 'file:../superOffice.svg', dark: 'file:../superOffice.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ").replaceAll("chatsession.", "") }}',
		description:
			'Asks SuperOffice at intervals, and starts the flow when a chat begins, changes its status or gets a message',
		defaults: { name: 'SuperOffice Polling Trigger' },
		polling: true,
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
		properties,
	};

	methods = {
		credentialTest: { superOfficeApiTest, superOfficeSystemUserApiTest },
		listSearch: { searchTopics },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this, pollingOf);
	}
}
