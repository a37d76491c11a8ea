import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { PROJECT } from '../../../tools/runtime/paths';

/** The heading of the section that a newcomer follows, on the page of every vendor. */
export const HEADING = 'First message in five minutes';

/** One numbered step of the section. */
export interface Step {
	number: number;
	/** What the reader is told to do; what is indented below it explains, and is not an order. */
	orders: string;
	/** Pictures below the step, as paths from `docs`: they show the screen after it. */
	pictures: string[];
}

const STEP = /^(\d+)\. (.*)$/;
const PICTURE = /^\s+!\[[^\]]+\]\(([^)\s]+)\)\s*$/;

function sectionOf(page: string, text: string): string[] {
	const lines = text.split('\n');
	const start = lines.indexOf(`## ${HEADING}`);
	if (start < 0) throw new Error(`docs/${page} has no section "${HEADING}"`);
	const rest = lines.slice(start + 1);
	const end = rest.findIndex((line) => line.startsWith('## '));
	return end < 0 ? rest : rest.slice(0, end);
}

/**
 * Reads the numbered steps of a page's section. A step's orders are its first paragraph.
 * @throws an Error when the page has no such section, or its steps are not numbered 1, 2, 3 …
 */
export function readSteps(page: string): Step[] {
	const steps: Step[] = [];
	let ordersGoOn = false;
	for (const line of sectionOf(page, readFileSync(join(PROJECT, 'docs', page), 'utf8'))) {
		const step = STEP.exec(line);
		const picture = PICTURE.exec(line);
		const last = steps.at(-1);
		if (step) {
			steps.push({ number: Number(step[1]), orders: step[2], pictures: [] });
			ordersGoOn = true;
		} else if (picture && last) {
			last.pictures.push(picture[1]);
			ordersGoOn = false;
		} else if (line.trim() === '') {
			ordersGoOn = false;
		} else if (ordersGoOn && last) {
			last.orders += ` ${line.trim()}`;
		}
	}
	const wrong = steps.find(({ number }, index) => number !== index + 1);
	if (wrong || steps.length === 0)
		throw new Error(`docs/${page}: the steps of "${HEADING}" are not numbered 1, 2, 3`);
	return steps;
}
