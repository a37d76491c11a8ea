import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { parse } from 'yaml';

import manifest from '../../package.json';
import { filesBelow, root } from '../../testkit/files';
import { vendors } from '../../sandbox/vendors';

interface Step {
	run?: string;
	uses?: string;
}

interface Workflow {
	permissions: Record<string, string>;
	jobs: Record<string, { needs?: string; permissions?: Record<string, string>; steps: Step[] }>;
}

interface Form {
	name: string;
	description: string;
	body: Array<{ type: string; id?: string; attributes: { label?: string; options?: string[] } }>;
}

const textOf = (path: string) => readFileSync(join(root, path), 'utf8');
const read = <T>(path: string) => parse(textOf(path)) as T;
const runs = ({ steps }: { steps: Step[] }) => steps.flatMap(({ run }) => run ?? []);

const forms = filesBelow('.github/ISSUE_TEMPLATE').filter((file) => basename(file) !== 'config.yml');

describe('the workflows of the repository', () => {
	const ci = read<Workflow>('.github/workflows/ci.yml');
	const publish = read<Workflow>('.github/workflows/publish.yml');

	it('test as CI does everywhere', () => {
		expect(runs(ci.jobs.test)).toEqual(['bash .ci/run']);
		expect(runs(publish.jobs.test)).toEqual(['bash .ci/run']);
	});

	it('publish only what is tested, checked against the tag, and scanned, with provenance and without a token', () => {
		const { needs, permissions } = publish.jobs.publish;
		expect(needs).toBe('test');
		expect(permissions).toEqual({ contents: 'read', 'id-token': 'write' });
		expect(publish.permissions).toEqual({ contents: 'read' });
		expect(runs(publish.jobs.publish)).toEqual([
			'npm ci',
			'npm run release:check -- --tag ${{ github.ref_name }}',
			'npm run build',
			'npm run scan',
			'npm publish --provenance --access public',
		]);
		expect(textOf('.github/workflows/publish.yml')).not.toMatch(/secrets\.|_authToken/);
	});

	it('call no script that package.json does not have', () => {
		const called = [ci, publish]
			.flatMap(({ jobs }) => Object.values(jobs).flatMap(runs))
			.flatMap((run) => /^npm run ([\w:]+)/.exec(run)?.[1] ?? []);
		expect(called.length).toBeGreaterThan(0);
		expect(called.filter((name) => !(name in manifest.scripts))).toEqual([]);
	});
});

describe('the forms for issues', () => {
	it.each(forms)('%s has a name, a description, and fields of its own', (file) => {
		const { name, description, body } = read<Form>(file);
		expect([name, description].filter((text) => !text)).toEqual([]);
		const ids = body.filter(({ type }) => type !== 'markdown').map(({ id }) => id);
		expect(ids.length).toBeGreaterThan(0);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids).not.toContain(undefined);
	});

	it.each(forms)('%s offers every vendor', (file) => {
		const { body } = read<Form>(file);
		const offered = body.find(({ id }) => id === 'vendor')?.attributes.options;
		expect(offered).toEqual(expect.arrayContaining(vendors.map(({ title }) => title)));
	});
});
