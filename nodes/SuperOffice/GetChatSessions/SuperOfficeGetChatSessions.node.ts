import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { runItems } from '../../engine/items';
import { superOfficeApiTest, superOfficeSystemUserApiTest } from '../credentialTest';
import { shownFor } from '../fields';
import { searchTopics } from '../search';
import { getChatSessions } from './getChatSessions';
import { defaults, properties } from './properties';

/** Gets many chat sessions. https://docs.superoffice.com/en/api/archive-providers/reference/chatsession */
export class SuperOfficeGetChatSessions implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SuperOffice Get Chat Sessions',
		name: 'superOfficeGetChatSessions',
		icon: { light: 'file:../superOffice.svg', dark: 'file:../superOffice.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle:
			'={{ $parameter["returnAll"] ? "all" : $parameter["limit"] ? "up to " + $parameter["limit"] : "" }}',
		description: 'Get many chat sessions of SuperOffice, by status, topic, time and text',
		defaults: { name: 'SuperOffice Get Chat Sessions' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
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

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const settings = { defaults, properties };
		return await runItems(this, settings, async (fields) => await getChatSessions(this, fields));
	}
}
