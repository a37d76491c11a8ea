import type { DateTime } from 'luxon';

import { invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { formatInZone, readInstant } from '../../engine/time';
import { optionalRecordId, quoted } from '../fields';
import { inStatuses } from '../statuses';

/** Times of a filter have no zone; the request says that they are in UTC. https://docs.superoffice.com/en/api/search/odata/datetime */
function whenRequested(filters: Fields, name: string, operator: string, zone: string): string[] {
	const value = filters.raw(name);
	if (value === undefined) return [];
	const instant: DateTime = readInstant(value, zone, filters.label(name));
	return [`whenRequested ${operator} '${formatInZone(instant, 'utc', "yyyy-MM-dd'T'HH:mm:ss")}'`];
}

function ofTopic(filters: Fields): string[] {
	const id = optionalRecordId(filters, 'topicId', 'the number of a topic, such as 3');
	return id === undefined ? [] : [`chatTopic/chatTopicId eq ${id}`];
}

/** Further conditions are joined to the others by "and", before which "or" would mean something else. */
function further(filters: Fields): string[] {
	const conditions = filters.optionalText('conditions')?.trim() ?? '';
	if (conditions === '') return [];
	const outside = conditions.replace(/'[^']*'/g, "''");
	if (/'/.test(outside.replaceAll("''", ''))) {
		throw invalidField(
			filters.label('conditions'),
			'has an apostrophe too many or too few',
			"A text stands between two of them; one inside a text is doubled, e.g. lastMessage contains 'where''s my parcel'.",
		);
	}
	if (/\bor\b/i.test(outside)) {
		throw invalidField(
			filters.label('conditions'),
			'joins conditions by "or"',
			'Only "and" is possible here: get both with two nodes, or filter the items afterwards.',
		);
	}
	return [conditions];
}

/**
 * What the sessions have to be like, in the words of SuperOffice's filters.
 * https://docs.superoffice.com/en/api/archive-providers/reference/chatsession
 *
 * @param zone the IANA zone of a time that names none
 * @throws Failure when a field holds what no filter can
 */
export function readConditions(filters: Fields, zone: string): string[] {
	const text = filters.optionalText('lastMessage')?.trim();
	const statuses = filters.choices('statuses');
	return [
		...(text ? [`lastMessage contains ${quoted(text)}`] : []),
		...(statuses.length > 0 ? [inStatuses(statuses)] : []),
		...ofTopic(filters),
		...whenRequested(filters, 'requestedAfter', 'afterTime', zone),
		...whenRequested(filters, 'requestedBefore', 'beforeTime', zone),
		...further(filters),
	];
}
