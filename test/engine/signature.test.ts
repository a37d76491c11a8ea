import { createHmac } from 'node:crypto';

import { Refusal } from '../../nodes/engine/refusal';
import { checkSignature, isSame, type Signed, type Signing } from '../../nodes/engine/signature';

const SECRET = 'acme-signs-with-this';
const bytes = Buffer.from('{"event":"message"}');

const hexadecimal: Signing = {
	header: 'x-acme-signature',
	sign: (signed, secret) => createHmac('sha256', secret).update(signed).digest('hex'),
	hexadecimal: true,
	field: 'Signing Secret',
};
const inBase64: Signing = {
	...hexadecimal,
	sign: (signed, secret) => createHmac('sha256', secret).update(signed).digest('base64'),
	hexadecimal: false,
};

function refusalOf(signed: Partial<Signed>, signing = hexadecimal) {
	try {
		checkSignature({ bytes, given: signing.sign(bytes, SECRET), secret: SECRET, ...signed }, signing);
		return undefined;
	} catch (caught) {
		if (!(caught instanceof Refusal)) throw caught;
		const { status, reason, message } = caught;
		return { status, reason, message };
	}
}

const hex = hexadecimal.sign(bytes, SECRET);
const base64 = inBase64.sign(bytes, SECRET);

it.each([hex, hex.toUpperCase(), ` ${hex}\t`])(
	'lets pass what is signed in hexadecimal digits: %j',
	(given) => expect(refusalOf({ given })).toBeUndefined(),
);

it.each([base64, ` ${base64} `])('lets pass what is signed in Base64: %j', (given) =>
	expect(refusalOf({ given }, inBase64)).toBeUndefined(),
);

it('lets nothing pass while the secret is empty, whatever it is signed with', () => {
	expect(refusalOf({ secret: '', given: hexadecimal.sign(bytes, '') })).toEqual({
		status: 401,
		reason: 'noSecret',
		message: '"Signing Secret" of the credential in n8n is empty, so nothing can be checked.',
	});
});

it.each([undefined, '', ' ', [hex], 7])('lets nothing pass that is not signed: %j', (given) =>
	expect(refusalOf({ given })).toEqual({
		status: 401,
		reason: 'unsigned',
		message: 'The header x-acme-signature with the signature is missing.',
	}),
);

const WRONG = {
	status: 401,
	reason: 'wrongSignature',
	message: 'The signature does not fit: compare the secret with "Signing Secret" of the credential in n8n.',
};

it.each<[string, Partial<Signed>]>([
	['with another secret', { given: hexadecimal.sign(bytes, 'another') }],
	['over other bytes', { given: hexadecimal.sign(Buffer.from('{}'), SECRET) }],
	['in a part', { given: hex.slice(0, -1) }],
	['and more', { given: `${hex}0` }],
	['over nothing', { bytes: Buffer.alloc(0), given: hexadecimal.sign(Buffer.alloc(0), SECRET) }],
])('lets nothing pass that is signed %s', (_how, signed) => expect(refusalOf(signed)).toEqual(WRONG));

it('minds capitals in Base64', () =>
	expect(refusalOf({ given: base64.toLowerCase() }, inBase64)).toEqual(WRONG));

it.each([
	['', '', true],
	['a', 'a', true],
	['a', 'b', false],
	['a', '', false],
	['ä', 'ä', true],
	// As many characters, but not as many bytes
	['ä', 'a', false],
])('%j and %j are the same: %s', (one, other, same) => expect(isSame(one, other)).toBe(same));
