import type { Fields } from '../../engine/fields';
import { given } from '../../engine/given';
import { readOptionalQueueName } from '../fields';
import { readTextAlong } from '../textAlong';

/**
 * The body of `Complete` or `Leave`; what is empty stays out.
 * https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatComplete
 * https://docs.genesys.com/Documentation/HTCC/latest/API/ChatLeave
 *
 * @throws Failure when a field is wrong or does not go with the others
 */
export function endingBody(fields: Fields) {
	const operationName = fields.choice('ending');
	const additional = fields.collection('additionalFields');
	const along = readTextAlong(additional);
	if (operationName === 'Leave') return { operationName, ...along };
	return given({
		operationName,
		queueName: readOptionalQueueName(additional),
		saveLAR: additional.flag('saveLAR'),
		...along,
	});
}
