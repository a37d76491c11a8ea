import { invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { given } from '../../engine/given';
import { BEST, WORST } from './properties';

/** A user's rating. https://docs.haptik.ai/webhooks/send-feedback-to-haptik */
export interface Feedback {
	auth_id: string;
	business_id: number;
	query_resolved: boolean;
	query_rating: number;
	feedback?: string;
}

/** The feedback of one item. @throws Failure when a field cannot be sent as it is */
export function feedbackBody(fields: Fields, businessId: string): Feedback {
	return given({
		auth_id: fields.id('authId'),
		business_id: Number(businessId),
		query_resolved: isResolved(fields),
		query_rating: fields.whole('queryRating', { min: WORST, max: BEST }),
		feedback: fields.optionalText('feedback'),
	});
}

/** Haptik wants to be told; an expression that gives nothing says neither yes nor no. */
function isResolved(fields: Fields): boolean {
	const resolved = fields.flag('queryResolved');
	if (resolved !== undefined) return resolved;
	throw invalidField(
		fields.label('queryResolved'),
		'is empty',
		'Use true or false: check that its expression gives one of them for this item.',
	);
}
