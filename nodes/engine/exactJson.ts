/** JSON whose long whole numbers keep every digit. */

/** Texts, which may hold digits as well, and numbers. A text that does not end is one as well: it would be searched anew from each of its characters. */
const TEXT_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Fewer digits are never rounded. */
const LONG = /\d{16}/;

const WHOLE = /^-?\d+$/;

/**
 * Reads a JSON text. JavaScript rounds whole numbers beyond 2^53, which would make another ID of an ID: those are given as text.
 *
 * @throws SyntaxError when it is no JSON
 */
export function parseExactly(text: string): unknown {
	const value = JSON.parse(text) as unknown;
	if (!LONG.test(text)) return value;
	return JSON.parse(text.replace(TEXT_OR_NUMBER, exactly));
}

function exactly(piece: string): string {
	return WHOLE.test(piece) && !Number.isSafeInteger(Number(piece)) ? `"${piece}"` : piece;
}
