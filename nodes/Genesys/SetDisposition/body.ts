import type { Fields } from '../../engine/fields';
import { given } from '../../engine/given';

/**
 * The body of `SetDisposition`. https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatSetDisposition
 *
 * @throws Failure when there is no disposition
 */
export function dispositionBody(fields: Fields) {
	return given({
		operationName: 'SetDisposition',
		disposition: fields.text('disposition'),
		dispositionKey: fields.collection('additionalFields').optionalText('dispositionKey'),
	});
}
