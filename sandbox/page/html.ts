/** Text made safe for HTML. */
export function escape(text: unknown): string {
	const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
	return String(text).replace(/[&<>"]/g, (character) => entities[character]);
}

/** A whole page; its parts keep themselves up to date. `base` is where its style and script are. */
export function documentOf(title: string, base: string, body: string): string {
	return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${escape(title)}</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="${base}page.css"><script src="${base}page.js" defer></script></head>
<body>${body}</body></html>`;
}

/** A part of a page that is shown anew when the server has something else to say in it. */
export function live(id: string, html: string): string {
	return `<div data-part="${id}">${html}</div>`;
}

/** A part that opens on a click, and stays open when it is shown anew. */
export function folded(id: string, title: string, html: string): string {
	return `<details id="${id}"><summary>${escape(title)}</summary>${html}</details>`;
}

/** A heading with what belongs to it. */
export function section(title: string, note: string, html: string): string {
	return `<section><h2>${escape(title)}</h2>${note === '' ? '' : `<p class="note">${escape(note)}</p>`}${html}</section>`;
}

/** A table; the cells are HTML. */
export function table(heads: string[], rows: string[][]): string {
	const cells = (tag: string, row: string[]) =>
		`<tr>${row.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
	const body = rows.map((row) => cells('td', row)).join('');
	return `<div class="scroll"><table><thead>${cells('th', heads.map(escape))}</thead><tbody>${body}</tbody></table></div>`;
}

/** A value as JSON or text; nothing for none. */
export function code(value: unknown): string {
	if (value === undefined || value === null || value === '') return '';
	return `<pre>${escape(typeof value === 'string' ? value : JSON.stringify(value, null, 2))}</pre>`;
}

/** "1 chat", "2 chats" */
export function counted(count: number, what: string): string {
	return `${count} ${what}${count === 1 ? '' : 's'}`;
}
