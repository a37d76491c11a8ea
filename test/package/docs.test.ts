import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';

import { actionContracts } from '../../testkit/contracts';
import { everyField, isFilledIn } from '../../testkit/everyField';
import { examples } from '../../testkit/examples';
import { root } from '../../testkit/files';
import { nodeFolders, packCredentials, packNodes } from '../../testkit/pack';
import { workflowSchema } from '../../tools/runtime/workflows';
import { isTrigger } from './kinds';

/** As n8n draws notes, in the units of the canvas. */
const CODE_LETTER = 9.6;
const NOTE_EDGES = 52;

const markdownIn = (folder: string) =>
	readdirSync(join(root, folder))
		.filter((name) => name.endsWith('.md'))
		.map((name) => join(folder, name));
const pages = [...markdownIn('.'), ...markdownIn('docs')];
/** A page as it is shown: without the marks of its generated parts. */
const read = (page: string) => readFileSync(join(root, page), 'utf8').replace(/<!--.*?-->/g, '');

/** A page without its code, in which nothing is a link. */
const prose = (page: string) =>
	read(page)
		.replace(/^```[^]*?^```/gm, '')
		.replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]]/g, ''));

const linksOf = (page: string) =>
	[...prose(page).matchAll(/\]\(([^()\s]+)\)|(?:src|srcset|href)="([^"\s]+)"/g)].map(
		([, link, attribute]) => link ?? attribute,
	);

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(page: string): string[] {
	const seen = new Map<string, number>();
	return [...prose(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => {
		const anchor = heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.trim()
			.replace(/\s/g, '-');
		const times = seen.get(anchor) ?? 0;
		seen.set(anchor, times + 1);
		return times === 0 ? anchor : `${anchor}-${times}`;
	});
}

describe.each(pages)('%s', (page) => {
	it('links only to files and headings that there are', () => {
		const broken = linksOf(page)
			.filter((link) => !/^[a-z]+:/.test(link))
			.filter((link) => {
				const [path, anchor] = link.split('#');
				const target = path === '' ? page : relative(root, join(root, dirname(page), path));
				if (!existsSync(join(root, target))) return true;
				return anchor !== undefined && !anchorsOf(target).includes(anchor);
			});
		expect(broken).toEqual([]);
	});

	it('names only files of this repository that there are', () => {
		const named = [
			...read(page).matchAll(/`((?:nodes|credentials|sandbox|testkit|tools|test|docs|examples)\/[\w./-]+)`/g),
		];
		const missing = named.map(([, path]) => path).filter((path) => !existsSync(join(root, path)));
		expect(missing).toEqual([]);
	});

	it('can be reached from the README', () => {
		const reached = new Set<string>();
		const visit = (from: string) => {
			if (reached.has(from) || !from.endsWith('.md')) return;
			reached.add(from);
			for (const link of linksOf(from).filter((to) => !/^[a-z]+:/.test(to))) {
				const [path] = link.split('#');
				if (path !== '') visit(relative(root, join(root, dirname(from), path)));
			}
		};
		visit('README.md');
		expect([...reached]).toContain(page);
	});
});

describe('the examples', () => {
	const files = readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.json'));

	it('are all run by the demo', () => {
		expect(examples.map(({ name }) => `${name}.json`).sort()).toEqual(files.sort());
	});

	it.each(files)('%s is linked in the README and on a page', (file) => {
		expect(linksOf('README.md')).toContain(`examples/${file}`);
		const linking = pages.filter((page) =>
			linksOf(page).some((link) => link.endsWith(`../examples/${file}`)),
		);
		expect(linking.length).toBeGreaterThan(0);
	});

	it.each(files)('%s has notes that are wide enough for what is to be copied from them', (file) => {
		const { nodes } = workflowSchema.parse(JSON.parse(read(join('examples', file))));
		for (const { parameters } of nodes.filter(({ type }) => type.endsWith('.stickyNote'))) {
			const { content, width } = parameters as { content: string; width: number };
			const code = [...content.matchAll(/^```\n([^]*?)^```$/gm)].flatMap(([, lines]) => lines.split('\n'));
			const longest = Math.max(0, ...code.map(({ length }) => length));
			expect(longest * CODE_LETTER + NOTE_EDGES).toBeLessThanOrEqual(width);
		}
	});

	it.each(readdirSync(join(root, 'docs/workflows')))('%s, for comparison, can be imported', (file) => {
		const workflow = workflowSchema.parse(JSON.parse(read(join('docs/workflows', file))));
		expect(
			workflow.nodes.map(({ type }) => type).filter((type) => !type.startsWith('n8n-nodes-base.')),
		).toEqual([]);
		expect(pages.flatMap(linksOf)).toContain(`workflows/${file}`);
	});
});

/** The part of a page from a heading to the next one of the same level or above. */
function section(page: string, heading: string): string {
	const [, marks] = new RegExp(`^(#+) ${heading}$`, 'm').exec(read(page)) ?? [];
	if (!marks) throw new Error(`${page} has no heading "${heading}"`);
	const rest = read(page).split(`\n${marks} ${heading}\n`)[1];
	return rest.split(new RegExp(`^#{1,${marks.length}} `, 'm'))[0];
}

/** What stands in the first column of a text's tables, and in bold or code anywhere: names of fields. */
function namedIn(text: string): string[] {
	const cells = [...text.matchAll(/^\| ([^|]+) \|/gm)].map(([, cell]) => cell);
	return cells.flatMap((cell) =>
		(cell.split(' > ').at(-1) ?? '').split(/, | and /).map((name) => name.replace(/[*`]/g, '').trim()),
	);
}

/** Every node's Options are explained once for all; a node's own ones are in its table. */
const EVERYWHERE = [
	'concurrency',
	'maxTries',
	'maxRetryWait',
	'retryUncertainSends',
	'sendOnce',
	'sendOnceKey',
	'timeout',
].map((name) => `options.${name}`);

const named = ({ type }: INodeProperties) => type !== 'collection';

const folders = nodeFolders();

describe.each([...packNodes()])('the page of %s', (name, { description }) => {
	const [, room = ''] = /^nodes\/(\w+)\//.exec(folders.get(name) ?? '') ?? [];
	const page = `docs/${room.toLowerCase()}.md`;

	it('has every field of the node in a table', () => {
		const vendor = read(page);
		const known = [
			...namedIn(section(page, description.displayName)),
			// Where the way in decides, a section of its own explains it
			...[...vendor.matchAll(/\*\*([^*]+)\*\*/g)].map(([, bold]) => bold),
			...namedIn(vendor),
		];
		const missing = everyField(description.properties)
			.filter(([path, field]) => isFilledIn(field) && named(field) && !EVERYWHERE.includes(path))
			.filter(([path]) => !path.startsWith('columns.'))
			.filter(([, { displayName }]) => !known.includes(displayName))
			.map(([path, { displayName }]) => `${path}: ${displayName}`);
		expect(missing).toEqual([]);
	});

	if (isTrigger(description)) return;
	it('has what the options of every action node are', () => {
		expect(section(page, description.displayName)).toContain('../README.md#what-all-nodes-share');
	});
});

describe.each([...packCredentials()])(
	'the page of the credential %s',
	(_, { documentationUrl, properties }) => {
		it('has every field of the credential', () => {
			const [, page] = /(docs\/.+?)#/.exec(documentationUrl ?? '') ?? [];
			const known = namedIn(read(page));
			const missing = everyField(properties)
				.filter(([, field]) => isFilledIn(field))
				.filter(([, { displayName }]) => !known.includes(displayName.replace(/ \(.*\)$/, '')))
				.filter(([, { displayName }]) => !known.includes(displayName));
			expect(missing.map(([path]) => path)).toEqual([]);
		});
	},
);

it('docs/architecture.md tells the one job of every file of the engine', () => {
	const told = [...section('docs/architecture.md', 'The engine').matchAll(/^\| `(.+?)` \|/gm)].map(
		([, file]) => file,
	);
	expect(told.sort()).toEqual(readdirSync(join(root, 'nodes/engine')).sort());
});

it('the comparison in docs/architecture.md counts what there is', () => {
	const rows = new Map(
		[...read('docs/architecture.md').matchAll(/^\| (.+?) \|.*\| (.+?) \|$/gm)].map(([, what, own]) => [
			what,
			own,
		]),
	);
	const nodes = [...packNodes().values()];
	const fields = nodes
		.flatMap(({ description }) => everyField(description.properties))
		.map(([, field]) => field)
		.filter(isFilledIn);
	const simple = fields.filter(({ type }) => type !== 'collection');
	const texts = fields.filter(
		({ type, typeOptions }) => ['string', 'json'].includes(type) && !typeOptions?.password,
	);
	const locators = fields.filter(
		({ type, requiresDataPath }) => type === 'resourceLocator' && !requiresDataPath,
	);
	const lists = nodes
		.flatMap(({ methods }) => Object.keys(methods?.listSearch ?? {}))
		.filter((list) => list !== 'searchColumns');
	const described = simple.filter(({ description = '' }) => description !== '');
	const exemplified = texts.filter(({ placeholder = '' }) => placeholder.startsWith('e.g. '));
	expect(rows.get('fields with a description')).toBe(`${described.length} of ${simple.length}`);
	expect(rows.get('typed texts with an example ("e.g. …")')).toBe(`${exemplified.length} of ${texts.length}`);
	const picked = locators.filter(({ modes = [] }) => modes.some(({ type }) => type === 'list'));
	const checked = locators.filter(({ modes = [] }) =>
		modes.filter(({ type }) => type !== 'list').every(({ validation = [] }) => validation.length > 0),
	);
	expect(rows.get("fields for a thing that the vendor's API can list: with a pick list")).toBe(
		`${picked.length} of ${locators.length}`,
	);
	expect(rows.get('… of them with a check of what is typed')).toBe(`${checked.length}`);
	expect(rows.get('lists behind them')).toMatch(new RegExp(`^${new Set(lists).size}: `));
});

describe('a field that asks for an ID without a pick list', () => {
	const typedIn = (name: string) =>
		everyField(packNodes().get(name)?.description.properties ?? [])
			.filter(([path, { type }]) => ['string', 'number'].includes(type) && !path.startsWith('columns.'))
			.filter(
				([path, { displayName }]) => /Id$|Identifier$/.test(path) || /\b(ID|Identifier)s?$/.test(displayName),
			)
			.map(([path]) => path);
	const typed = [...packNodes().keys()].flatMap(typedIn);

	it.each(actionContracts)('has a reason in $node', ({ node, unlisted = {} }) => {
		expect(typedIn(node).sort()).toEqual(Object.keys(unlisted).sort());
	});

	it('is told in the comparison', () => {
		const [, told] =
			/(\d+) fields ask for an ID that no vendor's API lists/.exec(read('docs/architecture.md')) ?? [];
		expect(Number(told)).toBe(typed.length);
	});
});

describe('the word list of CONTRIBUTING.md', () => {
	const banned = [...section('CONTRIBUTING.md', 'Words').matchAll(/^\| [^|]+ \| ([^|]+) \|$/gm)]
		.map(([, words]) => words)
		.filter((words) => !/^(not|-+|one word for all)$/.test(words))
		.flatMap((words) => words.replace(/\([^)]*\)/g, '').split(','))
		.map((word) => word.trim())
		.filter((word) => word !== '');

	const texts = [
		...[...packNodes().values()].flatMap(({ description }) => [
			['', description.description],
			...everyField(description.properties)
				.filter(([, { type }]) => type !== 'hidden')
				.map(textsOf),
		]),
		...[...packCredentials().values()].flatMap(({ properties }) =>
			everyField(properties)
				.filter(([, { type }]) => type !== 'hidden')
				.map(textsOf),
		),
	];

	function textsOf([path, field]: [string, INodeProperties]): [string, string] {
		const options = (field.options ?? []).flatMap((option) => ('value' in option ? [option] : []));
		const words = [field, ...options].flatMap((part) => [
			'displayName' in part ? part.displayName : part.name,
			part.description ?? '',
			('hint' in part && part.hint) || '',
		]);
		return [path, words.join(' | ')];
	}

	it('bans something', () => {
		expect(banned).toEqual(expect.arrayContaining(['parameter', 'property', 'binary property', 'record']));
	});

	it.each(banned)('"%s" is in no text of a node or credential', (word) => {
		const pattern = new RegExp(`\\b${word.replace(/y$/, '(?:y|ie)')}s?\\b`, 'i');
		expect(texts.filter(([, text]) => pattern.test(text))).toEqual([]);
	});
});
