import { Words, wordsField } from '../../../../nodes/CallGear/UploadChats/words';
import { Fields } from '../../../../nodes/engine/fields';
import { failureOf } from '../../../support/failure';

/** The words of a table, given the user's own ones with what they mean. */
const words = (...own: Array<[inFile: unknown, forCallGear: string]>) =>
	new Words(
		Fields.of({ words: { word: own.map(([inFile, forCallGear]) => ({ inFile, forCallGear })) } }, [
			wordsField,
		]),
	);

/** What people and other systems write. */
const WRITTEN: Array<[member: string, meaning: string, written: string]> = [
	['source', 'visitor', 'visitor client contact customer guest lead patient user'],
	['source', 'operator', 'operator agent employee manager staff support'],
	['source', 'system', 'system'],
	['status', 'succeed', 'succeed answered completed done resolved solved succeeded success successful'],
	['status', 'lost', 'lost abandoned missed unanswered'],
	['status', 'refused', 'refused declined rejected'],
];

describe('the words of a table', () => {
	it.each(WRITTEN)('mean as %s %s: %s', (member, meaning, written) => {
		for (const word of written.split(' '))
			expect([word, words().meant(member, word.toUpperCase(), 'Column')]).toEqual([word, meaning]);
	});

	it.each<[member: string, word: string, known: string]>([
		['source', 'resolved', 'operator, system, visitor'],
		['status', 'agent', 'lost, refused, succeed'],
	])('mean nothing as another member: %s %j', (member, word, known) => {
		expect(failureOf(() => words().meant(member, word, 'Column'))).toMatchObject({
			field: 'Column',
			message: `"Column" holds "${word}"`,
			remedy: `Use one of: ${known}. Under "Words" you can say which of them a word of yours means.`,
		});
	});

	it('that are no words, or of another member, stay as they are', () => {
		const list = ['agent'];
		expect(words().meant('source', list, 'Column')).toBe(list);
		expect(words().meant('source', ' ', 'Column')).toBe(' ');
		expect(words().meant('name', 'agent', 'Column')).toBe('agent');
		expect(words().meant('constructor', 'agent', 'Column')).toBe('agent');
	});

	it('of the user’s own may stand twice when they mean the same, and count for nothing when empty', () => {
		const own = words(['Kunde', 'source visitor'], [' KUNDE', 'source visitor'], ['', 'source system']);
		expect(own.meant('source', 'kunde', 'Column')).toBe('visitor');
	});

	it('that are to mean two things are refused, also where one of them is common', () => {
		const refused = (meaning: string) => failureOf(() => words(['Lead', meaning], ['lead', 'source system']));
		expect(refused('source operator')).toMatchObject({
			message: '"Words 2 > In the File" holds "lead", which another entry gives another meaning',
			remedy: 'Take one of the two entries out.',
		});
		expect(words(['lead', 'source system']).meant('source', 'Lead', 'Column')).toBe('system');
	});
});
