import type { Target } from '../answers';
import { placeIn } from '../refusalPath';
import { type BuiltMessage, type IncomingMessage, MESSAGE_KEYS, USER_FIELD_KEYS } from './body';

/**
 * The place in which the user entered what a refusal of CallGear points at: a field, or a key of the JSON.
 *
 * @returns undefined when CallGear points at nothing that was entered
 */
export function labelOf(
	{ field, value }: Target,
	{ message }: IncomingMessage,
	{ userFields }: BuiltMessage,
): string | undefined {
	const [member, inner] = placeIn('offline_messages', field) ?? [];
	const ofMessage = MESSAGE_KEYS.find((key) => key === member);
	if (ofMessage) return message.label(ofMessage);
	const ofUserField = USER_FIELD_KEYS.find((key) => key === inner);
	if (member !== 'user_fields' || !ofUserField) return undefined;
	return userFields.find(({ body }) => body[ofUserField] === value)?.fields.label(ofUserField);
}
