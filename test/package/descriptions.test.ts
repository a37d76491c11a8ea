import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ICredentialType, INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';

import { actionContracts } from '../../testkit/contracts';
import { everyField, isFilledIn } from '../../testkit/everyField';
import { root } from '../../testkit/files';
import { packCredentials, packNodes, sourceOf } from '../../testkit/pack';
import { problemsOfKind } from './kinds';

interface Manifest {
	n8n: { nodes: string[]; credentials: string[] };
}

interface Codex {
	node: string;
	categories: string[];
	alias?: string[];
	resources: {
		primaryDocumentation: Array<{ url: string }>;
		credentialDocumentation: Array<{ url: string }>;
	};
}

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
const nodes: Array<[string, INodeType, string]> = [...packNodes()].map(([name, node], index) => [
	name,
	node,
	sourceOf(manifest.n8n.nodes[index]),
]);
const credentials: Array<[string, ICredentialType, string]> = [...packCredentials()].map(
	([name, type], index) => [name, type, sourceOf(manifest.n8n.credentials[index])],
);

const SMALL_WORDS = /^(a|an|and|as|at|by|for|from|in|into|of|on|or|the|to|when|with|per)$/;
const isTitleCase = (text: string) =>
	text.split(/[\s/]+/).every((word, index) => (index > 0 && SMALL_WORDS.test(word)) || !/^[a-z]/.test(word));

function iconFiles(icon: unknown, file: string): string[] {
	const { light, dark } = icon as { light: string; dark: string };
	expect(light).not.toBe(dark);
	return [light, dark].map((path) => join(file, '..', path.replace('file:', '')));
}

describe.each(nodes)('the description of %s', (name, { description, methods }, file) => {
	const fields = everyField(description.properties).filter(([, field]) => isFilledIn(field));

	it('says what it is, the way n8n lists nodes', () => {
		expect(isTitleCase(description.displayName)).toBe(true);
		expect(description.displayName).not.toMatch(/node/i);
		expect(description.defaults.name).toBe(description.displayName);
		expect(description.description).toMatch(/^[A-Z][^]*[^.]$/);
		expect(description.subtitle).toBeTruthy();
		expect(description.version).toBe(1);
	});

	it('has icons for the light and the dark theme', () => {
		for (const icon of iconFiles(description.icon, file)) expect(existsSync(icon)).toBe(true);
	});

	it('has a codex file that makes it findable', () => {
		const codex = JSON.parse(readFileSync(file.replace(/\.ts$/, '.json'), 'utf8')) as Codex;
		expect(codex.node).toBe(`n8n-nodes-customer-chat.${name}`);
		expect(codex.categories.length).toBeGreaterThan(0);
		for (const { url } of [
			...codex.resources.primaryDocumentation,
			...codex.resources.credentialDocumentation,
		]) {
			// n8n writes ?utm_source=… behind it, which an anchor would swallow
			expect(url).not.toContain('#');
			expect(existsSync(join(root, 'docs', url.replace(/^.*\/docs\//, '')))).toBe(true);
		}
	});

	it('asks for credentials of this pack', () => {
		const own = credentials.map(([type]) => type);
		expect(
			description.credentials?.map((credential) => credential.name).filter((type) => !own.includes(type)),
		).toEqual([]);
		for (const { testedBy } of description.credentials ?? []) {
			if (typeof testedBy === 'string') expect(methods?.credentialTest).toHaveProperty(testedBy);
		}
	});

	it('has what its kind of node has, and nothing of the other kind', () => {
		const contract = actionContracts.find(({ node }) => node === description.name);
		expect(problemsOfKind(description, contract !== undefined && contract.tool === undefined)).toEqual([]);
	});

	it.each(fields)('words the field %s as n8n’s guidelines ask', (_, field) => {
		expect({ field: field.displayName, titleCase: isTitleCase(field.displayName) }).toEqual({
			field: field.displayName,
			titleCase: true,
		});
		if (field.placeholder && !['collection', 'fixedCollection'].includes(field.type))
			expect(field.placeholder).toMatch(/^e\.g\. /);
		if (field.type === 'boolean') expect(field.description).toMatch(/^Whether /);
		const { description: text } = field;
		if (text) {
			expect(text).toMatch(/^[A-Z<]/);
			const sentences = text
				.replace(/\be\.g\.|\bi\.e\.|\d\.\d/g, '')
				.split(/[.!?](?:\s|$)/)
				.filter((part) => part !== '').length;
			expect({ text, endsWithStop: /[.!?]$/.test(text.replace(/<\/a>/g, '')) }).toEqual({
				text,
				endsWithStop: sentences > 1,
			});
		}
		const options = (field.options ?? []) as Array<INodePropertyOptions | INodeProperties>;
		const shown = options.map((option) => ('displayName' in option ? option.displayName : option.name));
		// n8n's rule asks for the order of the alphabet from five on; fewer may stand in that of their use
		if (field.type !== 'options' || shown.length >= 5)
			expect(shown).toEqual([...shown].sort((a, b) => a.localeCompare(b)));
		if (field.type === 'options')
			expect(options.map((option) => ('value' in option ? option.value : ''))).toContain(field.default);
	});

	it('is written in plain English letters', () => {
		expect(JSON.stringify(description)).not.toMatch(/[^\x20-\x7e\u2013\u2026]/);
	});
});

describe.each(credentials)('the credential type %s', (name, type, file) => {
	it('is named, drawn and documented', () => {
		expect(type.displayName).toMatch(/ API$/);
		for (const icon of iconFiles(type.icon, file)) expect(existsSync(icon)).toBe(true);
		const page = type.documentationUrl ?? '';
		expect(existsSync(join(root, 'docs', page.replace(/^.*\/docs\//, '').replace(/#.*$/, '')))).toBe(true);
	});

	it('can be tested', () => {
		const testers = nodes.filter(([, { description }]) =>
			description.credentials?.some((credential) => credential.name === name && credential.testedBy),
		);
		expect(type.test !== undefined || testers.length > 0).toBe(true);
	});

	it('hides what is secret', () => {
		const secret = /password|secret|token|ticket|privateKey/i;
		const open = type.properties.filter(
			(field) =>
				secret.test(field.name) &&
				field.type === 'string' &&
				field.typeOptions?.password !== true &&
				!/url/i.test(field.name),
		);
		expect(open.map((field) => field.name)).toEqual([]);
	});
});
