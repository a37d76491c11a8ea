import { missingIn } from './differences';
import type { Tried } from './tryRelease';

function row({ release, tests, triggers, examples, problems }: Tried): string {
	const result = problems.length === 0 ? 'all well' : `${problems.length} failed`;
	return `| ${release} | ${tests} | ${triggers} | ${examples} | ${result} |`;
}

function differences(tried: Tried[]): string[] {
	const missing = tried.flatMap(({ release }) => missingIn(release));
	return [...new Set(missing.map(({ since, seen }) => `- Before n8n ${since}: ${seen}`))];
}

/** The page that says on which n8n the pack was tried, and with what result. */
export function compatibilityPage(tried: Tried[]): string {
	return [
		'# On which n8n the pack runs',
		'',
		'`npm run test:versions` writes this page: it runs the tests of the engine and of all nodes on the engine of each n8n, then those of triggers and every',
		'example in that n8n with the pack installed from its tarball.',
		'',
		'| n8n | tests passed | tests of triggers passed | examples passed | result |',
		'|---|---|---|---|---|',
		...tried.map(row),
		'',
		'## What older ones lack',
		'',
		...differences(tried),
		'',
		'In doubt the pack says that a message may have arrived, in every version; it never says "not sent" of one that is at the vendor.',
		'',
		...tried.flatMap(({ release, problems }) => problems.map((problem) => `- ${release}: ${problem}`)),
	].join('\n');
}
