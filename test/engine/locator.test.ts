import { locatedId } from '../../nodes/engine/locator';

it.each([
	[{ __rl: true, mode: 'list', value: '7', cachedResultName: 'Seven' }, '7'],
	[{ __rl: true, mode: 'id', value: 7 }, 7],
	[{ __rl: true, mode: 'id', value: '' }, undefined],
	[{ __rl: true, mode: 'id', value: null }, undefined],
	[{ __rl: true, mode: 'id', value: ' ' }, undefined],
	[
		{ __rl: false, value: '7' },
		{ __rl: false, value: '7' },
	],
	[null, undefined],
	[0, 0],
	['7', '7'],
	['', undefined],
	[' 7\n', '7'],
	[{ __rl: true, mode: 'id', value: '\u202a7\u202c' }, '7'],
	[{ __rl: true, mode: 'id', value: '\ufeff' }, undefined],
	[undefined, undefined],
	[{ value: '7' }, { value: '7' }],
])('finds the ID in %j', (value, expected) => expect(locatedId(value)).toEqual(expected));
