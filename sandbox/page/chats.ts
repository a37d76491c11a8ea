import type { Bubble, ShownChat, ShownFile, ShownList } from '../view';
import { escape, table } from './html';

const SHOWN = 40;

/** The chats as a person sees them; of very many the first. */
export function chatsPart(chats: ShownChat[]): string {
	if (chats.length === 0)
		return '<p class="empty">Nothing has arrived yet. Run a flow, and it shows here.</p>';
	const more = chats.length > SHOWN ? `<p class="note">… and ${chats.length - SHOWN} more</p>` : '';
	return `<div class="chats">${chats.slice(0, SHOWN).map(chatCard).join('')}</div>${more}`;
}

function chatCard({ title, about, bubbles }: ShownChat): string {
	const tags = about.map(escape).join(' · ');
	const talk = bubbles.map(bubbleOf).join('') || '<p class="empty">No message yet.</p>';
	return `<article class="chat"><header><h3>${escape(title)}</h3><div class="tags">${tags}</div></header>${talk}</article>`;
}

function bubbleOf({ side, by, at, text, file }: Bubble): string {
	const who = [by, at].filter((part) => part !== undefined).map(escape);
	const words = text ? `<div class="text">${escape(text)}</div>` : '';
	const line = who.length > 0 ? `<div class="who">${who.join(' · ')}</div>` : '';
	return `<div class="bubble ${side}">${file ? fileOf(file) : ''}${words}${line}</div>`;
}

function fileOf({ name, size, sha256, picture }: ShownFile): string {
	const about = `${escape(name)}${size === undefined ? '' : ` <span class="size">${sizeOf(size)}</span>`}`;
	if (sha256 === undefined) return `<div class="file">${about}</div>`;
	const address = `files/${escape(sha256)}`;
	const shown = picture ? `<img src="${address}" alt="${escape(name)}" loading="lazy">` : '';
	return `<a class="file" href="${address}" download="${escape(name)}">${shown}${about}</a>`;
}

function sizeOf(bytes: number): string {
	return bytes < 1000 ? `${bytes} bytes` : `${(bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0)} kB`;
}

/** The last words of a chat, for a page that has little room. */
export function lastWords({ title, bubbles }: ShownChat): string {
	const last = bubbles[bubbles.length - 1];
	const words = [last?.file?.name, last?.text].filter(Boolean).join(' · ');
	return `<p class="last"><b>${escape(title)}</b> ${escape(words)}</p>`;
}

/** What the vendor knows, such as employees and sites; of very many the first. */
export function listsPart(lists: ShownList[]): string {
	return `<div class="chats">${lists.map(listCard).join('')}</div>`;
}

function listCard({ title, heads, rows }: ShownList): string {
	const shown = rows.slice(0, SHOWN).map((row) => row.map(escape));
	const more = rows.length > SHOWN ? `<p class="note">… and ${rows.length - SHOWN} more</p>` : '';
	const content = rows.length === 0 ? '<p class="empty">None yet.</p>' : table(heads, shown);
	return `<article class="list"><h3>${escape(title)}</h3>${content}${more}</article>`;
}
