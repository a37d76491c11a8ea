import { unescape } from 'lodash';

/** Tags, whose place a space takes. A `<` before anything else than a name is a sign of the text. */
const TAG = /<\/?[a-z][^<>]*>/gi;
const NUMBERED = /&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi;
const LAST_CHARACTER = 0x10ffff;

function characterOf(entity: string, hex: string | undefined, decimal: string): string {
	const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
	return code > 0 && code <= LAST_CHARACTER ? String.fromCodePoint(code) : entity;
}

/** The text of a message as a reader sees it, on one line: SuperOffice keeps messages as HTML. */
export function plainText(html: string): string {
	const decoded = html.replace(TAG, ' ').replace(NUMBERED, characterOf).replaceAll('&nbsp;', ' ');
	return unescape(decoded).replace(/\s+/g, ' ').trim();
}
