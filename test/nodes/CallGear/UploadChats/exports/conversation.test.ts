import {
	agentIn,
	fileLine,
	firstGiven,
	joinedOf,
	withFiles,
	withoutDoubles,
} from '../../../../../nodes/CallGear/UploadChats/exports/conversation';
import { Part } from '../../../../../nodes/CallGear/UploadChats/exports/part';

const part = (value: unknown) => new Part(value, 'Export');
const parts = (...values: unknown[]) => values.map(part);

describe('what the formats of exports have in common', () => {
	it('an agent has an email, a name and an ID, as far as they are told', () => {
		expect(agentIn(part({ id: 7, name: 'Zoe', email: 'zoe@example.org' }))).toEqual({
			id: '7',
			name: 'Zoe',
			email: 'zoe@example.org',
			place: 'Export',
		});
		expect(agentIn(part(null))).toEqual({ place: 'Export' });
	});

	it('the first place counts in which something stands', () => {
		expect(firstGiven(...parts('', null, 'a', 'b'))?.value).toBe('a');
		expect(firstGiven(...parts('', ' '))).toBeUndefined();
	});

	it('files stand before the text, and nothing stands for nothing', () => {
		expect(withFiles('Hi', ['[file] a', ' ', '[file] b'])).toBe('[file] a\n[file] b\nHi');
		expect([withFiles(' ', []), withFiles(undefined, []), withFiles(undefined, ['[file]'])]).toEqual([
			'',
			'',
			'[file]',
		]);
		expect([fileLine('image', 'a.png'), fileLine('image'), fileLine('image', '')]).toEqual([
			'[image] a.png',
			'[image]',
			'[image]',
		]);
	});

	it('what is given is told one after the other', () => {
		expect([joinedOf(parts('Acme', null, 0, 25.2)), joinedOf(parts(null, '')), joinedOf([])]).toEqual([
			'Acme, 0, 25.2',
			undefined,
			undefined,
		]);
	});

	it('what comes twice is as the last one has it, and what has no ID is kept', async () => {
		const given = parts(
			{ id: 1, text: 'a' },
			{ text: 'b' },
			{ id: '1', text: 'c' },
			{ text: 'b' },
			{ id: 2 },
		);
		const kept = await withoutDoubles(given);
		expect(kept.map(({ value }) => value)).toEqual([
			{ text: 'b' },
			{ id: '1', text: 'c' },
			{ text: 'b' },
			{ id: 2 },
		]);
	});
});
