import { unescape } from 'lodash';

/** Tags that end a line where a browser shows them. */
const LINE_END = /<(?:br|\/p|\/div|\/li|\/tr|\/h[1-6])\b[^<>]*>/gi;
/** A `<` before anything else than a name is a sign of the text. */
const TAG = /<\/?[a-z][^<>]*>/gi;
const NUMBERED = /&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi;
const LAST_CHARACTER = 0x10ffff;

function characterOf(entity: string, hex: string | undefined, decimal: string): string {
	const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
	return code > 0 && code <= LAST_CHARACTER ? String.fromCodePoint(code) : entity;
}

/** The text of a message as a reader sees it, in its lines: SuperOffice keeps messages as HTML. */
export function plainText(html: string): string {
	const decoded = html
		.replace(LINE_END, '\n')
		.replace(TAG, '')
		.replace(NUMBERED, characterOf)
		.replaceAll('&nbsp;', ' ');
	return unescape(decoded).trim();
}

/** The same on one line. */
export function onOneLine(html: string): string {
	return plainText(html).replace(/\s+/g, ' ');
}
