/** The name that a server gives to the file it sends. */

/** One parameter: its name, and its value in quotes, of which the second may be missing, or bare. */
const PARAMETER = /(?:^|;)\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)(?:"|$)|([^;]*))/gs;

/** A value with its character set and language (RFC 8187, 3.2). */
const EXTENDED = /^([^']*)'[^']*'(.*)/s;

/** Characters that order others, with which a name could be shown as another one, and those that do not belong into any. */
const UNSEEN = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Reads the file name in a `Content-Disposition` header (RFC 6266), as servers really write it: bare with spaces in it, without the second quote,
 * in UTF-8 where none is announced. A name that cannot be read is none; it never fails.
 *
 * @returns the last part where it is a path; undefined when there is no name, or one of dots only
 */
export function nameInDisposition(header = ''): string | undefined {
	const parameters = new Map<string, string>();
	for (const [, name, quoted, bare = ''] of header.matchAll(PARAMETER)) {
		// In quotes that do not end, an escape may have been cut in two
		const value = quoted?.replace(/\\(["\\])/g, '$1') ?? bare.replace(/^"(.*)\\$/s, '$1');
		if (!parameters.has(name.toLowerCase())) parameters.set(name.toLowerCase(), value);
	}
	const extended = parameters.get('filename*') ?? '';
	const plain = parameters.get('filename') ?? '';
	return fileName(decoded(extended)) ?? fileName(inUtf8(plain)) ?? fileName(encoded(extended));
}

/** An extended value in its characters; undefined when its bytes are none of its character set. */
function decoded(value: string): string | undefined {
	const parts = EXTENDED.exec(value);
	if (!parts) return undefined;
	const [, charset, text] = parts;
	try {
		if (/^utf-?8$/i.test(charset)) return decodeURIComponent(text);
		return /^iso-8859-1$/i.test(charset) ? unescapedBytes(text) : undefined;
	} catch {
		return undefined;
	}
}

function unescapedBytes(text: string): string {
	return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** An extended value as it stands, without what announces it. */
function encoded(value: string): string {
	return EXTENDED.exec(value)?.[2] ?? value;
}

/** Node reads headers byte by byte; a name whose bytes are UTF-8 was meant to be read as that. */
function inUtf8(value: string): string {
	if (/[^\0-\xff]/.test(value)) return value;
	const text = Buffer.from(value, 'latin1').toString('utf8');
	return text.includes('\ufffd') ? value : text;
}

function fileName(value: string | undefined): string | undefined {
	const name = value?.split(/[\\/]/).at(-1)?.replace(UNSEEN, '').trim() ?? '';
	return /^\.*$/.test(name) || /\p{Surrogate}/u.test(name) ? undefined : name;
}
