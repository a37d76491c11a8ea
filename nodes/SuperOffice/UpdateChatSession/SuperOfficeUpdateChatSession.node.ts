import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { runItems } from '../../engine/items';
import { superOfficeApiTest, superOfficeSystemUserApiTest } from '../credentialTest';
import { readChatSessionId, sessionSubtitle, shownFor } from '../fields';
import { searchChatSessions } from '../search';
import { updateChatSession } from './updateChatSession';
import { defaults, properties } from './properties';

/** Changes chat sessions. https://docs.superoffice.com/en/api/reference/restful/rest/ChatSession/v1ChatSessionEntity_PatchChatSessionEntity */
export class SuperOfficeUpdateChatSession implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SuperOffice Update Chat Session',
		name: 'superOfficeUpdateChatSession',
		icon: { light: 'file:../superOffice.svg', dark: 'file:../superOffice.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: sessionSubtitle,
		description: 'Update a chat session in SuperOffice: link it, set the data of its customer or its status',
		defaults: { name: 'SuperOffice Update Chat Session' },
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
		const lane = (fields: Fields) => String(readChatSessionId(fields));
		const settings = { defaults, properties, lane };
		return await runItems(this, settings, async (fields) => await updateChatSession(this, fields));
	}
}
