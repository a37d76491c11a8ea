import { firstSentence, jobOf } from '../../../tools/docs/comments';

describe("a file's one job", () => {
	it('is its first line', () => {
		const source = "/** Reads an item's fields. */\n\nimport { z } from 'zod';\n";
		expect(jobOf('a.ts', source)).toBe("Reads an item's fields");
	});

	it.each([
		['nothing is said', "import { z } from 'zod';\n"],
		['only its first statement is explained', '/** In milliseconds. */\nconst LONGEST = 5;\n'],
	])('is missed where %s', (_, source) => {
		expect(() => jobOf('nodes/engine/a.ts', source)).toThrow('nodes/engine/a.ts has to begin with');
	});
});

describe("the first sentence of a class's comment", () => {
	const source = `/** A field. */
const field = 1;

/**
 * Acme 8.5 (on premises): a key,
 * or a login. https://acme.example/docs
 *
 * Its test is elsewhere.
 */
export class AcmeApi {}
`;

	it('is found beyond other comments, over several lines, with a version in it', () => {
		expect(firstSentence('a.ts', source)).toBe('Acme 8.5 (on premises): a key, or a login');
	});

	it('is missed', () => {
		expect(() => firstSentence('a.ts', 'export class AcmeApi {}\n')).toThrow(
			'The class in a.ts has no comment',
		);
	});
});
