/** What is tried on a release, in the order of the table: each part can be run alone. */
export const PARTS = {
	examples:
		'every example in a real n8n, the pack installed from its tarball, and the test of each credential',
	triggers: 'triggers in a real n8n: what comes in is odd, comes twice, or comes while n8n is down',
	engine: 'what all nodes share, ends of sessions, credentials, pick lists and stopped runs on its engine',
	faults: 'faults of all kinds, for the nodes of two vendors, on its engine',
	nodes: 'all tests of the nodes on its engine',
} as const;

export type Part = keyof typeof PARTS;

/** The test files that a part runs on the engine of an n8n: Jest's patterns for their paths. */
export const FILES = {
	engine: [
		'test/engine/',
		'test/credentials/',
		'test/faults/(stop|cancel).test',
		'test/nodes/.*/(search|session|sessions|ticket|systemUser|access).test',
	],
	faults: ['test/faults/(genesys|haptik).test'],
	nodes: ['test/nodes/'],
} satisfies Partial<Record<Part, string[]>>;

/** A column of the table: it counts the tests that it holds and no column before it does. */
export interface Column {
	title: string;
	part: Part;
	/** Matches the path of a test's file with the test's name behind it. */
	holds: RegExp;
}

export const COLUMNS: Column[] = [
	{ title: 'examples', part: 'examples', holds: /^/ },
	{ title: 'triggers', part: 'triggers', holds: /^/ },
	{ title: 'engine', part: 'engine', holds: /\/test\/engine\// },
	{
		title: 'sessions',
		part: 'engine',
		holds: /\/(session|sessions|ticket|systemUser|access)\.test\.ts /,
	},
	{ title: 'credential tests', part: 'engine', holds: /\/test\/credentials\// },
	{ title: 'pick lists', part: 'engine', holds: /\/search\.test\.ts / },
	{ title: 'stopped runs', part: 'engine', holds: /\/faults\/(stop|cancel)\.test\.ts / },
	{
		title: 'lost answer',
		part: 'faults',
		holds: /reset after the vendor|timeout, the vendor acts|no answer for/,
	},
	{
		title: 'cut answer',
		part: 'faults',
		holds: /breaks in the middle of the answer|JSON cut in half|trickles in/,
	},
	{ title: 'end of a session', part: 'faults', holds: /401 once|session expires/ },
	{ title: 'other faults', part: 'faults', holds: /^/ },
	{ title: 'all tests of nodes', part: 'nodes', holds: /^/ },
];

/** The columns of a part. */
export function columnsOf(part: Part): Column[] {
	return COLUMNS.filter((column) => column.part === part);
}
