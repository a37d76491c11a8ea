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
import { createChatSession } from './createChatSession';
import { defaults, properties } from './properties';

/** Creates chat sessions. https://docs.superoffice.com/en/api/reference/restful/rest/ChatTopic/v1ChatTopic_CreateSession */
export class SuperOfficeCreateChatSession implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SuperOffice Create Chat Session',
		name: 'superOfficeCreateChatSession',
		icon: { light: 'file:../superOffice.svg', dark: 'file:../superOffice.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["topicId"] ? "topic " + $parameter["topicId"] : "" }}',
		description: 'Create a chat session on a topic of SuperOffice, with the data of its customer',
		defaults: { name: 'SuperOffice Create Chat Session' },
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
		return await runItems(this, settings, async (fields) => await createChatSession(this, fields));
	}
}
