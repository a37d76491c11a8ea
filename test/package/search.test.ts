import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import upperFirst from 'lodash/upperFirst';

import { root } from '../../testkit/files';
import { nodeFolders, packNodes } from '../../testkit/pack';

const WORDS = ['chat', 'live chat', 'whatsapp', 'csv', 'conversation', 'transcript'];

/** What each node is found by among these words: what it does, and for Expertflow's files the name of the product. */
const FOUND_BY: Record<string, string[]> = {
	callGearUploadChats: ['chat', 'live chat', 'csv', 'conversation', 'transcript'],
	expertflowDownloadFile: ['chat'],
	expertflowSendMedia: ['chat', 'live chat', 'whatsapp', 'conversation'],
	expertflowUploadFile: ['chat'],
	expertflowUploadFileFromUrl: ['chat', 'whatsapp'],
	genesysAttachFile: ['chat', 'live chat'],
	genesysUploadFile: ['chat', 'live chat', 'conversation'],
	haptikSendMessage: ['chat', 'live chat', 'conversation'],
	haptikSendFile: ['chat', 'live chat', 'conversation'],
	superOfficeAddChatMessage: ['chat', 'live chat', 'conversation'],
};

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
	WORDS.filter((word) => searched(name).some((text) => new RegExp(`\\b${word}s?\\b`).test(text)));

describe('a search in the node panel', () => {
	it.each(Object.keys(FOUND_BY))('finds %s for what it does', (name) => {
		expect(foundBy(name)).toEqual(FOUND_BY[name]);
	});

	it.each(WORDS)('finds a node of ours for "%s"', (word) => {
		expect(Object.keys(FOUND_BY).filter((name) => foundBy(name).includes(word))).not.toEqual([]);
	});
});
