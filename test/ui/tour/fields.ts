import { watch } from '../../../tools/demo/compare';
import { holdCredentials } from '../credentials';
import type { Details } from '../editor/details';
import { byHand, type Prepared } from '../prepared';
import type { Run } from '../run';

import { type Kept, picturesOf, type Tour } from './tour';

/** Opens a prepared step that has a good credential. */
export async function openStep(run: Run, type: string, step: Prepared): Promise<Details> {
	const credentials = await holdCredentials(run, [type]);
	await run.editor.newWorkflow();
	await run.editor.paste(byHand(step, credentials));
	return await run.editor.open(step.node);
}

/** The facts of a kind that the vendor has come to hold are this one. */
export function expectKept(read: ReturnType<typeof watch>, { kind, fact }: Kept): void {
	const facts = read().held.filter((held) => held.kind === kind);
	expect(facts.map((held) => held.fact)).toMatchObject([fact]);
}

/** Drags a field of the input into a field of the step, sees what it yields, runs the step, and reads its output. */
export async function mapField(run: Run, { mapping, credential, vendor }: Tour): Promise<void> {
	const details = await openStep(run, credential.type, mapping.step);
	const read = watch(run.vendors[vendor]);
	await details.fetchInput();
	await details.drag(mapping.from, mapping.to);
	expect(await details.field(mapping.to).preview(mapping.preview)).toBe(mapping.preview);
	await details.execute();
	expectKept(read, mapping.kept);
	expect(await details.json()).toEqual([expect.objectContaining(mapping.output)]);
}

/** Makes a mistake, and reads in the error panel what happened and how to go on. */
export async function makeMistake(run: Run, { mistake, credential, vendor, page }: Tour): Promise<void> {
	const details = await openStep(run, credential.type, mistake.step);
	const read = watch(run.vendors[vendor]);
	await details.execute();
	const { message, description } = await details.error();
	expect(message).toBe(mistake.shown.message);
	expect(description).toContain(mistake.shown.description);
	expect(read().held).toEqual([]);
	await run.pictures.take(`${picturesOf(page)}-error.png`, run.editor.page);
}
