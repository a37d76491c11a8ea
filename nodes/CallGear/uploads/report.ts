import { groupBy, uniq, uniqBy } from 'lodash';

import { Failure } from '../../engine/errors';

const MOST_EXAMPLES = 3;
const MOST_VALUES = 4;
const MOST_GROUPS = 25;

/** A place in a list is none in a kind of problem. */
const POSITION = / \d+(?= > |$)/g;

/** The field that a problem is about, wherever in a list it is. */
const placeOf = ({ facts: { field } }: Failure) => field?.replace(POSITION, '');

/** What is wrong, without the place. */
function problemOf({ facts: { field, message } }: Failure): string {
	const start = `"${field}" `;
	return field !== undefined && message.startsWith(start) ? message.slice(start.length) : message;
}

function itemsOf(failures: Failure[]): number[] {
	const items = failures.map(({ facts: { item } }) => item).filter((item) => item !== undefined);
	return uniq(items).sort((a, b) => a - b);
}

/** e.g. `17 items, e.g. 0, 2, 4`. */
function itemsNamed(items: number[]): string {
	const shown = items.slice(0, MOST_EXAMPLES).join(', ');
	if (items.length === 1) return `item ${shown}`;
	return items.length > MOST_EXAMPLES ? `${items.length} items, e.g. ${shown}` : `items ${shown}`;
}

/** How often, and where, e.g. `(17 items, e.g. 0, 2, 4)`; and how many times, where that is more often. */
function occurrence(failures: Failure[]): string {
	const items = itemsOf(failures);
	const often = failures.length > Math.max(items.length, 1) ? `${failures.length} times` : '';
	const text = [often, items.length > 0 ? itemsNamed(items) : ''].filter(Boolean).join(': ');
	return text && ` (${text})`;
}

function sentence(failures: Failure[]): string {
	const place = placeOf(failures[0]);
	const kinds = Object.values(groupBy(failures, problemOf)).sort((a, b) => b.length - a.length);
	const shown = kinds.slice(0, MOST_VALUES).map((same) => `${problemOf(same[0])}${occurrence(same)}`);
	const rest = kinds.slice(MOST_VALUES).flat();
	const others = rest.length > 0 ? [`and the like${occurrence(rest)}`] : [];
	const problem = [...shown, ...others].join('; ');
	return `${place === undefined ? '' : `"${place}" `}${problem}. ${failures[0].facts.remedy}`.trim();
}

/**
 * What is wrong, each kind once: the problem, how often it is met, in which items, and how to mend it. The most frequent ones come first.
 *
 * @returns one text for each kind, numbered where there are several
 */
export function told(failures: Failure[]): string[] {
	const kinds = Object.values(
		groupBy(failures, (failure) => JSON.stringify([placeOf(failure), failure.facts.remedy])),
	);
	const texts = kinds.sort((a, b) => b.length - a.length).map(sentence);
	const more = texts.length - MOST_GROUPS;
	const shown = texts
		.slice(0, MOST_GROUPS)
		.map((text, index) => (texts.length > 1 ? `(${index + 1}) ${text}` : text));
	return more > 0 ? [...shown, `There are ${more} more kinds of problems.`] : shown;
}

/** How much of an input cannot be sent. */
export interface Extent {
	refused: number;
	all: number;
}

/** All that is wrong with an input, as one failure, and a text for each kind of problem. */
export interface Summary {
	failure: Failure;
	lines: string[];
}

/** @param failures at least one */
export function summaryOf(failures: Failure[], extent: Extent): Summary {
	const [first] = failures;
	if (uniqBy(failures, ({ facts }) => facts.message).length > 1) {
		const lines = told(failures);
		const why = lines.length > 1 ? `, for ${lines.length} reasons` : '';
		const failure = new Failure({ message: `${affected(extent)}${why}`, remedy: '', delivery: 'notSent' });
		return { failure, lines };
	}
	const items = itemsOf(failures);
	const { remedy } = first.facts;
	if (items.length === 1) return { failure: first, lines: [remedy] };
	const lines = [`It is so in ${itemsNamed(items)}. ${remedy}`];
	return { failure: first.with({ item: undefined }), lines };
}

function affected({ refused, all }: Extent): string {
	if (all === 1) return 'The item cannot be uploaded';
	return refused === all
		? `None of the ${all} items can be uploaded`
		: `${refused} of ${all} items cannot be uploaded`;
}

const MARKUP: Record<string, string> = { '&': '&amp;', '<': '&lt;' };

/** Lines for n8n's panels, which show a text as HTML. */
export function htmlOf(lines: string[]): string {
	return lines.map((line) => line.replace(/[&<]/g, (character) => MARKUP[character])).join('<br>');
}
