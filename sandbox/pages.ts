import type { Held, Received } from './store';
import type { RunningVendor } from './vendor';

const STYLE = `
	body { font: 15px/1.5 system-ui, sans-serif; color: #1d2430; background: #f6f7f9; margin: 0 auto; max-width: 1100px; padding: 24px; }
	h1 { font-size: 24px; margin: 0 0 4px; } h2 { font-size: 17px; margin: 28px 0 8px; }
	a { color: #2257c4; } .quiet { color: #667085; }
	table { border-collapse: collapse; width: 100%; background: #fff; border: 1px solid #e2e5ea; border-radius: 8px; }
	th, td { text-align: left; padding: 8px 12px; border-top: 1px solid #e9ebef; vertical-align: top; }
	thead th { border-top: 0; color: #667085; font-weight: 600; }
	pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/1.45 ui-monospace, monospace; max-height: 220px; overflow: auto; }
	code { font: 13px ui-monospace, monospace; } .bad { color: #b42318; font-weight: 600; } .good { color: #067647; font-weight: 600; }`;
const SHOWN = 100;

/** Text made safe for HTML. */
export function escape(text: unknown): string {
	const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
	return String(text).replace(/[&<>"]/g, (character) => entities[character]);
}

/** A whole page. It reloads itself, unless something is typed into it. */
export function page(title: string, body: string, { reloads = true } = {}): string {
	const refresh = reloads ? '<meta http-equiv="refresh" content="3">' : '';
	return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">${refresh}
<title>${escape(title)}</title><style>${STYLE}</style></head><body>${body}</body></html>`;
}

/** A table; the cells are HTML. */
export function table(heads: string[], rows: string[][]): string {
	const cells = (tag: string, row: string[]) =>
		`<tr>${row.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
	return `<table><thead>${cells('th', heads)}</thead><tbody>${rows.map((row) => cells('td', row)).join('')}</tbody></table>`;
}

/** What one vendor received and holds, newest first. */
export function vendorPage({ title, url, store, faults, outbox }: RunningVendor): string {
	const received = store.requests().reverse();
	const held = store.held().reverse();
	return page(
		`${title} sandbox`,
		`<h1>${escape(title)}</h1>
<p class="quiet"><code>${escape(url)}</code> · ${received.length} requests · ${held.length} facts held ·
${faults.list().length} faults set · as JSON: <a href="received">received</a>, <a href="held">held</a>, <a href="faults">faults</a>${outbox ? ' · <a href="events/">Send an event</a>' : ''}</p>
<h2>Holds</h2>${held.length ? table(['#', 'Kind', 'Fact', 'File'], held.slice(0, SHOWN).map(heldRow)) : nothing('Nothing yet.')}
<h2>Received</h2>${
			received.length
				? table(['#', 'Request', 'Body', 'Answer'], received.slice(0, SHOWN).map(receivedRow))
				: nothing('No request yet.')
		}`,
	);
}

function heldRow({ id, kind, fact, file }: Held): string[] {
	const link =
		file && `<a href="files/${file.sha256}">${escape(file.fileName ?? file.part)}</a><br>${file.size} bytes`;
	return [String(id), escape(kind), json(fact), link ?? ''];
}

function receivedRow({ id, at, method, path, body, answer, fault }: Received): string[] {
	const mood = answer.status >= 200 && answer.status < 300 ? 'good' : 'bad';
	return [
		String(id),
		`<code>${escape(method)} ${escape(path)}</code><br><span class="quiet">${escape(at)}</span>`,
		json(body),
		`<span class="${mood}">${answer.status || 'none'}</span>${fault ? ` <span class="bad">fault: ${escape(fault)}</span>` : ''}${json(answer.body)}`,
	];
}

function json(value: unknown): string {
	if (value === undefined || value === null || value === '') return '';
	return `<pre>${escape(typeof value === 'string' ? value : JSON.stringify(value, null, 2))}</pre>`;
}

function nothing(text: string): string {
	return `<p class="quiet">${text}</p>`;
}
