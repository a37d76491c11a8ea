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
import { getTranscript } from './getTranscript';
import { defaults, properties } from './properties';

/** Gets the transcript of a chat session. https://docs.superoffice.com/en/api/reference/restful/rest/ChatSession/v1ChatSession_GetTranscript */
export class SuperOfficeGetTranscript implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SuperOffice Get Transcript',
		name: 'superOfficeGetTranscript',
		icon: { light: 'file:../superOffice.svg', dark: 'file:../superOffice.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: sessionSubtitle,
		description: 'Get the transcript of a chat session that SuperOffice writes, as text or HTML',
		defaults: { name: 'SuperOffice Get Transcript' },
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
		return await runItems(this, settings, async (fields) => await getTranscript(this, fields));
	}
}
