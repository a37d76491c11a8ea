import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { PROJECT } from '../runtime/paths';
import { publishWorkflow, saveWorkflow } from '../runtime/workflows';

import { runCommandLine } from './ending';
import { compare } from './load/compare';
import { drive } from './load/drive';
import { EVENT_KINDS, type EventKind } from './load/events';
import { flowsOf, noOpPath } from './load/flows';
import { loadPage, type LoadResult } from './load/page';
import { findSteadyRate } from './load/steady';
import { busyness, commandLine } from './machine';
import { startEndurance, type EnduranceSession } from './start';

const USAGE = `npm run load [-- options]

Drives Webhook -> our node -> Respond to Webhook in a real n8n, and compares what callers were told with what the vendors' sandbox holds.

  --seconds <s>   how long each of our flows is driven (120)
  --rate <n>      calls a second; else the highest rate that the same flow with a No-Op sustains
  --probe <s>     how long each rate is tried while that one is looked for (10)
  --port <port>   first of nine ports on loopback (5900)
  --write         write the results to docs/load.md`;

/** Callers that may wait for an answer at the same time. */
const MOST_OPEN = 200;

const say = (line: string) => console.log(line);

interface LoadOptions {
	seconds: number;
	rate?: number;
	probe: number;
}

async function measure(
	session: EnduranceSession,
	kind: EventKind,
	options: LoadOptions,
): Promise<LoadResult> {
	const { rest, n8n, vendors, credentials } = session;
	for (const flow of flowsOf(kind, credentials)) await publishWorkflow(rest, await saveWorkflow(rest, flow));
	const address = (path: string) => ({ kind, url: `${n8n.url}/webhook/${path}`, most: MOST_OPEN });
	say(`${kind.title}: looking for the rate that a No-Op sustains ...`);
	const probe = { ...address(noOpPath(kind)), seconds: options.probe };
	const noOpRate = options.rate ?? (await findSteadyRate(probe, say));
	for (const vendor of Object.values(vendors)) vendor.reset();
	kind.prepare(vendors);
	const load = busyness();
	say(`  driving our flow at ${noOpRate.toFixed(1)}/s for ${options.seconds} s ...`);
	const driven = await drive({
		...address(kind.path),
		rate: noOpRate,
		seconds: options.seconds,
		run: 'ours',
	});
	const accounts = compare(kind, driven.told, kind.held(vendors));
	const counts = Object.entries(accounts).map(([name, events]) => `${(events as string[]).length} ${name}`);
	say(`  ${driven.rate.toFixed(1)}/s answered: ${counts.join(', ')}`);
	return { title: kind.title, noOpRate, driven, accounts, load };
}

void runCommandLine(async (stopLater) => {
	const { values } = parseArgs({
		options: {
			seconds: { type: 'string', default: '120' },
			rate: { type: 'string' },
			probe: { type: 'string', default: '10' },
			port: { type: 'string', default: '5900' },
			write: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		say(USAGE);
		return true;
	}
	const options = {
		seconds: Number(values.seconds),
		probe: Number(values.probe),
		...(values.rate === undefined ? {} : { rate: Number(values.rate) }),
	};
	const session = await startEndurance({ port: Number(values.port), say, stopLater });
	const results: LoadResult[] = [];
	for (const kind of EVENT_KINDS) results.push(await measure(session, kind, options));
	const page = loadPage(results, commandLine('load'));
	say(`\n${page}`);
	if (values.write) writeFileSync(join(PROJECT, 'docs/load.md'), page);
	return results.every(({ accounts: { delivered }, driven }) => delivered.length === driven.told.length);
});
