import type { Held, Received } from '../store';
import { code, escape, table } from './html';

const SHOWN = 100;

/** Every request as it came in with its answer, newest first: for who wants to see what went over the line. */
export function callsPart(received: Received[]): string {
	if (received.length === 0) return '<p class="empty">No request yet.</p>';
	return table(['#', 'Request', 'Body', 'Answer'], received.slice(-SHOWN).reverse().map(callRow));
}

function callRow({ id, at, method, path, body, answer, fault }: Received): string[] {
	const mood = answer.status >= 200 && answer.status < 300 ? 'good' : 'bad';
	const struck = fault ? ` <span class="bad">fault: ${escape(fault)}</span>` : '';
	return [
		String(id),
		`<code>${escape(method)} ${escape(path)}</code><br><span class="note">${escape(at)}</span>`,
		code(body),
		`<span class="${mood}">${answer.status || 'none'}</span>${struck}${code(answer.body)}`,
	];
}

/** Everything that the vendor has accepted, newest first. */
export function heldPart(held: Held[]): string {
	if (held.length === 0) return '<p class="empty">Nothing yet.</p>';
	return table(
		['#', 'Kind', 'As it is kept', 'File'],
		held
			.slice(-SHOWN)
			.reverse()
			.map(({ id, kind, fact, file }) => [
				String(id),
				escape(kind),
				code(fact),
				file
					? `<a href="files/${escape(file.sha256)}">${escape(file.fileName ?? file.part)}</a><br>${file.size} bytes`
					: '',
			]),
	);
}
