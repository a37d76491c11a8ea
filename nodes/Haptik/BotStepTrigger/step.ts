import { createHash } from 'node:crypto';
import { mapValues } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { VendorEvent } from '../../engine/eventItem';
import { given } from '../../engine/given';
import { objectIn, textIn, withoutEmpty } from '../../engine/told';

/** Haptik's name for the question of a step. */
const QUESTION = 'API_INTEGRATION';

/**
 * Reads what a step of a bot asks. It tells no text of the user, but the entities that the bot has found in it.
 * https://docs.haptik.ai/bot-builder/integrations/integration-parameters
 *
 * @returns one event; none where the body asks nothing
 */
export function readStep(body: unknown): VendorEvent[] {
	const told = objectIn(body);
	if (told.event !== QUESTION) return [];
	const user = objectIn(told.user);
	const person = textIn(user.auth_id) ?? textIn(user.user_name) ?? textIn(user.user_id);
	return [
		{
			...given({
				eventKey: `${QUESTION} ${createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 32)}`,
				event: QUESTION,
				conversationId: person,
				sender: given({ type: 'customer', id: textIn(user.auth_id), name: textIn(user.full_name) } as const),
			}),
			isOwn: false,
			more: withoutEmpty({
				authId: textIn(user.auth_id),
				userName: textIn(user.user_name),
				userId: textIn(user.user_id),
				languageCode: user.language_code,
				node: told.node,
				conversationNo: told.conversation_no,
				values: mapValues(objectIn(told.entities), firstValue),
				entities: told.entities,
				conversationDetails: told.conversation_details,
				userDetails: told.user_details,
				envVariables: told.env_variables,
			}),
			raw: body,
		},
	];
}

/** Of all that the bot has found for an entity, the first. */
function firstValue(found: unknown): unknown {
	const [first] = [found].flat() as unknown[];
	return objectIn(first as IDataObject).entity_value ?? null;
}
