import { invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { readInstant } from '../../engine/time';
import { optionalRecordId, quoted } from '../fields';
import { ofTopic, whenRequested } from '../sessionRow';
import { inStatuses } from '../statuses';

function requested(
	filters: Fields,
	name: string,
	operator: 'afterTime' | 'beforeTime',
	zone: string,
): string[] {
	const value = filters.raw(name);
	return value === undefined ? [] : [whenRequested(operator, readInstant(value, zone, filters.label(name)))];
}

function ofOneTopic(filters: Fields): string[] {
	const id = optionalRecordId(filters, 'topicId', 'the number of a topic, such as 3');
	return id === undefined ? [] : [ofTopic(id)];
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
		...ofOneTopic(filters),
		...requested(filters, 'requestedAfter', 'afterTime', zone),
		...requested(filters, 'requestedBefore', 'beforeTime', zone),
		...further(filters),
	];
}
