import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { runItems } from '../../engine/items';
import { genesysWebServicesApiTest } from '../credentialTest';
import { readChatId } from '../fields';
import { searchChats } from '../search';
import { defaults, properties } from './properties';
import { updateUserData } from './updateUserData';

/** `AttachUserData`, `UpdateUserData` and `DeleteUserData`. https://enu.docs.genesys.com/Documentation/HTCC/latest/API/ChatUpdateUserData */
export class GenesysUpdateUserData implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Genesys Update User Data',
		name: 'genesysUpdateUserData',
		icon: { light: 'file:../genesys.svg', dark: 'file:../genesys.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ { AttachUserData: "attach", UpdateUserData: "update", DeleteUserData: "delete keys" }[$parameter["change"]] }}',
		description: 'Attach, update or delete the user data of a Genesys chat',
		defaults: { name: 'Genesys Update User Data' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'genesysWebServicesApi', required: true, testedBy: 'genesysWebServicesApiTest' }],
		properties,
	};

	methods = {
		credentialTest: { genesysWebServicesApiTest },
		listSearch: { searchChats },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const settings = { defaults, properties, lane: readChatId };
		return await runItems(this, settings, async (fields) => await updateUserData(this, fields));
	}
}
