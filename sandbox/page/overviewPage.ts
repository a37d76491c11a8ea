import type { RunningVendor } from '../vendor';
import { lastWords } from './chats';
import { credentialsPart } from './credentials';
import { documentOf, escape, live } from './html';
import { icon, numbers } from './vendorPage';

/** The page that leads to all running vendors. */
export function overviewPage(vendors: RunningVendor[], editor: string | undefined): string {
	const back = editor ? `<a href="${escape(editor)}">Back to n8n</a>` : '';
	return documentOf(
		'Vendor sandbox',
		'',
		`<nav>${back}<button type="button" data-delete="received" data-sure="Really start over with all?">Start over</button></nav>
<header class="top"><div><h1>Vendor sandbox</h1>
<p class="note">Five vendors as stand-ins on this machine: they take what the real ones take, and refuse what those refuse. Send them anything.</p></div></header>
<main class="vendors">${vendors.map(card).join('')}</main><p class="note"><a href="state.json">As JSON</a></p>`,
	);
}

function card(vendor: RunningVendor): string {
	const { name, title, url, store } = vendor;
	const page = `${url}/_sandbox/`;
	const [latest] = vendor.view().chats.filter(({ bubbles }) => bubbles.length > 0);
	const news = latest ? lastWords(latest) : '<p class="last">Nothing has arrived yet.</p>';
	return `<article class="vendor"><a class="open" href="${escape(page)}">${icon(page)}<h2>${escape(title)}</h2></a>
${live(`news-${name}`, `${news}<p class="note">${escape(numbers(store))}</p>`)}
<p><a href="${escape(page)}">Open the chats</a></p>
${credentialsPart(vendor)}</article>`;
}
