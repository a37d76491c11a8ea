import type { Fields } from '../../engine/fields';
import { given } from '../../engine/given';
import { readAgent } from '../fields';
import { readTextAlong } from '../textAlong';

/**
 * The body of `Transfer`, which takes exactly one target; what is empty stays out. An agent that was given by the ID has it in place of the URI.
 * https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatSingleStepTransfer
 *
 * @throws Failure when a field is missing or wrong
 */
export function transferBody(fields: Fields) {
	const toQueue = fields.choice('transferTo') === 'queue';
	return given({
		operationName: 'Transfer',
		targetUri: toQueue ? undefined : readAgent(fields),
		queueName: toQueue ? fields.id('queueName') : undefined,
		...readTextAlong(fields.collection('additionalFields')),
	});
}
