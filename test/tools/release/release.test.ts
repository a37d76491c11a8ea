import { execFileSync } from 'node:child_process';

import manifest from '../../../package.json';
import { root } from '../../../testkit/files';
import { addressHolders, PLACEHOLDER, staleAddresses } from '../../../tools/release/addresses';
import { obstacles, type Release } from '../../../tools/release/readiness';

const OWN = 'https://github.com/acme-chats/n8n-nodes-customer-chat';
const owned = { ...manifest, homepage: OWN, author: { name: 'Acme', email: 'chats@acme.example' } };

/** All texts as they are once the owner has set the homepage and written the pages anew. */
const rewritten = () => new Map([...addressHolders(), ...staleAddresses(addressHolders(), OWN)]);

describe('the addresses of the pack', () => {
	it('are all those of homepage in package.json: `npm run docs` writes them', () => {
		expect([...staleAddresses(addressHolders(), manifest.homepage).keys()]).toEqual([]);
	});

	it('stand in every credential and beside every node, in SECURITY.md and package.json', () => {
		const changed = [...staleAddresses(addressHolders(), OWN).keys()];
		const folders = [...manifest.n8n.nodes, ...manifest.n8n.credentials].map((file) =>
			file
				.replace(/^dist\//, '')
				.replace(/node\.js$/, 'node.json')
				.replace(/credentials\.js$/, 'credentials.ts'),
		);
		expect(changed).toEqual(expect.arrayContaining([...folders, 'SECURITY.md', 'package.json']));
	});

	it('follow the homepage everywhere', () => {
		expect([...rewritten().values()].filter((text) => text.includes(PLACEHOLDER))).toEqual([]);
		expect(JSON.parse(rewritten().get('package.json') ?? '')).toMatchObject({
			homepage: OWN,
			repository: { url: `${OWN}.git` },
			bugs: { url: `${OWN}/issues` },
		});
	});
});

/** A release that nothing keeps back, but for what is changed of it. */
const release = (changed: Partial<Release> = {}): Release => ({
	manifest: owned,
	texts: rewritten(),
	changelog: `# Changelog\n\n## ${owned.version} (2027-01-31)\n`,
	...changed,
});

describe('the check before a release', () => {
	it('lets an owner’s own address pass', () => {
		expect(obstacles(release())).toEqual([]);
		expect(obstacles(release({ tag: owned.version }))).toEqual([]);
	});

	it.each(['(unreleased)', '', '(31.1.2027)'])('refuses a version whose heading ends in "%s"', (day) => {
		expect(obstacles(release({ changelog: `## ${owned.version} ${day}\n` }))).toEqual([
			`CHANGELOG.md has no heading for this version with a day: write "## ${owned.version} (<year>-<month>-<day>)".`,
		]);
	});

	it('refuses the day of another version', () => {
		const changelog = `## 1${owned.version} (2027-01-31)\n\n## ${owned.version.replaceAll('.', '1')} (2027-01-31)\n`;
		expect(obstacles(release({ changelog }))).toHaveLength(1);
	});

	it('refuses a tag that is not the version', () => {
		expect(obstacles(release({ tag: '9.9.9' }))).toEqual([
			`The tag is 9.9.9 and the version in package.json ${owned.version}: they have to be the same.`,
		]);
	});

	it('refuses while the address is the placeholder', () => {
		expect(
			obstacles(release({ manifest: { ...owned, homepage: PLACEHOLDER }, texts: addressHolders() })),
		).toEqual([expect.stringMatching(/^homepage in package\.json is still /)]);
	});

	it.each([`${OWN}#readme`, `${OWN}.git`, 'https://acme.example/chats'])(
		'refuses %s, to which no page can be added',
		(homepage) => {
			expect(obstacles(release({ manifest: { ...owned, homepage }, texts: new Map() }))).toEqual([
				expect.stringContaining('without an ending'),
			]);
		},
	);

	it('refuses the placeholder’s mail address', () => {
		const { author } = { author: { name: 'Acme', email: 'maintainers@customer-chat-nodes.dev' } };
		expect(obstacles(release({ manifest: { ...owned, author } }))).toEqual([
			expect.stringMatching(/^author\.email/),
		]);
	});

	it('refuses when a text still names another repository', () => {
		expect(obstacles(release({ texts: new Map([['SECURITY.md', PLACEHOLDER]]) }))).toEqual([
			expect.stringMatching(/SECURITY\.md.*npm run docs/),
		]);
	});

	it('runs before npm publishes, and ends with a failure', () => {
		expect(manifest.scripts.prepublishOnly).toBe('npm run release:check');
		const run = () =>
			execFileSync(process.execPath, ['--import', 'tsx', 'tools/release.ts'], {
				cwd: root,
				encoding: 'utf8',
				stdio: 'pipe',
			});
		if (manifest.homepage === PLACEHOLDER) expect(run).toThrow(/homepage in package\.json is still/);
		else expect(run()).toContain('may be published');
	});
});
