import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { startSandbox } from '../sandbox';

import type { StopLater } from './demo/session';
import { runCommandLine } from './endurance/ending';
import { pack } from './pack';
import { tryCalls } from './queue/calls';
import { tryLoss } from './queue/losses';
import { breachesOf, keepResults, NO_RESULTS, type Results, RESULTS_FILE } from './queue/results';
import { startServices } from './queue/services';
import { trySessions } from './queue/session';
import { QueueStack, type StackStart } from './queue/stack';
import { tryThroughput } from './queue/throughput';
import { tryTriggers } from './queue/triggers';
import { ensureRuntime } from './runtime/install';
import { PROJECT } from './runtime/paths';
import { freePorts } from './runtime/ports';
import { N8N_RELEASES, NEWEST_N8N, type N8nVersion } from './runtime/versions';

const TRIALS = ['calls', 'files', 'sessions', 'frozen', 'killed', 'triggers'] as const;
type Trial = (typeof TRIALS)[number] | 'throughput';

const USAGE = `npm run test:queue [-- <trial> ...] [-- options]

Tries the pack in queue mode: a real n8n with main, workers, Redis and PostgreSQL, each process with the packed pack; all of it on loopback,
started here and stopped at the end.

  calls      webhook calls with messages and with files, binary data in the database
  files      the same, binary data in a folder that all processes share
  sessions   a vendor's session ends while both workers use it
  frozen     a worker stands still for longer than n8n waits, and goes on
  killed     a worker is killed in the middle of a send
  triggers   events for a trigger come to main, to a process for webhooks, and to both
Without a trial: all of them, but not this one, which says nothing on a busy machine:
  throughput a slow vendor, with 1, 2 and 4 workers

  --n8n <version>  on which n8n, ${NEWEST_N8N} unless given; of ${Object.keys(N8N_RELEASES).join(' ')}
  --calls <n>      how many calls of each kind (1000)
  --write          keeps what was seen in ${RESULTS_FILE}, from which \`npm run docs\` makes the tables`;

const say = (line: string) => console.log(line);

interface Wanted {
	trials: Trial[];
	release: N8nVersion;
	calls: number;
}

function trialsOf(asked: string[]): Trial[] {
	const all: Trial[] = [...TRIALS, 'throughput'];
	const unknown = asked.find((name) => !all.includes(name as Trial));
	if (unknown !== undefined) throw new Error(`${unknown} is none of ${all.join(', ')}`);
	return asked.length > 0 ? (asked as Trial[]) : [...TRIALS];
}

function releaseOf(asked: string): N8nVersion {
	if (!Object.hasOwn(N8N_RELEASES, asked))
		throw new Error(`${asked} is none of ${Object.keys(N8N_RELEASES).join(', ')}`);
	return asked as N8nVersion;
}

/** Starts a stack for some trials, and stops it after them. */
async function onStack(start: StackStart, work: (stack: QueueStack) => Promise<void>): Promise<void> {
	const stops: Array<() => Promise<void>> = [];
	const stopAll = async () => {
		for (const stop of stops.splice(0).reverse()) await stop();
	};
	// Stopped here, or with all the rest when the run is broken off
	start.stopLater(stopAll);
	const { runtime, workers, binaries } = start;
	say(`Starting n8n ${runtime.version}: main and ${workers} workers, binary data in: ${binaries} ...`);
	await work(await QueueStack.run({ ...start, stopLater: (stop) => stops.push(stop) }));
	await stopAll();
}

async function tryAll({ trials, release, calls }: Wanted, stopLater: StopLater): Promise<Results> {
	const runtime = await ensureRuntime(say, release);
	const packed = await pack(say);
	const folder = mkdtempSync(join(tmpdir(), 'n8n-queue-'));
	stopLater(async () => rmSync(folder, { recursive: true, force: true }));
	const port = await freePorts(20);
	const services = await startServices(folder, [port, port + 1], stopLater);
	const sandbox = await startSandbox();
	stopLater(async () => await sandbox.stop());
	const stack = (name: string): StackStart => ({
		...{ runtime, packed, services, folder, name, stopLater },
		vendors: sandbox.vendors,
		binaries: 'database',
		workers: 2,
		port: port + 2,
	});
	const results: Results = structuredClone(NO_RESULTS);
	const add = (more: Partial<Results>) => {
		for (const [kind, rows] of Object.entries(more))
			(results[kind as keyof Results] as object[]).push(...rows);
		say(JSON.stringify(more, null, '  '));
	};
	const wants = (...some: Trial[]) => some.some((trial) => trials.includes(trial));
	if (wants('calls', 'sessions', 'frozen', 'killed')) {
		await onStack(stack('database'), async (running) => {
			if (wants('calls')) add({ calls: await tryCalls(running, calls) });
			if (wants('sessions')) add({ sessions: await trySessions(running) });
			if (wants('frozen')) add({ losses: await tryLoss(running, 'frozen') });
			if (wants('killed')) add({ losses: await tryLoss(running, 'killed') });
		});
	}
	if (wants('files')) {
		await onStack({ ...stack('files'), binaries: 'filesystem' }, async (running) =>
			add({ calls: await tryCalls(running, calls) }),
		);
	}
	if (wants('triggers')) {
		await onStack({ ...stack('triggers'), webhookProcess: true }, async (running) =>
			add({ triggers: await tryTriggers(running) }),
		);
	}
	if (wants('throughput')) {
		for (const workers of [1, 2, 4]) {
			await onStack({ ...stack(`of${workers}`), workers }, async (running) =>
				add({ throughput: [await tryThroughput(running)] }),
			);
		}
	}
	return results;
}

void runCommandLine(async (stopLater) => {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			n8n: { type: 'string', default: NEWEST_N8N },
			calls: { type: 'string', default: '1000' },
			write: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		say(USAGE);
		return true;
	}
	const wanted = {
		trials: trialsOf(positionals),
		release: releaseOf(values.n8n),
		calls: Number(values.calls),
	};
	const results = await tryAll(wanted, stopLater);
	if (values.write) keepResults(join(PROJECT, RESULTS_FILE), results);
	const breaches = breachesOf(results);
	for (const breach of breaches) say(`Not as it must be: ${breach}`);
	return breaches.length === 0;
});
