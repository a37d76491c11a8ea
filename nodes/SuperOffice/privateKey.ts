import {
	createPrivateKey,
	createPublicKey,
	type JsonWebKeyInput,
	type KeyObject,
	sign,
	verify,
} from 'node:crypto';

import { type Failure, invalidField } from '../engine/errors';
import { typedText } from '../engine/typed';

/** The elements of .NET's XML form, and the same in a JSON Web Key. https://www.rfc-editor.org/rfc/rfc7518#section-6.3 */
const PARTS = {
	Modulus: 'n',
	Exponent: 'e',
	D: 'd',
	P: 'p',
	Q: 'q',
	DP: 'dp',
	DQ: 'dq',
	InverseQ: 'qi',
};
const PUBLIC_PARTS = /<(Modulus|Exponent)>[^<]*<\/\1>/g;

/** However it was pasted: n8n's password fields have one line, so line breaks come as spaces or `\n`. */
function pastedText(value: unknown): string {
	return typedText(value).replaceAll('\\n', '\n');
}

/**
 * Reads an RSA private key: in PEM, or in the XML form `<RSAKeyValue>` in which SuperOffice's Developer Portal gives it.
 * https://docs.superoffice.com/en/developer-portal/getting-started/quickstart
 *
 * @throws Failure when it is none
 */
export function readPrivateKey(value: unknown): KeyObject {
	const pasted = pastedText(value);
	const key = pasted.includes('<RSAKeyValue>') ? keyOfXml(pasted) : keyOfPem(pasted);
	if (key?.asymmetricKeyType === 'rsa' && signs(key)) return key;
	throw unusable(
		'is not a private RSA key in PEM or XML form',
		'Paste the whole file, unencrypted: from -----BEGIN to KEY-----, or from <RSAKeyValue> to </RSAKeyValue>.',
	);
}

/** Whether the parts of a key belong to each other, which is not looked at when it is read. */
function signs(key: KeyObject): boolean {
	const sample = Buffer.from('sample');
	try {
		return verify('sha256', sample, createPublicKey(key), sign('sha256', sample, key));
	} catch {
		return false;
	}
}

function unusable(problem: string, remedy: string): Failure {
	return invalidField('Private Key', problem, remedy);
}

function imported(key: string | JsonWebKeyInput): KeyObject | undefined {
	try {
		return createPrivateKey(key);
	} catch {
		return undefined;
	}
}

function keyOfPem(pasted: string): KeyObject | undefined {
	const [, kind, content] = /-----BEGIN ([A-Z ]+)-----([^-]+)-----END \1-----/.exec(pasted) ?? [];
	const lines = content?.replace(/\s+/g, '').match(/.{1,64}/g) ?? [];
	return imported(`-----BEGIN ${kind}-----\n${lines.join('\n')}\n-----END ${kind}-----\n`);
}

function keyOfXml(pasted: string): KeyObject | undefined {
	const parts = Object.entries(PARTS).map(([element, part]) => {
		const base64 = new RegExp(`<${element}>([^<]*)</${element}>`).exec(pasted)?.[1];
		return [part, base64 && Buffer.from(base64, 'base64').toString('base64url')];
	});
	const key: Record<string, string | undefined> = { kty: 'RSA', ...Object.fromEntries(parts) };
	if (key.n !== undefined && key.d === undefined) {
		throw unusable(
			'holds only the public half of a key',
			'The private half has an element <D> as well. If it is lost, make a new pair in the SuperOffice Developer Portal.',
		);
	}
	return imported({ key, format: 'jwk' });
}

/** What of a key nothing may show: its lines or elements, without its frame and public parts. */
export function privateKeySecrets(value: unknown): string[] {
	return pastedText(value)
		.replace(PUBLIC_PARTS, ' ')
		.split(/<[^<>]*>|\s+/)
		.filter((part) => !/^-----|^PRIVATE$|KEY-----$/.test(part));
}
