import {
	type IExecuteFunctions,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { runItems } from '../../engine/items';
import { haptikApiTest } from '../credentialTest';
import { defaults, properties } from './properties';
import { upsertUser } from './upsertUser';

/** Registers users or updates them. https://docs.haptik.ai/bot-as-an-api/how-to-createupdate-a-haptik-user-using-api */
export class HaptikUpsertUser implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Haptik Upsert User',
		name: 'haptikUpsertUser',
		icon: { light: 'file:../haptik.svg', dark: 'file:../haptik.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ { register: "register or update", refuse: "update only" }[$parameter["whenUnknown"]] }}',
		description: 'Register a user at Haptik, or change what Haptik knows of one',
		defaults: { name: 'Haptik Upsert User' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'haptikApi', required: true, testedBy: 'haptikApiTest' }],
		properties,
	};

	methods = { credentialTest: { haptikApiTest } };

	async execute(this: IExecuteFunctions) {
		const lane = (fields: Fields) => fields.optionalId('authId');
		const settings = { defaults, properties, lane };
		return await runItems(this, settings, async (fields) => await upsertUser(this, fields));
	}
}
