import type { Fields } from '../../engine/fields';
import { requiredId } from '../values';

/**
 * The params of `create.communication_comment`. https://callgear.github.io/data_api/report_new/flat/create_communication_comment/
 *
 * @throws Failure when something is missing, or an ID is none
 */
export function commentParams(fields: Fields) {
	return {
		communication_id: requiredId(fields, 'communicationId'),
		communication_type: fields.choice('communicationType'),
		comment: fields.text('comment'),
	};
}
