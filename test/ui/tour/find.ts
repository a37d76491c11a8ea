import { typeOf } from '../prepared';
import type { Run } from '../run';

import type { Tour } from './tour';

const ON_THE_SCREEN = 6;

/** Looks for the nodes as a newcomer does, by the vendor's name and by what is to be done. */
export async function findNodes({ editor }: Run, { nodes }: Tour): Promise<void> {
	await editor.newWorkflow();
	await editor.addFirstStep();
	for (const { node, searches } of nodes) {
		for (const search of searches) {
			const found = (await editor.creator.search(search)).slice(0, ON_THE_SCREEN);
			const ours = { name: node, type: typeOf(node) };
			expect({ search, found }).toEqual({
				search,
				found: expect.arrayContaining([expect.objectContaining(ours)]),
			});
		}
	}
}
