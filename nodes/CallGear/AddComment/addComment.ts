import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { COMMUNICATION_PLACES } from '../communication';
import type { Hints } from '../meanings';
import { operate, readSuccess } from '../operation';
import { commentParams } from './body';
import { defaults } from './properties';

const noComponent = {
	remedy:
		'Comments need the component "Data API for configuration" beside the Data API: have it added under Rates and options.',
};

const hints: Hints = {
	method_component_disabled: noComponent,
	component_disabled: noComponent,
	entity_not_found: {
		remedy:
			'The communication is known by communication_id, not by the number of the chat, and by the right Communication Type.',
	},
};

/**
 * Adds a comment to a communication. https://callgear.github.io/data_api/report_new/flat/create_communication_comment/
 *
 * @throws Failure when a field cannot be used, CallGear refused, or nobody can tell
 */
export async function addComment(context: IExecuteFunctions, fields: Fields): Promise<INodeExecutionData> {
	const params = commentParams(fields);
	const method = 'create.communication_comment';
	const places = { ...COMMUNICATION_PLACES, comment: 'comment' };
	const read = readSuccess;
	await operate(context, fields, { defaults, method, params, places, effect: 'writes', hints, read });
	return { json: params };
}
