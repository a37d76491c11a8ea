import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, resolve } from 'node:path';

import { root } from '../../testkit/files';
import { scan } from '../../tools/scan/scan';
import { filesIn, unpacked } from './unpacked';

/** What n8n provides at run time; anything else would be missing where the pack is installed. */
const PROVIDED = ['n8n-workflow', 'lodash', 'luxon', 'zod', 'crypto', 'node:crypto'];

interface Manifest {
	dependencies?: object;
	peerDependencies: object;
	scripts?: Record<string, string>;
	overrides?: object;
	keywords: string[];
	license: string;
	n8n: { nodes: string[]; credentials: string[] };
}

let folder: string;
let files: string[];
let manifest: Manifest;

beforeAll(async () => {
	folder = await unpacked();
	files = filesIn(folder);
	manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}, 180_000);

const compiled = () => files.filter((file) => file.endsWith('.js'));
const sourceOf = (file: string) => readFileSync(join(folder, file), 'utf8');

describe('the packed tarball', () => {
	it('depends on nothing and runs no script when it is installed', () => {
		expect(manifest.dependencies ?? {}).toEqual({});
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		expect(manifest.overrides).toBeUndefined();
		const hooks = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish', 'prepack'];
		expect(Object.keys(manifest.scripts ?? {}).filter((name) => hooks.includes(name))).toEqual([]);
	});

	it('is marked as an n8n community package under MIT', () => {
		expect(manifest.keywords).toContain('n8n-community-node-package');
		expect(manifest.license).toBe('MIT');
		expect(files).toEqual(expect.arrayContaining(['LICENSE.md', 'README.md']));
	});

	it('holds every registered file, and only what runs', () => {
		const registered = [...manifest.n8n.nodes, ...manifest.n8n.credentials];
		expect(registered.length).toBeGreaterThan(0);
		expect(registered.filter((file) => !existsSync(join(folder, file)))).toEqual([]);
		const allowed =
			/^(package\.json|README\.md|LICENSE\.md|dist\/(nodes|credentials)\/.*\.(js|svg|node\.json)|dist\/(known|types|methods)\/\w+\.json)$/;
		expect(files.filter((file) => !allowed.test(file))).toEqual([]);
		const shipped = compiled().filter((file) => /\.(node|credentials)\.js$/.test(file));
		expect(shipped.sort()).toEqual([...registered].sort());
	});

	it('describes every node and credential for an n8n that loads them only when they are used', () => {
		for (const kind of ['nodes', 'credentials'] as const) {
			const known = JSON.parse(sourceOf(`dist/known/${kind}.json`)) as Record<string, { sourcePath: string }>;
			const types = JSON.parse(sourceOf(`dist/types/${kind}.json`)) as Array<{ name: string }>;
			expect(Object.values(known).map(({ sourcePath }) => sourcePath)).toEqual(manifest.n8n[kind]);
			expect(types.map(({ name }) => name)).toEqual(Object.keys(known));
		}
	});

	it('requires only its own files and what n8n provides', () => {
		const required = compiled().flatMap((file) =>
			[...sourceOf(file).matchAll(/\b(?:require|import)\(\s*["'`]([^"'`]+)["'`]\s*\)/g)].map(([, name]) => ({
				file,
				name,
			})),
		);
		expect(required.length).toBeGreaterThan(0);
		const foreign = required.filter(({ file, name }) =>
			name.startsWith('.')
				? !existsSync(`${resolve(folder, dirname(file), name)}.js`)
				: !PROVIDED.includes(
						name
							.split('/')
							.slice(0, name.startsWith('@') ? 2 : 1)
							.join('/'),
					) && !PROVIDED.includes(name),
		);
		expect(foreign).toEqual([]);
		const builtins = required.filter(({ name }) => builtinModules.includes(name.replace(/^node:/, '')));
		expect(
			[...new Set(builtins.map(({ name }) => name.replace(/^node:/, '')))].filter(
				(name) => name !== 'crypto',
			),
		).toEqual([]);
	});

	it('keeps the vendors’ rooms apart', () => {
		const rooms = readdirSync(join(root, 'nodes')).filter((name) => name !== 'engine');
		expect(rooms.length).toBeGreaterThan(1);
		const crossings = compiled().flatMap((file) => {
			const own = rooms.find((room) => file.startsWith(`dist/nodes/${room}/`));
			const others = rooms.filter((room) => room !== own && !file.startsWith('dist/credentials/'));
			return others
				.filter((room) => sourceOf(file).includes(`/${room}/`))
				.map((room) => `${file} -> ${room}`);
		});
		expect(crossings).toEqual([]);
	});

	it.each([
		[
			'timers and process',
			/(^|[^.\w])(setTimeout|setInterval|setImmediate|process|globalThis|__dirname|__filename)\b(?!['"`:])/m,
		],
		['the console', /(^|[^.\w])console\s*\./m],
		['evaluated code', /\beval\(|new Function\(|child_process/],
	])('uses no %s', (_, pattern) => {
		const code = (file: string) =>
			sourceOf(file)
				.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
				.replace(/(["'`])(?:\\.|(?!\1).)*\1/g, "''");
		expect(compiled().filter((file) => pattern.test(code(file)))).toEqual([]);
	});

	it('names no machine, registry or sandbox', () => {
		const private_ = /127\.0\.0\.1|localhost:|\/\/localhost|registry\.npmjs|\/home\/|\/work\/|\/tmp\//;
		expect(files.filter((file) => file.startsWith('dist/') && private_.test(sourceOf(file)))).toEqual([]);
	});

	it('passes the official scanner, tarball leg', () => {
		expect(scan(folder, 'tarball')).toEqual({ passed: true });
	}, 120_000);

	it('passes the official scanner, source leg', () => {
		expect(scan(root, 'source')).toEqual({ passed: true });
	}, 120_000);
});
