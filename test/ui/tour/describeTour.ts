import { watch } from '../../../tools/demo/compare';
import { asAfterStart } from '../credentials';
import { followPage } from '../guide/follow';
import { journey } from '../run';

import { makeCredential } from './credential';
import { runExampleInEditor } from './example';
import { expectKept, makeMistake, mapField } from './fields';
import { findNodes } from './find';
import { pickFromList, readRefusal, seeAllPages } from './list';
import { pasteAddresses } from './paste';
import { publishStep } from './publish';
import type { Tour } from './tour';
import { startFromVendor } from './trigger';

const HEADING = 'First message in five minutes';

/** What a newcomer to a vendor does, from looking for its nodes to a flow that runs by itself. */
export function describeTour(tour: Tour): void {
	describe(tour.vendor, () => {
		journey('finds the nodes by name and by what they do', async (run) => await findNodes(run, tour));

		journey(`delivers by following "${HEADING}" in docs/${tour.page}`, async (run) => {
			await asAfterStart(run);
			const read = watch(run.vendors[tour.vendor]);
			await followPage(run, tour.page, HEADING);
			expectKept(read, tour.delivered);
		});

		journey('is told what is wrong with a credential, and that a corrected one is good', async (run) => {
			await makeCredential(run, tour);
		});

		const { list } = tour;
		if (list) {
			journey('searches what the vendor lists, and picks from it', async (run) => {
				await pickFromList(run, tour, list);
			});

			journey("reads the vendor's refusal in place of a list", async (run) => {
				await readRefusal(run, tour, list);
			});
		}

		if (list?.long) {
			const { long } = list;
			journey(
				'goes through a list of several pages',
				async (run) => await seeAllPages(run, tour, list, long),
			);
		}

		journey('pastes addresses as they are', async (run) => await pasteAddresses(run, tour));

		journey('drags a field of the input into the node, and reads the output', async (run) => {
			await mapField(run, tour);
		});

		journey('makes a mistake and is told how to go on', async (run) => await makeMistake(run, tour));

		journey(`runs the example ${tour.example}`, async (run) => await runExampleInEditor(run, tour.example));

		for (const trigger of tour.triggers ?? []) {
			journey(`starts a flow from an empty canvas with ${trigger.node}`, async (run) => {
				await startFromVendor(run, tour, trigger);
			});
		}

		if (tour.published) {
			journey('publishes a flow, and its webhook works', async (run) => await publishStep(run, tour));
		}
	});
}
