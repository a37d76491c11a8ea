/** Bytes as base64 text, or refused as something else. */

/** Bytes in a text, with the type that a `data:` address gives them. */
export interface TextBytes {
	bytes: Buffer;
	mimeType?: string;
}

const DATA_ADDRESS = /^data:([^,]{0,500}),/i;

/** Of either alphabet: https://www.rfc-editor.org/rfc/rfc4648 */
const FOREIGN = /[^A-Za-z0-9+/_-]/;

/**
 * The bytes of a base64 text, standard or URL-safe, with padding or without, in one line or many, also in a `data:` address.
 *
 * @returns undefined when the text is none
 */
export function bytesOfBase64(text: string): TextBytes | undefined {
	const trimmed = text.trim();
	const address = DATA_ADDRESS.exec(trimmed);
	if (!address) return decoded(trimmed);
	const [type, ...parameters] = address[1].split(';').map((part) => part.trim());
	if (parameters.pop()?.toLowerCase() !== 'base64') return undefined;
	const read = decoded(trimmed.slice(address[0].length));
	return read && type !== '' ? { ...read, mimeType: type } : read;
}

function decoded(text: string): TextBytes | undefined {
	const line = text.replace(/[\r\n]+/g, '');
	const digits = line.replace(/={1,2}$/, '');
	const padded = digits.length < line.length;
	// Four characters hold three bytes: one alone holds none, and padding fills four
	const whole = padded ? line.length % 4 === 0 : digits.length % 4 !== 1;
	return whole && !FOREIGN.test(digits) ? { bytes: Buffer.from(digits, 'base64') } : undefined;
}
