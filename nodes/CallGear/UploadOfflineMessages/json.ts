import { Findings } from '../uploads/findings';
import { listIn, membersOf, objectIn, oneEach, refuseUnknown } from '../uploads/jsonMembers';
import { wireFields } from '../uploads/wireFields';
import { type IncomingMessage, MESSAGE_KEYS, USER_FIELD_KEYS } from './body';

/**
 * The offline message that a JSON object in CallGear's own words describes.
 *
 * @param value the object, as the field gives it
 * @param field the field's display name
 * @throws Failure for what is no offline message; members that CallGear does not know are found: it would refuse them
 */
export function messageOfJson(value: unknown, field: string): IncomingMessage {
	const message = objectIn(value, field, oneEach('offline message'));
	const findings = new Findings();
	findings.of('message', () => refuseUnknown(message, [...MESSAGE_KEYS, 'user_fields'], field));
	const place = `${field} > user_fields`;
	const entries =
		findings.of('user_fields', () => listIn(message.user_fields ?? undefined, place, 'fields')) ?? [];
	const userFields = entries.map((entry, index) =>
		findings.of('user_fields', () => userFieldOfJson(entry, `${place} ${index + 1}`)),
	);
	return {
		message: wireFields(membersOf(message, MESSAGE_KEYS, field)),
		userFields: userFields.filter((userField) => userField !== undefined),
		findings,
	};
}

function userFieldOfJson(value: unknown, field: string) {
	const userField = objectIn(value, field, `Give an object with ${USER_FIELD_KEYS.join(' and ')}.`);
	refuseUnknown(userField, USER_FIELD_KEYS, field);
	return wireFields(membersOf(userField, USER_FIELD_KEYS, field));
}
