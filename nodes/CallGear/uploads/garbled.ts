import type { IDataObject } from 'n8n-workflow';

import type { Failure } from '../../engine/errors';

/** What is left of characters that were read in another encoding than they were written in, e.g. a file of Windows-1252 as UTF-8. */
const LEFT = /[\ufffd\u0080-\u0084\u0086-\u009f]/;

/** Whether a text shows that its file was read in the wrong encoding. */
export function isGarbled(text: unknown): boolean {
	return typeof text === 'string' && LEFT.test(text);
}

/** How to read the file in the right encoding. */
export const RIGHT_ENCODING =
	'Set Encoding in Extract From File to that of the file, e.g. Windows-1252, or save the file as UTF-8.';

/** The refusal of a value that stands in items of which characters were lost says so: that may be why. */
export function withEncoding(failure: Failure, items: IDataObject[]): Failure {
	const { field, remedy } = failure.facts;
	const told = field === undefined || remedy.includes(RIGHT_ENCODING);
	if (told || !items.some((json) => isGarbled(JSON.stringify(json)))) return failure;
	return failure.with({ remedy: `${remedy} Some characters of the item were lost. ${RIGHT_ENCODING}` });
}

/** A warning where characters of the texts were lost. */
export function lostCharacters(texts: IDataObject[]): string[] {
	const lost = texts.some((members) => Object.values(members).some(isGarbled));
	return lost ? [`Some characters of the texts were lost before they came here. ${RIGHT_ENCODING}`] : [];
}
