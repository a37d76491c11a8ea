import picocolors from 'picocolors';

/** What one vendor got from one example. */
export interface Outcome {
	example: string;
	vendor: string;
	received: string;
	/** Why it did not work; none when it did. */
	problems: string[];
}

const HEADINGS = ['Example', 'Vendor', 'What the vendor received', 'Result'];

/** The outcomes as a table, with the reasons of the failed ones below it. */
export function table(outcomes: Outcome[]): string {
	const rows = outcomes.map(({ example, vendor, received, problems }) => [
		example,
		vendor,
		received,
		problems.length ? 'FAILED' : 'ok',
	]);
	const widths = HEADINGS.map((heading, column) =>
		Math.max(heading.length, ...rows.map((row) => row[column].length)),
	);
	const line = (row: string[]) =>
		row
			.map((cell, column) => cell.padEnd(widths[column]))
			.join('  ')
			.trimEnd();
	const color = (text: string) => text.replace(/ok$/, picocolors.green).replace(/FAILED$/, picocolors.red);
	const reasons = outcomes.flatMap(({ example, vendor, problems }) =>
		problems.map((problem) => `${picocolors.red('FAILED')} ${example}, ${vendor}: ${problem}`),
	);
	return [
		picocolors.bold(line(HEADINGS)),
		widths.map((width) => '─'.repeat(width)).join('  '),
		...rows.map((row) => color(line(row))),
		...(reasons.length ? ['', ...reasons] : []),
	].join('\n');
}
