import { findDocument } from '../../../../nodes/Genesys/AttachFile/findDocument';

describe('findDocument', () => {
	const document = (id: string, name?: string, size?: number) => ({ id, name, size });
	const wanted = { fileName: 'a.txt', size: 3 };
	it.each([
		['the only new one', [], [document('1', 'a.txt', 3)], '1'],
		['none yet', [document('1', 'a.txt', 3)], [document('1', 'a.txt', 3)], 'none'],
		['none of another size', [], [document('1', 'a.txt', 4)], 'none'],
		[
			'the new one beside an old twin',
			[document('1', 'a.txt', 3)],
			[document('1', 'a.txt', 3), document('2', 'a.txt', 3)],
			'2',
		],
		['the one of the right name', [], [document('1', 'b.txt', 3), document('2', 'a.txt', 3)], '2'],
		['the one that Genesys has renamed', [], [document('1', 'a_.txt', 3)], '1'],
		['the one whose size is not told', [], [document('1', 'a.txt')], '1'],
		['several twins', [], [document('1', 'a.txt', 3), document('2', 'a.txt', 3)], 'several'],
		['several renamed ones', [], [document('1', 'b', 3), document('2', 'c', 3)], 'several'],
	])('gives %s', (_name, before, after, expected) => {
		const found = findDocument(before, after, wanted);
		expect(typeof found === 'object' ? found.id : found).toBe(expected);
	});
});
