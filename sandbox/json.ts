/** Whether a text can hold half of a pair of UTF-16 units: in JSON that arrived as UTF-8 only as an escape. */
const ESCAPED_HALF = /\\u[dD]/;

const HALF = /\p{Surrogate}/u;

/** Reads JSON as the vendors' servers do: half a character has no form in UTF-8, in which they store it. @throws SyntaxError */
export function parseJson(text: string): unknown {
	if (!ESCAPED_HALF.test(text)) return JSON.parse(text);
	return JSON.parse(text, (key, value: unknown) => {
		if (HALF.test(key) || (typeof value === 'string' && HALF.test(value)))
			throw new SyntaxError('Half a character in a JSON text');
		return value;
	});
}
