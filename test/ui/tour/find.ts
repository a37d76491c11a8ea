import some from 'lodash/some';

import type { Entry } from '../editor/creator';
import { typeOf } from '../prepared';
import type { Run } from '../run';

import type { Tour } from './tour';

const ON_THE_SCREEN = 6;

/** Looks for the nodes as a newcomer does, by the vendor's name and by what is to be done. */
export async function findNodes({ editor }: Run, { nodes }: Tour): Promise<void> {
	await editor.newWorkflow();
	await editor.addFirstStep();
	for (const { node, shown = node, searches } of nodes) {
		for (const search of searches) {
			const ours = { name: shown, type: typeOf(node) };
			const onTheScreen = (entries: Entry[]) =>
				entries.slice(0, ON_THE_SCREEN).map(({ name, type }) => ({ name, type }));
			const found = await editor.creator.find(search, (entries) => some(onTheScreen(entries), ours));
			expect({ search, found: onTheScreen(found) }).toEqual({
				search,
				found: expect.arrayContaining([ours]),
			});
		}
	}
}
