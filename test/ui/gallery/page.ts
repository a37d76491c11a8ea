import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { PROJECT } from '../../../tools/runtime/paths';
import type { Shown } from '../editor/details';

const PAGE = join(PROJECT, 'docs/errors.md');
const QUOTE = /(?:^>.*\n)+/m;
const PICTURE = /!\[[^\]]+\]\(([^)\s]+)\)/g;

/** What the page of errors says about one mistake. */
export interface Entry {
	title: string;
	/** What the panel says, as it is quoted. */
	quote: string;
	/** Paths of the pictures, from `docs`. */
	pictures: string[];
}

/** The entries below the page's third-level headings. */
export function readEntries(): Entry[] {
	const [, ...parts] = readFileSync(PAGE, 'utf8').split(/^### /m);
	return parts.map((part) => ({
		title: part.slice(0, part.indexOf('\n')),
		quote: QUOTE.exec(part)?.[0] ?? '',
		pictures: [...part.matchAll(PICTURE)].map(([, path]) => path),
	}));
}

/** What the panel says, as the page quotes it. */
export function quoteOf({ message, description }: Shown): string {
	return `> **${message}**\n>\n> ${description.replace(/\n+/g, '\n>\n> ')}\n`;
}

/** Puts what the panel says into the page. */
export function writeQuote(title: string, quote: string): void {
	const parts = readFileSync(PAGE, 'utf8').split(/^(?=### )/m);
	const renewed = parts.map((part) => {
		if (!part.startsWith(`### ${title}\n`)) return part;
		return QUOTE.test(part) ? part.replace(QUOTE, () => quote) : part.replace('\n\n', () => `\n\n${quote}\n`);
	});
	writeFileSync(PAGE, renewed.join(''));
}
