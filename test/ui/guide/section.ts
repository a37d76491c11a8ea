import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { PROJECT } from '../../../tools/runtime/paths';

/** One numbered step of a section. */
export interface Step {
	/** What the reader is told to do: its first paragraph. What is indented below it explains, and is not an order. */
	orders: string;
	/** Commands below it, to be run in a terminal. */
	commands: string[];
	/** Pictures below it, as paths from `docs`: they show the screen after the step, those named `-dark` in n8n's dark theme. */
	pictures: string[];
}

const PICTURE = /(?:!\[[^\]]+\]\(|\bsrc="|\bsrcset=")(images\/[\w-]+\.png)[)"]/g;
const COMMAND = /^ *```bash\n([^]*?)^ *```$/gm;

function sectionOf(page: string, heading: string): string {
	const text = readFileSync(join(PROJECT, 'docs', page), 'utf8');
	const [, section] = text.split(`\n## ${heading}\n`);
	if (section === undefined) throw new Error(`docs/${page} has no section "${heading}"`);
	return section.split(/^## /m)[0];
}

const firsts = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, first]) => first);

/**
 * Reads the numbered steps of a page's section.
 * @throws an Error when the page has no such section, or its steps are not numbered 1, 2, 3 …
 */
export function readSteps(page: string, heading: string): Step[] {
	const [, ...parts] = sectionOf(page, heading).split(/^(?=\d+\. )/m);
	if (parts.length === 0 || parts.some((part, index) => !part.startsWith(`${index + 1}. `)))
		throw new Error(`docs/${page}: the steps of "${heading}" are not numbered 1, 2, 3`);
	return parts.map((part) => ({
		orders: part
			.slice(part.indexOf(' '))
			.split(/\n\s*\n/)[0]
			.replace(/\s+/g, ' ')
			.trim(),
		commands: firsts(part, COMMAND),
		pictures: firsts(part, PICTURE),
	}));
}
