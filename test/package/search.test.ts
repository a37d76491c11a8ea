import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import upperFirst from 'lodash/upperFirst';

import { searchWords } from '../../testkit/contract';
import { actionContracts, triggerContracts } from '../../testkit/contracts';
import { root } from '../../testkit/files';
import { nodeFolders, packNodes } from '../../testkit/pack';

const nodes = [...actionContracts, ...triggerContracts];

/** What n8n's node panel searches: the name that it shows, and the aliases. */
function searched(name: string): string[] {
	const { displayName } = packNodes().get(name)?.description ?? { displayName: '' };
	const file = `${upperFirst(name)}.node.json`;
	const codex = JSON.parse(readFileSync(join(root, nodeFolders().get(name) ?? '', file), 'utf8')) as {
		alias: string[];
	};
	return [displayName, ...codex.alias].map((text) => text.toLowerCase());
}

/** A word is found where a name or alias has it as whole words, alone or in the plural. */
const foundBy = (name: string) =>
	searchWords.filter((word) => searched(name).some((text) => new RegExp(`\\b${word}s?\\b`).test(text)));

describe('a search in the node panel', () => {
	it.each(nodes.map(({ node, foundBy: words }) => [node, words] as const))(
		'finds %s for what it does',
		(node, words) => {
			expect(foundBy(node)).toEqual(words);
		},
	);

	it.each(searchWords)('finds a node of ours for "%s"', (word) => {
		expect(nodes.filter(({ node }) => foundBy(node).includes(word))).not.toEqual([]);
	});

	it.each(nodes.map(({ node }) => node))('has each alias of %s once', (node) => {
		const [, ...aliases] = searched(node);
		expect(new Set(aliases).size).toBe(aliases.length);
	});
});
