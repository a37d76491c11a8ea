/** A table. Its cells are Markdown: see `plain` for texts that are not. */
export function table(head: string[], rows: string[][]): string {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`.replace(/ {2,}(?=\|)/g, ' ');
	return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** A text of a description, in which nothing is meant as Markdown. n8n shows some of HTML in it, and so does Markdown. */
export function plain(text: string): string {
	return text.replace(/[\\*|[\]`]/g, '\\$&').replace(/\s*\n\s*/g, ' ');
}

/** A value as it is entered or sent. */
export function code(value: string): string {
	return `\`${value.replace(/\|/g, '\\|').replace(/\s*\n\s*/g, ' ')}\``;
}

/** Whole sentences of a text whose last full stop may be missing, as in descriptions of a single sentence. */
export function sentence(text: string): string {
	return text === '' || /[.!?]$/.test(text) ? text : `${text}.`;
}

/** `1, 2 or 3`. */
export function either(texts: string[]): string {
	if (texts.length < 2) return texts.join('');
	return `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`;
}

/** The anchor of a heading, as GitHub makes it. */
export function anchorOf(heading: string): string {
	return heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s_-]/gu, '')
		.trim()
		.replace(/\s/g, '-');
}
