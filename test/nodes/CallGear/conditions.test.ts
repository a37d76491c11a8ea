import { allOf, equal, furtherFilter, furtherFilterField, oneOf } from '../../../nodes/CallGear/conditions';
import { Fields } from '../../../nodes/engine/fields';
import { failureOf } from '../../support/failure';

const leaf = { field: 'utm_source', operator: '=', value: 'newsletter' };
const read = (filter: unknown) => furtherFilter(Fields.of({ furtherFilter: filter }, [furtherFilterField]));

describe('a filter in CallGear’s own words', () => {
	it('is none where nothing stands', () => {
		expect(read('')).toEqual([]);
	});

	it.each<[what: string, filter: object]>([
		['a condition', leaf],
		['one without a value', { field: 'tags', operator: 'is_null' }],
		['a list of conditions', { filters: [leaf], condition: 'or' }],
		['lists in a list', { filters: [{ filters: [leaf, leaf], condition: 'and' }, leaf] }],
	])('is sent as it stands: %s', (_, filter) => {
		expect(read(JSON.stringify(filter))).toEqual([filter]);
	});

	it.each<[what: string, filter: unknown]>([
		['without an operator', { field: 'id', value: 7 }],
		['with a member more', { ...leaf, condition: 'and' }],
		['of an empty list', { filters: [], condition: 'and' }],
		['of a list with a member more', { filters: [leaf], operator: '=' }],
		['with another word between its parts', { filters: [leaf], condition: 'xor' }],
		['of which one part is none', { filters: [leaf, { filters: [leaf, { column: 'id' }] }] }],
		['that is a text', '"id = 7"'],
	])('is refused %s', (_, filter) => {
		const text = typeof filter === 'string' ? filter : JSON.stringify(filter);
		expect(failureOf(() => read(text))).toMatchObject({
			field: 'Further Filter',
			message: '"Further Filter" is no filter of CallGear',
			remedy: expect.stringContaining('{ "field": "utm_source", "operator": "="') as string,
			delivery: 'notSent',
		});
	});
});

describe('conditions', () => {
	it('are joined where there are several', () => {
		expect(allOf([])).toBeUndefined();
		expect(allOf([leaf])).toEqual(leaf);
		expect(allOf([leaf, leaf])).toEqual({ filters: [leaf, leaf], condition: 'and' });
	});

	it('ask for one of several values, for one, or for none', () => {
		expect(oneOf('id', [])).toEqual([]);
		expect(oneOf('id', [7])).toEqual([{ field: 'id', operator: '=', value: 7 }]);
		expect(oneOf('id', [7, 8])).toEqual([{ field: 'id', operator: 'in', value: [7, 8] }]);
		expect(equal('id', undefined)).toEqual([]);
		expect(equal('id', 0)).toEqual([{ field: 'id', operator: '=', value: 0 }]);
	});
});
