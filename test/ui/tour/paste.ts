import { watch } from '../../../tools/demo/compare';
import { inPlace } from '../../../tools/demo/place';
import type { Run } from '../run';

import { expectKept, openStep } from './fields';
import type { Tour } from './tour';

/** Pastes addresses as they are copied from elsewhere, into the credential and into the fields of a step, and runs the step. */
export async function pasteAddresses(run: Run, { credential, pasted, vendor }: Tour): Promise<void> {
	const { url } = run.vendors[vendor];
	pasted.world?.(run.vendors);
	const details = await openStep(run, credential.type, pasted.step);
	const dialog = await details.editCredential();
	await dialog.field('Base URL').type(pasted.baseUrl(url));
	await dialog.save();
	await dialog.green();
	await dialog.close();
	for (const [label, address] of pasted.fields) await details.field(label).paste(inPlace(address, run.place));
	const read = watch(run.vendors[vendor]);
	await details.execute();
	expectKept(read, pasted.kept);
}
