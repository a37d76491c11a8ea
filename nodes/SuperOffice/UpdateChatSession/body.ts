import { invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { type Change, readSessionData } from '../sessionData';

/**
 * The changes of one item. https://docs.superoffice.com/en/api/reference/restful/rest/ChatSession/v1ChatSessionEntity_PatchChatSessionEntity
 *
 * @throws Failure when there are none, or one cannot be kept
 */
export function changesOf(fields: Fields): Change[] {
	const data = fields.collection('sessionData');
	const status = data.optionalChoice('status');
	const changes = readSessionData(data);
	if (status !== undefined) changes.push({ op: 'replace', path: 'Status', value: status });
	if (changes.length > 0) return changes;
	throw invalidField(
		fields.label('sessionData'),
		'is empty',
		'Add what is to be changed, or check that the expressions give values for this item.',
	);
}
