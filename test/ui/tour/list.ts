import { watch } from '../../../tools/demo/compare';
import type { Run } from '../run';

import { expectKept, openStep } from './fields';
import { type ListTour, picturesOf, type Tour } from './tour';

/** Searches a list that comes from the vendor, picks one of its entries, and runs the step with it. */
export async function pickFromList(
	run: Run,
	{ credential, vendor, page }: Tour,
	{ step, label, entries, search, pick, kept }: ListTour,
): Promise<void> {
	const details = await openStep(run, credential.type, step);
	const read = watch(run.vendors[vendor]);
	const field = details.field(label);
	await field.openList();
	expect(await field.listed(entries)).toEqual(entries);
	await run.pictures.take(`${picturesOf(page)}-list.png`, run.editor.page);
	await field.searchList(search.text);
	expect(await field.listed(search.entries)).toEqual(search.entries);
	await field.pick(pick);
	await details.execute();
	expectKept(read, kept);
}

/** Opens the list while something is wrong at the vendor: what that is stands there, and not an empty list. */
export async function readRefusal(
	run: Run,
	{ credential }: Tour,
	{ step, label, refused }: ListTour,
): Promise<void> {
	refused.world(run.vendors);
	const field = (await openStep(run, credential.type, step)).field(label);
	const entries = await field.openList();
	expect(await field.refusal()).toContain(refused.shown);
	expect(await entries.count()).toBe(0);
}

/** Opens a list that the vendor gives in several pages, and goes to its end. */
export async function seeAllPages(
	run: Run,
	{ credential }: Tour,
	{ step, label }: ListTour,
	{ fill, entries }: NonNullable<ListTour['long']>,
): Promise<void> {
	fill(run.vendors);
	const field = (await openStep(run, credential.type, step)).field(label);
	await field.openList();
	expect(await field.scrollList(entries)).toBe(entries);
}
