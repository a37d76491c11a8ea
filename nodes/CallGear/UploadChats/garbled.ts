/** What is left of characters that were read in another encoding than they were written in, e.g. a file of Windows-1252 as UTF-8. */
const LEFT = /[\ufffd\u0080-\u0084\u0086-\u009f]/;

/** Whether a text shows that its file was read in the wrong encoding. */
export function isGarbled(text: unknown): boolean {
	return typeof text === 'string' && LEFT.test(text);
}

/** How to read the file in the right encoding. */
export const RIGHT_ENCODING =
	'Set Encoding in Extract From File to that of the file, e.g. Windows-1252, or save the file as UTF-8.';
