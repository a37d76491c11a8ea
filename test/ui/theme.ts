import upperFirst from 'lodash/upperFirst';

import manifest from '../../package.json';

import { until } from './editor/wait';
import { sideBySide, typeOf } from './prepared';
import type { Run } from './run';
import type { Sought, Tour } from './tour/tour';

type Theme = 'light' | 'dark';

/** The icons of the nodes, as files of the pack. */
function iconsOf(
	tours: Tour[],
	theme: Theme,
	nameOf: (sought: Sought) => string = ({ node }) => node,
): Record<string, string> {
	const suffix = theme === 'dark' ? '.dark' : '';
	return Object.fromEntries(
		tours.flatMap(({ vendor, nodes }) =>
			nodes.map((sought) => [
				nameOf(sought),
				`/icons/${manifest.name}/dist/nodes/${upperFirst(vendor)}/${vendor}${suffix}.svg`,
			]),
		),
	);
}

const same = (icons: Record<string, string>) => (shown: Record<string, string>) =>
	Object.entries(icons).every(([node, icon]) => shown[node] === icon);

/** In each theme the nodes have their icons for it: on the canvas, and where the panel finds them. */
export async function seeThemes({ editor }: Run, tours: Tour[]): Promise<void> {
	const nodes = tours.flatMap((tour) => tour.nodes.map(({ node }) => node));
	await editor.newWorkflow();
	await editor.paste(sideBySide(nodes));
	for (const theme of ['dark', 'light', 'dark'] as const) {
		await editor.wear(theme);
		const icons = iconsOf(tours, theme);
		expect(await until(async () => await editor.icons(), same(icons))).toEqual(icons);
	}
	await editor.openPanel();
	for (const tour of tours) {
		const icons = iconsOf([tour], 'dark', ({ node, shown = node }) => shown);
		const find = async () => await editor.creator.iconsOf(tour.nodes.map(({ node }) => typeOf(node)));
		await editor.creator.search(tour.vendor);
		expect(await until(find, same(icons))).toEqual(icons);
	}
	await editor.wear('light');
}
