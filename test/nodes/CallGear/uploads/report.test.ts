import { range } from 'lodash';

import { htmlOf, summaryOf, told } from '../../../../nodes/CallGear/uploads/report';
import { Failure, type FailureFacts } from '../../../../nodes/engine/errors';

const wrong = (field: string | undefined, problem: string, item?: number, more: Partial<FailureFacts> = {}) =>
	new Failure({
		message: field === undefined ? problem : `"${field}" ${problem}`,
		remedy: 'Mend it.',
		delivery: 'notSent',
		field,
		item,
		...more,
	});

describe('what is wrong, told by kinds', () => {
	it('is one problem with its place and remedy', () => {
		expect(told([wrong('Phone', 'is empty', 4)])).toEqual(['"Phone" is empty (item 4). Mend it.']);
		expect(told([wrong('Phone', 'is empty')])).toEqual(['"Phone" is empty. Mend it.']);
		expect(told([wrong(undefined, 'Nothing works', 4)])).toEqual(['Nothing works (item 4). Mend it.']);
		expect(told([wrong('Phone', 'is empty', 4, { remedy: '' })])).toEqual(['"Phone" is empty (item 4).']);
	});

	it('names up to three items, in their order, and how many there are', () => {
		const items = (...of: number[]) => told(of.map((item) => wrong('Phone', 'is empty', item)))[0];
		expect(items(9, 2)).toContain('is empty (items 2, 9).');
		expect(items(9, 2, 10)).toContain('is empty (items 2, 9, 10).');
		expect(items(9, 2, 10, 1)).toContain('is empty (4 items, e.g. 1, 2, 9).');
	});

	it('says how often, where that is more often than in how many items', () => {
		const twice = [wrong('Phone', 'is empty', 4), wrong('Phone', 'is empty', 4)];
		expect(told(twice)[0]).toContain('is empty (2 times: item 4).');
		expect(told(twice.map((failure) => failure.with({ item: undefined })))[0]).toContain(
			'is empty (2 times).',
		);
	});

	it('is the same at every place of a list', () => {
		const places = ['Messages 1 > Time', 'Messages 12 > Time', 'Messages 3 > Time'];
		expect(told(places.map((place, item) => wrong(place, 'is empty', item)))).toEqual([
			'"Messages > Time" is empty (items 0, 1, 2). Mend it.',
		]);
		const entries = [
			wrong('Chat > messages 1', 'is no object', 0),
			wrong('Chat > messages 2', 'is no object', 1),
		];
		expect(told(entries)).toEqual(['"Chat > messages" is no object (items 0, 1). Mend it.']);
		expect(told([wrong('Column 2b', 'is empty', 0)])).toEqual(['"Column 2b" is empty (item 0). Mend it.']);
	});

	it('shows four values, the most frequent first, and counts the rest', () => {
		const many = range(6).map((index) => wrong('Phone', `holds "${index}"`, index));
		expect(told([...many, wrong('Phone', 'holds "5"', 7)])).toEqual([
			'"Phone" holds "5" (items 5, 7); holds "0" (item 0); holds "1" (item 1); holds "2" (item 2); and the like (items 3, 4). Mend it.',
		]);
		expect(told(many.slice(0, 4))[0]).not.toContain('and the like');
	});

	it('is numbered where there are several kinds, the most frequent first, up to 25', () => {
		const kinds = (count: number) =>
			range(count).map((index) => wrong(`Field ${'abcdefghijklmnopqrstuvwxyz'[index]}`, 'is empty', index));
		expect(told([...kinds(2), wrong('Field b', 'is empty', 5)])).toEqual([
			'(1) "Field b" is empty (items 1, 5). Mend it.',
			'(2) "Field a" is empty (item 0). Mend it.',
		]);
		expect(told(kinds(25))).toHaveLength(25);
		expect(told(kinds(26))).toHaveLength(26);
		expect(told(kinds(26)).at(-1)).toBe('There are 1 more kinds of problems.');
	});

	it('is not one kind where it is mended in another way', () => {
		const other = wrong('Phone', 'is empty', 1, { remedy: 'Leave it.' });
		expect(told([wrong('Phone', 'is empty', 0), other])).toHaveLength(2);
	});
});

describe('all that is wrong with an input', () => {
	const first = wrong('Phone', 'is empty', 0);
	const second = wrong('Email', 'is empty', 1);
	const summary = (failures: Failure[], refused: number, all: number) => {
		const { failure, lines } = summaryOf(failures, { refused, all });
		return { message: failure.facts.message, item: failure.facts.item, lines };
	};

	it('is the failure itself where there is one, or the same in several items', () => {
		expect(summary([first], 1, 3)).toEqual({ message: '"Phone" is empty', item: 0, lines: ['Mend it.'] });
		expect(summary([first, first.with({ item: 2 })], 2, 3)).toEqual({
			message: '"Phone" is empty',
			item: undefined,
			lines: ['It is so in items 0, 2. Mend it.'],
		});
	});

	it.each([
		[1, 1, 'The item cannot be uploaded, for 2 reasons'],
		[2, 2, 'None of the 2 items can be uploaded, for 2 reasons'],
		[2, 3, '2 of 3 items cannot be uploaded, for 2 reasons'],
	])('says of %i of %i items how many there are', (refused, all, message) => {
		const { lines, ...facts } = summary([first, second], refused, all);
		expect(facts).toEqual({ message, item: undefined });
		expect(lines).toHaveLength(2);
	});

	it('names no reasons where they are of one kind', () => {
		const values = [wrong('Phone', 'holds "1"', 0), wrong('Phone', 'holds "2"', 1)];
		expect(summary(values, 2, 2).message).toBe('None of the 2 items can be uploaded');
	});
});

it('lines for n8n’s panels show what they hold, whatever it is', () => {
	expect(htmlOf(['a < b & <i>c</i>', 'd'])).toBe('a &lt; b &amp; &lt;i>c&lt;/i><br>d');
});
