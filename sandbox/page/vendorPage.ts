import type { RunningVendor } from '../vendor';
import { callsPart, heldPart } from './calls';
import { chatsPart, listsPart } from './chats';
import { credentialsPart } from './credentials';
import { faultsPart } from './faults';
import { counted, documentOf, escape, folded, live, section } from './html';

type Section = (vendor: RunningVendor) => string;

/** The sections of a vendor's page, from the top: to add one is to add a line. */
const SECTIONS: Section[] = [
	(vendor) =>
		section(
			'Chats',
			'What has arrived, as the people at the vendor see it.',
			live('chats', chatsPart(vendor.view().chats)),
		),
	({ title, outbox }) =>
		outbox
			? section(
					'Send an event',
					`What ${title} tells your flow when somebody there does something.`,
					'<a class="button" href="events/">Send an event</a>',
				)
			: '',
	(vendor) =>
		section(
			'Credential',
			'What n8n asks for in the dialog of the credential, under the same names.',
			credentialsPart(vendor),
		),
	(vendor) =>
		vendor.view().lists.length === 0
			? ''
			: section('What is known here', '', live('lists', listsPart(vendor.view().lists))),
	(vendor) =>
		section(
			'Let something go wrong',
			'One click, and the next request meets it. See what your flow makes of it.',
			live('faults', faultsPart(vendor.faults)),
		),
	({ store }) =>
		section(
			'For those who look closer',
			'',
			live(
				'closer',
				folded('calls', `Requests and answers (${store.requests().length})`, callsPart(store.requests())) +
					folded('held', `Everything that is kept (${store.held().length})`, heldPart(store.held())),
			) +
				'<p class="note">As JSON: <a href="received">requests</a>, <a href="held">what is kept</a>, <a href="faults">faults</a></p>',
		),
];

/** The page of one vendor: what has arrived, what to fill into n8n, and what to try. */
export function vendorPage(vendor: RunningVendor): string {
	const { title, url, store, links } = vendor;
	const ways = [
		links.overview && `<a href="${escape(links.overview)}">All vendors</a>`,
		links.editor && `<a href="${escape(links.editor)}">Back to n8n</a>`,
	];
	return documentOf(
		`${title} sandbox`,
		'',
		`<nav>${ways.filter(Boolean).join('')}<button type="button" data-delete="received" data-sure="Really start over?">Start over</button></nav>
<header class="top">${icon('')}<div><h1>${escape(title)}</h1>
<p class="note">A stand-in for ${escape(title)} on this machine, at <code>${escape(url)}</code>.</p>${live('numbers', `<p class="note">${escape(numbers(store))}</p>`)}</div></header>
<main>${SECTIONS.map((part) => part(vendor)).join('')}</main>`,
	);
}

/** How much has come in, in words. */
export function numbers(store: RunningVendor['store']): string {
	return `${counted(store.requests().length, 'request')} so far`;
}

/** The vendor's icon in the theme of the page; `base` is where it is. */
export function icon(base: string): string {
	return `<picture><source media="(prefers-color-scheme: dark)" srcset="${escape(base)}icon.dark.svg"><img class="icon" src="${escape(base)}icon.svg" alt=""></picture>`;
}
