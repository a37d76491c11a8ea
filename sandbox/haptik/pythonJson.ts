/** JSON as Haptik's Python writes it: a space after `:` and `,`, and everything beyond ASCII as an escape. Who writes it anew gets other bytes. */
export function pythonJson(value: object): Buffer {
	const text = JSON.stringify(value, null, 1)
		.replace(/([[{])\n\s*/g, '$1')
		.replace(/\n\s*([\]}])/g, '$1')
		.replace(/,\n\s*/g, ', ')
		.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
	return Buffer.from(text);
}
