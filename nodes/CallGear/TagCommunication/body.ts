import type { IDataObject } from 'n8n-workflow';

import { invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { requiredId } from '../values';

/** One of the two IDs is there. */
interface Tagging extends IDataObject {
	communication_id?: number;
	communication_ext_id?: string;
	communication_type: string;
	tag_id: number;
}

/**
 * The params of `set.tag_communications` and `unset.tag_communications`. https://callgear.github.io/data_api/tag/set_tag_communications/
 *
 * @throws Failure when something is missing, or an ID is none
 */
export function taggingParams(fields: Fields): Tagging {
	const communication_type = fields.choice('communicationType');
	const tag_id = requiredId(fields, 'tagId');
	if (fields.choice('findCommunicationBy') === 'id')
		return { communication_id: requiredId(fields, 'communicationId'), communication_type, tag_id };
	if (communication_type === 'goal') {
		throw invalidField(
			fields.label('findCommunicationBy'),
			'is "Own ID", and goals have none',
			"Find the goal by CallGear's number.",
		);
	}
	return { communication_ext_id: fields.id('communicationExtId'), communication_type, tag_id };
}
