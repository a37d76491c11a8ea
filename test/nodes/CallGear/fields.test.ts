import type { INodePropertyMode, INodePropertyModeValidation } from 'n8n-workflow';

import { locatorField } from '../../../nodes/CallGear/fields';

const texts = {
	displayName: 'Site',
	name: 'siteId',
	description: 'Where it was',
	searchListMethod: 'searchSites',
	thing: 'a site',
	exampleId: '3101',
};

/** What the editor says of an ID that was typed. */
function saidOf(typed: string): string | undefined {
	const [, byId] = locatorField(texts).modes as INodePropertyMode[];
	const [{ properties }] = byId.validation as INodePropertyModeValidation[];
	const { regex, errorMessage } = properties as { regex: string; errorMessage: string };
	return new RegExp(regex).test(typed) ? undefined : errorMessage;
}

describe('the ID of a thing that can also be picked from a list', () => {
	it.each(['', ' ', '7', ' 3101 '])('may be %j', (typed) => expect(saidOf(typed)).toBeUndefined());

	it.each(['x', '7x', 'x7', '7 8', '-1', '1.5'])(
		'is told to be a number where it is typed as %j',
		(typed) => {
			expect(saidOf(typed)).toBe('An ID is a number');
		},
	);
});
