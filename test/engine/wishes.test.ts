import type { INodeProperties } from 'n8n-workflow';

import { Fields } from '../../nodes/engine/fields';
import { among, chosenIn } from '../../nodes/engine/wishes';
import { failureOf } from '../support/failure';

const property: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	options: [
		{ name: 'Message', value: 'message' },
		{ name: 'End', value: 'end' },
	],
	default: [],
};
const holding = (events: unknown) => Fields.of({ events }, [property]);

describe('what is chosen', () => {
	it('is given', () => expect(chosenIn(holding(['end', 'message']), 'events')).toEqual(['end', 'message']));

	it('has to be something', () => {
		expect(failureOf(() => chosenIn(holding([]), 'events'))).toMatchObject({
			message: '"Events" is empty',
			remedy: 'Choose at least one event: nothing starts the flow otherwise.',
			delivery: 'notSent',
		});
		expect(failureOf(() => chosenIn(holding([]), 'events', 'Take one.')).remedy).toBe('Take one.');
	});
});

it.each<[string[], unknown, boolean]>([
	[[], 'a', true],
	[[], undefined, true],
	[['a', '7'], 'a', true],
	[['a', '7'], 7, true],
	[['a', '7'], 'b', false],
	[['a'], undefined, false],
])('among %j is %j: %s', (chosen, one, through) => expect(among(chosen, one)).toBe(through));
