import { posix } from 'node:path';

import manifest from '../../package.json';

/** A text of the pack, with the name of another package in place of the pack's. */
export function renamed(text: string, name: string): string {
	return text.replaceAll(manifest.name, name);
}

const LINK = /\]\(([^)\s:#]+)(#[^)\s]*)?\)/g;

/** The files that a page links to, by their paths from the project's root. */
export function linkedFiles(page: string, markdown: string): string[] {
	return [...markdown.matchAll(LINK)].map(([, path]) => posix.join(posix.dirname(page), path));
}

/** A page whose links to files that do not come along lead to where the whole pack lives. */
export function relinked(page: string, markdown: string, kept: Set<string>): string {
	return markdown.replace(LINK, (link, path: string, anchor = '') => {
		const file = posix.join(posix.dirname(page), path);
		const known = kept.has(file) || [...kept].some((each) => each.startsWith(`${file}/`));
		return known ? link : `](${manifest.homepage}/blob/main/${file}${anchor})`;
	});
}

/** A table without the rows whose first link leads to a file that does not come along. */
export function ownRows(page: string, markdown: string, kept: Set<string>): string {
	return markdown
		.split('\n')
		.filter((line) => {
			const [first] = line.startsWith('| [') ? linkedFiles(page, line) : [];
			return first === undefined || kept.has(first);
		})
		.join('\n');
}

/** The part of a page below a heading, without the heading, up to the next one that is not below it. @throws an Error when it is not there */
export function section(markdown: string, heading: string): string {
	const level = /^#+/.exec(heading)?.[0].length ?? 0;
	const [, after] = `\n${markdown}`.split(`\n${heading}\n`);
	if (after === undefined) throw new Error(`There is no "${heading}"`);
	return after.split(new RegExp(`^#{1,${level}} `, 'm'))[0].trim();
}
