import { watch } from '../../../tools/demo/compare';
import { forgetCredentials } from '../credentials';
import { followPage } from '../guide/follow';
import { journey } from '../run';

import { makeCredential } from './credential';
import { runExampleInEditor } from './example';
import { expectKept, makeMistake, mapField, pickFromList } from './fields';
import { findNodes } from './find';
import { publishStep } from './publish';
import type { Tour } from './tour';

const HEADING = 'First message in five minutes';

/** What a newcomer to a vendor does, from looking for its nodes to a flow that runs by itself. */
export function describeTour(tour: Tour): void {
	describe(tour.vendor, () => {
		journey('finds the nodes by name and by what they do', async (run) => await findNodes(run, tour));

		journey(`delivers by following "${HEADING}" in docs/${tour.page}`, async (run) => {
			await forgetCredentials(run);
			const read = watch(run.vendors[tour.vendor]);
			await followPage(run, tour.page, HEADING);
			expectKept(read, tour.delivered);
		});

		journey('is told what is wrong with a credential, and that a corrected one is good', async (run) => {
			await makeCredential(run, tour);
		});

		if (tour.list) journey('picks from what the vendor lists', async (run) => await pickFromList(run, tour));

		journey('drags a field of the input into the node, and reads the output', async (run) => {
			await mapField(run, tour);
		});

		journey('makes a mistake and is told how to go on', async (run) => await makeMistake(run, tour));

		journey(`runs the example ${tour.example}`, async (run) => await runExampleInEditor(run, tour.example));

		if (tour.published) {
			journey('publishes a flow, and its webhook works', async (run) => await publishStep(run, tour));
		}
	});
}
