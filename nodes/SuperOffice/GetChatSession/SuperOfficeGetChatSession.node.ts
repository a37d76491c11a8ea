import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { runItems } from '../../engine/items';
import { superOfficeApiTest, superOfficeSystemUserApiTest } from '../credentialTest';
import { sessionSubtitle, shownFor } from '../fields';
import { searchChatSessions } from '../search';
import { getChatSession } from './getChatSession';
import { defaults, properties } from './properties';

/** Gets one chat session. https://docs.superoffice.com/en/api/reference/restful/rest/ChatSession/v1ChatSessionEntity_GetChatSessionEntity */
export class SuperOfficeGetChatSession implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SuperOffice Get Chat Session',
		name: 'superOfficeGetChatSession',
		icon: { light: 'file:../superOffice.svg', dark: 'file:../superOffice.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: sessionSubtitle,
		description: 'Get one chat session of SuperOffice: its customer, agent, status, and what it is about',
		defaults: { name: 'SuperOffice Get Chat Session' },
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
		listSearch: { searchChatSessions },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const settings = { defaults, properties };
		return await runItems(this, settings, async (fields) => await getChatSession(this, fields));
	}
}
