import type { N8nVersion } from '../runtime/versions';

/** Something that an older n8n cannot do, or does not tell. */
export interface Difference {
	/** The first n8n that does. */
	since: string;
	/** What users of an older one see. */
	seen: string;
	/** The beginnings of the names of the tests that hold for newer ones alone; none where the tests play an older one themselves. */
	tests: string[];
}

export const DIFFERENCES: Difference[] = [
	{
		since: '2.0',
		seen: 'With binary data on disk, an expression in a file field cannot hand the file itself over: type the name of its field.',
		tests: [
			'takes a file object from an expression',
			'uploads in binary mode filesystem takes a binary object from an expression',
		],
	},
	{
		since: '2.0',
		seen: 'There is no Execution Logic v2, with which a workflow keeps files in the data of its items.',
		tests: [
			'a workflow that keeps files in the data of its items',
			'readUploadFile finds a file by its name in the data of its item',
		],
	},
	{
		since: '2.0',
		seen: 'The Highlighted Data of a stopped execution does not say how far a node had come.',
		tests: [],
	},
	{
		since: '2.33',
		seen: 'What Highlighted Data says of a node stands under its name with "_" for all but English letters and digits.',
		tests: [],
	},
	{
		since: '2.33',
		seen: "n8n reads a credential's list of allowed domains by other rules; the pack keeps to those of the newest n8n in every version.",
		tests: ['agrees with n8n about any host and any list'],
	},
	{
		since: '2.34',
		seen: 'A secure connection that breaks while it is being made is told as "may have arrived", although nothing has left.',
		tests: ['a secure connection that breaks while it is made', 'no TLS at the port'],
	},
	{
		since: '2.34',
		seen: "Where a credential's test meets a certificate that nobody vouches for, n8n's own words stand in the place of ours.",
		tests: [
			'a certificate that nobody vouches for is refused by default and taken when the switch is on',
			'with a certificate of its own making passes only when that is allowed',
		],
	},
	{
		since: '2.34',
		seen: 'How long a vendor asks to wait is told to the user, not to n8n.',
		tests: [
			'a refusal with 429',
			'a refusal with 503',
			'toNodeError gives n8n the wait that the vendor asked for',
		],
	},
	{
		since: '2.34',
		seen: "n8n's log lacks the inner causes of an error; what the node says is the same.",
		tests: [
			'asFailure finds the failure that a credential threw inside the error that n8n made of it',
			'toNodeError gives n8n the status, the cause and the vendor’s words',
		],
	},
	{
		since: '2.41',
		seen: 'For each event that comes in, n8n works out the address and answer of a trigger with its expression engine, which takes a moment longer.',
		tests: [
			'gives n8n what they come to',
			'leaves fields with expressions of the user, and entries that were replaced, to the engine',
		],
	},
];

/** What of it a release lacks. */
export function missingIn(release: N8nVersion): Difference[] {
	return DIFFERENCES.filter(({ since }) => release.localeCompare(since, 'en', { numeric: true }) < 0);
}

/** A pattern of any of these names. */
export function named(names: string[]): string {
	return names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
}

/** Jest's pattern for all tests but those that a release cannot pass; undefined when it passes all. */
export function testsOf(release: N8nVersion): string | undefined {
	const names = missingIn(release).flatMap(({ tests }) => tests);
	return names.length > 0 ? `^(?!.*(${named(names)}))` : undefined;
}
