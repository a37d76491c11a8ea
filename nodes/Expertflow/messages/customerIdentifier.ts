import { invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';

/** What people write between the digits of a phone number. */
const BETWEEN = /[\s\-.()/\u2010-\u2015]/g;
/** A trunk zero in brackets is dialled in some cases only. */
const TRUNK_ZERO = /\(\s*0\s*\)/;
/** A number with its country code, as channels know customers: no country code begins with 0. */
const INTERNATIONAL = /^[1-9]\d{4,14}$/;

/**
 * Who the customer is on the channel, in the form that is chosen for it.
 *
 * @throws Failure when it is empty, or is to be digits and is no phone number with its country code
 */
export function readCustomerIdentifier(fields: Fields): string {
	const identifier = fields.id('channelCustomerIdentifier');
	if (fields.optionalChoice('identifierFormat') !== 'digits') return identifier;
	const digits = identifier.replace(BETWEEN, '').replace(/^(\+|00)/, '');
	if (INTERNATIONAL.test(digits) && !TRUNK_ZERO.test(identifier)) return digits;
	throw invalidField(
		fields.label('channelCustomerIdentifier'),
		`holds "${identifier.slice(0, 60)}", which is no phone number with its country code`,
		`Write it like +49 1555 0001122. Where customers are no phone numbers, set "${fields.label('identifierFormat')}" to As It Stands.`,
	);
}
