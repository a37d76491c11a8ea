import {
	addressSecretField,
	checkAddressSecret,
	requireAddressSecret,
} from '../../nodes/engine/addressSecret';
import { Fields } from '../../nodes/engine/fields';
import { Refusal } from '../../nodes/engine/refusal';
import { failureOf } from '../support/failure';

const field = addressSecretField({});
const holding = (value: unknown) => Fields.of({ [field.name]: value }, [field]);

const refusalOf = (value: unknown) => {
	try {
		checkAddressSecret(holding(value));
	} catch (caught) {
		return caught;
	}
	throw new Error('Nothing was refused');
};

it.each(['a'.repeat(16), 'kq3-v8Wd_Zt61mLx0pRb'])('%j is a secret', (secret) => {
	expect(() => checkAddressSecret(holding(secret))).not.toThrow();
	expect(() => requireAddressSecret(holding(secret))).not.toThrow();
});

it.each<[unknown]>([
	[''],
	[undefined],
	['a'.repeat(15)],
	['a'.repeat(16) + '/'],
	['/' + 'a'.repeat(16)],
	['kq3 v8Wd Zt61mLx0pRb'],
	[1234567890123456],
])('%j is none: nothing is let in, and the flow is not published', (secret) => {
	const refusal = refusalOf(secret);
	expect(refusal).toBeInstanceOf(Refusal);
	expect(refusal).toMatchObject({ name: 'Refusal', status: 401, reason: 'noSecret' });
	expect((refusal as Refusal).message).toBe(
		'"Secret in the Address" of the node in n8n has to be at least 16 letters, digits, hyphens and underscores.',
	);
	expect(failureOf(() => requireAddressSecret(holding(secret)))).toMatchObject({
		message: '"Secret in the Address" is no secret',
		remedy: 'Enter at least 16 letters, digits, hyphens and underscores, made up for this node alone.',
		delivery: 'notSent',
	});
});
