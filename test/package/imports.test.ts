import { importsBelow, importsOf } from '../../testkit/imports';

const imports = importsBelow('nodes', 'credentials', 'sandbox', 'examples', 'testkit', 'tools');

/** A chain of files in which the last imports the first; undefined when there is none. */
function circleIn(files: Map<string, string[]>): string[] | undefined {
	const done = new Set<string>();
	function follow(file: string, chain: string[]): string[] | undefined {
		if (chain.includes(file)) return chain.slice(chain.indexOf(file));
		if (done.has(file)) return undefined;
		for (const next of files.get(file) ?? []) {
			const circle = follow(next, [...chain, file]);
			if (circle) return circle;
		}
		done.add(file);
		return undefined;
	}
	for (const file of files.keys()) {
		const circle = follow(file, []);
		if (circle) return circle;
	}
	return undefined;
}

const roomOf = (file: string) => /^nodes\/(\w+)\//.exec(file)?.[1];
const isIn = (file: string, folders: string[]) => folders.includes(file.split('/')[0]);

/** Which files may not import which others. */
const rules: Record<string, (importer: string, imported: string) => boolean> = {
	'the engine imports no room': (importer, imported) =>
		roomOf(importer) === 'engine' && isIn(imported, ['nodes']) && roomOf(imported) !== 'engine',
	'no room imports another': (importer, imported) =>
		isIn(importer, ['nodes']) &&
		isIn(imported, ['nodes']) &&
		roomOf(importer) !== 'engine' &&
		![roomOf(importer), 'engine'].includes(roomOf(imported)),
	'product code imports product code only': (importer, imported) =>
		isIn(importer, ['nodes', 'credentials']) && !isIn(imported, ['nodes', 'credentials']),
	'the sandbox imports nothing from outside, but for the labels of the credentials’ dialogs': (
		importer,
		imported,
	) =>
		isIn(importer, ['sandbox']) &&
		!isIn(imported, ['sandbox']) &&
		!(importer === 'sandbox/credentials.ts' && isIn(imported, ['credentials'])),
	'examples import what testkit and the sandbox have': (importer, imported) =>
		isIn(importer, ['examples']) && !isIn(imported, ['examples', 'testkit', 'sandbox']),
	'testkit imports neither tools nor tests': (importer, imported) =>
		isIn(importer, ['testkit']) && isIn(imported, ['tools', 'test']),
	'tools import no tests': (importer, imported) => isIn(importer, ['tools']) && isIn(imported, ['test']),
};

describe('imports', () => {
	it('are seen: of values, of types, of an index file', () => {
		expect(importsOf('testkit/contract.ts')).toEqual(
			expect.arrayContaining(['sandbox/index.ts', 'sandbox/store.ts', 'testkit/faults.ts']),
		);
		expect(imports.size).toBeGreaterThan(200);
	});

	it('are no circle', () => {
		expect(circleIn(imports)).toBeUndefined();
	});

	it('would be seen as a circle', () => {
		const files = { a: ['b'], b: ['c', 'd'], c: ['d'], d: ['b'], e: ['a'] };
		expect(circleIn(new Map(Object.entries(files)))).toEqual(['b', 'c', 'd']);
	});

	it.each(Object.entries(rules))('%s', (_, isForbidden) => {
		const crossings = [...imports].flatMap(([importer, files]) =>
			files
				.filter((imported) => isForbidden(importer, imported))
				.map((imported) => `${importer} -> ${imported}`),
		);
		expect(crossings).toEqual([]);
	});
});
