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
import { readChatSessionId, shownFor } from '../fields';
import { searchAgents, searchChatSessions } from '../search';
import { transferChat } from './transferChat';
import { defaults, properties } from './properties';

/** Offers chat sessions to agents. https://docs.superoffice.com/en/api/reference/restful/rest/ChatSession/v1ChatSession_TransferTo */
export class SuperOfficeTransferChat implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SuperOffice Transfer Chat',
		name: 'superOfficeTransferChat',
		icon: { light: 'file:../superOffice.svg', dark: 'file:../superOffice.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["agentId"] ? "to " + $parameter["agentId"] : "" }}',
		description: 'Offer a chat in SuperOffice to another agent, who has to accept it',
		defaults: { name: 'SuperOffice Transfer Chat' },
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
		listSearch: { searchAgents, searchChatSessions },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const lane = (fields: Fields) => String(readChatSessionId(fields));
		const settings = { defaults, properties, lane };
		return await runItems(this, settings, async (fields) => await transferChat(this, fields));
	}
}
