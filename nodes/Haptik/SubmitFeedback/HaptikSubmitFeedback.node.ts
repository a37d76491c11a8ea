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
import { submitFeedback } from './submitFeedback';

/** Submits the ratings that users give. https://docs.haptik.ai/webhooks/send-feedback-to-haptik */
export class HaptikSubmitFeedback implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Haptik Submit Feedback',
		name: 'haptikSubmitFeedback',
		icon: { light: 'file:../haptik.svg', dark: 'file:../haptik.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["queryRating"] ? "rating " + $parameter["queryRating"] : "rating" }}',
		description: "Submit a user's rating of a conversation to Haptik",
		defaults: { name: 'Haptik Submit Feedback' },
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
		return await runItems(this, settings, async (fields) => await submitFeedback(this, fields));
	}
}
