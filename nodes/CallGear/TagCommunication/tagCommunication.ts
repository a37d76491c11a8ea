import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { COMMUNICATION_PLACES } from '../communication';
import type { Hints } from '../meanings';
import { operate, readNothing } from '../operation';
import { taggingParams } from './body';
import { defaults } from './properties';

const hints: Hints = {
	forbidden: {
		remedy:
			'The user of the key needs the right to edit tags: give it to that user, or use the key of another one.',
	},
	entity_not_found: {
		remedy:
			'Choose the tag from the list. The communication is known by communication_id, not by the number of the chat, and by the right Communication Type.',
	},
	duplicate_entity: { remedy: 'It has the tag already.' },
};

/**
 * Sets or removes a tag of a communication. https://callgear.github.io/data_api/tag/set_tag_communications/
 *
 * @throws Failure when a field cannot be used, CallGear refused, or nobody can tell
 */
export async function tagCommunication(
	context: IExecuteFunctions,
	fields: Fields,
): Promise<INodeExecutionData> {
	const change = fields.choice('change');
	const params = taggingParams(fields);
	const method = `${change}.tag_communications`;
	const places = { ...COMMUNICATION_PLACES, tag_id: 'tagId' };
	const read = readNothing;
	await operate(context, fields, { defaults, method, params, places, effect: 'writes', hints, read });
	return { json: { change, ...params } };
}
