import { watch } from '../../../tools/demo/compare';
import { holdCredentials } from '../credentials';
import { inPlace } from '../../../tools/demo/place';
import { byWebhook } from '../prepared';
import type { Run } from '../run';

import { expectKept } from './fields';
import type { Tour } from './tour';

/** Publishes a flow from a webhook to the vendor with the editor's button, and calls it as the world outside does. */
export async function publishStep(run: Run, { published, credential, vendor }: Tour): Promise<void> {
	if (!published) throw new Error('The tour publishes its example');
	const path = `tour-${vendor}`;
	const credentials = await holdCredentials(run, [credential.type]);
	await run.editor.newWorkflow();
	await run.editor.paste(byWebhook(published.step, path, credentials));
	await run.editor.publish();
	const read = watch(run.vendors[vendor]);
	expect(await run.rest.webhook(path, inPlace(published.body, run.place))).toMatchObject({
		status: 200,
	});
	expectKept(read, published.kept);
}
