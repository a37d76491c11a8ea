import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { range } from 'lodash';
import ts from 'typescript';

import { statusFailure } from '../../nodes/engine/answer';
import { describe as told, withoutItems } from '../../nodes/engine/errors';
import { networkFailure } from '../../nodes/engine/network';
import { filesBelow, root } from '../../testkit/files';
import { importsBelow } from '../../testkit/imports';

/** What there is only where a node works on items: the items, and the Options with what is in them. */
const OF_ITEMS =
	/\bthis item|\bthe item\b|\beach item|in the options|options of the node|Concurrency|Max Retry Wait/;

/** Where no item is: pick lists, triggers, tests of credentials, and what credentials do by themselves. */
const ITEMLESS =
	/^(nodes\/\w+\/(search|credentialTest|registration)\.ts|nodes\/\w+\/\w*Trigger\/.*\.ts|credentials\/.*\.ts)$/;

const imports = importsBelow('nodes', 'credentials');

/** All that such places come to. */
function reached(): string[] {
	const all = new Set(
		filesBelow('nodes')
			.concat(filesBelow('credentials'))
			.filter((file) => ITEMLESS.test(file)),
	);
	for (const file of all)
		for (const next of imports.get(file) ?? []) if (!next.endsWith('.json')) all.add(next);
	return [...all].filter((file) => !/properties\.ts$/.test(file));
}

/** The sentences of a file that say how to go on, each with whether it is said otherwise where no item is. */
function sentencesOf(file: string): Array<{ text: string; otherwise: boolean }> {
	const source = ts.createSourceFile(
		file,
		readFileSync(join(root, file), 'utf8'),
		ts.ScriptTarget.ES2022,
		true,
	);
	const found: Array<{ text: string; otherwise: boolean }> = [];
	const visit = (node: ts.Node, otherwise: boolean): void => {
		if (ts.isObjectLiteralExpression(node)) {
			const names = node.properties.map((property) => property.name?.getText(source));
			// A field's own description is read beside the field
			if (names.includes('displayName')) return;
			const has = names.includes('elsewhere');
			node.properties.forEach((property) =>
				visit(property, has && property.name?.getText(source) === 'remedy'),
			);
			return;
		}
		if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
			found.push({ text: node.getText(source), otherwise });
			return;
		}
		ts.forEachChild(node, (child) => visit(child, otherwise));
	};
	visit(source, false);
	return found;
}

/** Told of a node's items alone, in files that others come to as well. */
const OF_ITEMS_ALONE = [
	// Of what an option repeats: nothing is repeatable where no item is
	'Where a double does no harm',
	// Fields of a node without items are asked whether they have any
	'${this.hasItems',
	// Files come with items
	'This item has no file at all',
	'names no file',
];

it('a sentence that a pick list, a trigger or a test of a credential may tell speaks of no item and of no option', () => {
	const wrong = reached().flatMap((file) =>
		sentencesOf(file)
			.filter(({ text, otherwise }) => !otherwise && OF_ITEMS.test(text))
			.filter(({ text }) => !OF_ITEMS_ALONE.some((words) => text.includes(words)))
			.map(({ text }) => `${file}: ${text}`),
	);
	expect(wrong).toEqual([]);
});

it('of every status and every trouble of the network, where no item is', () => {
	const statuses = range(300, 600).map((status) =>
		statusFailure('Acme', { status, headers: { 'retry-after': '5' }, body: '' }),
	);
	const request = { vendor: 'Acme', url: 'https://acme.example', timeoutMs: 15_000 };
	const codes = [
		'ENOTFOUND',
		'ECONNREFUSED',
		'ECONNRESET',
		'ERR_INVALID_CHAR',
		'CERT_HAS_EXPIRED',
		'ETIMEDOUT',
	];
	const troubles = codes.flatMap((code) =>
		[true, false].map((timedOut) => networkFailure(request, { code, timedOut, cancelled: false })),
	);
	const sentences = [...statuses, ...troubles].flatMap((failure) => {
		if (!failure) return [];
		const { facts } = withoutItems(failure);
		return [`${facts.message}. ${told(facts)}`];
	});
	expect(sentences).toHaveLength(312);
	expect(sentences.filter((sentence) => OF_ITEMS.test(sentence) || /options/i.test(sentence))).toEqual([]);
});
