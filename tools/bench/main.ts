import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import picocolors from 'picocolors';

import { Lab } from './lab';
import { write } from './report/document';
import { holds, type Report } from './report/report';
import { printed } from './report/table';
import type { Effort } from './rounds';
import { SCENARIOS } from './scenarios';

const USAGE = `npm run bench -- [--check] [--quick] [--only 1,2,3] [--rounds 5]

Measures the pack against n8n's HTTP Request and Webhook nodes and plain HTTP clients, and writes docs/benchmarks.md with its charts.
  --check    exits with 1 when a gate is missed; writes nothing
  --quick    a tenth of the items, one round, nothing written: to see that it runs
  --only     the numbers of the scenarios; the others keep their place in the document
  --rounds   how often each case is measured
  --profile  a folder for a CPU profile of every client`;

interface Options {
	check: boolean;
	quick: boolean;
	only?: number[];
	profile?: string;
	effort: Effort;
}

function readOptions(): Options | undefined {
	const { values } = parseArgs({
		options: {
			check: { type: 'boolean', default: false },
			quick: { type: 'boolean', default: false },
			only: { type: 'string' },
			rounds: { type: 'string' },
			profile: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) return undefined;
	const { check, quick, only, profile } = values;
	const rounds = Number(values.rounds ?? (quick ? 1 : 5));
	if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds wants a whole number above 0');
	return {
		check,
		quick,
		effort: { rounds, less: quick ? 10 : 1 },
		...(profile ? { profile: resolve(profile) } : {}),
		...(only ? { only: only.split(',').map(Number) } : {}),
	};
}

/** Shows on the terminal's last line what is being measured. */
function progress(line: string): void {
	if (line.includes(' failed: ')) console.error(line);
	else if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${picocolors.dim(line)}`);
}

async function measureAll(lab: Lab, { only, effort }: Options): Promise<Report[]> {
	const reports: Report[] = [];
	for (const { number, run } of SCENARIOS.filter((scenario) => !only || only.includes(scenario.number))) {
		const report = await run(lab, effort, (line) => progress(`${number}. ${line}`));
		progress('');
		console.log(printed(report));
		reports.push(report);
	}
	return reports;
}

async function main(): Promise<void> {
	const options = readOptions();
	if (!options) return console.log(USAGE);
	const lab = await Lab.open((line) => console.log(line), options.profile);
	try {
		const reports = await measureAll(lab, options);
		const gates = reports.flatMap((report) => report.gates);
		const missed = gates.filter((gate) => !holds(gate)).length;
		console.log(`${gates.length - missed} of ${gates.length} gates hold.`);
		if (options.check && missed > 0) process.exitCode = 1;
		if (!options.check && !options.quick)
			write(reports, { rounds: options.effort.rounds, n8n: lab.runtime.version });
	} finally {
		await lab.close();
	}
}

main().catch((error: Error) => {
	console.error(picocolors.red(error.stack ?? error.message));
	process.exitCode = 1;
});
