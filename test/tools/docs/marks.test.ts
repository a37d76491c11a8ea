import { marksOf, withParts } from '../../../tools/docs/marks';

const PAGE = `# Page

<!-- Written by hand. -->

<!-- fields: acmeSend -->
old
<!-- end -->

There are <!-- count: nodes -->two<!-- end --> of <!-- nodes --><!-- end -->.
`;

describe('the marks of a page', () => {
	it('are found in their order, other comments left aside', () => {
		expect(marksOf(PAGE)).toEqual([
			{ name: 'fields', about: 'acmeSend' },
			{ name: 'count', about: 'nodes' },
			{ name: 'nodes', about: '' },
		]);
		expect(marksOf('Nothing is generated here.')).toEqual([]);
	});

	it.each([
		['not ended', '<!-- nodes -->\ntext'],
		['not begun', 'text <!-- end -->'],
		['begun twice', '<!-- nodes --> a <!-- options --> b <!-- end -->'],
	])('are refused when a part is %s', (_, page) => {
		expect(() => marksOf(page)).toThrow('ends with <!-- end -->');
	});
});

describe('generated parts', () => {
	it('stand as a block between marks on their own lines, and within the line otherwise', () => {
		const page = withParts(PAGE, ['| a |\n| $& |', '3', '$1']);
		expect(page).toContain('<!-- fields: acmeSend -->\n\n| a |\n| $& |\n\n<!-- end -->\n');
		expect(page).toContain('There are <!-- count: nodes -->3<!-- end --> of <!-- nodes -->$1<!-- end -->.');
		expect(page).toContain('<!-- Written by hand. -->');
	});

	it('change nothing when they are written again', () => {
		const parts = ['| a |', '3', 'four'];
		const page = withParts(PAGE, parts);
		expect(withParts(page, parts)).toBe(page);
	});
});
