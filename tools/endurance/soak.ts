import { removeUserFolder } from '../../testkit/environment';

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { PROJECT } from '../runtime/paths';
import { publishWorkflow, saveWorkflow } from '../runtime/workflows';

import { workflowOf } from './chain';
import { runCommandLine } from './ending';
import { joinContract } from './join';
import { busyness, commandLine } from './machine';
import { accountFor, isExact } from './soak/account';
import { addChance, seeded } from './soak/chance';
import { heapLeft, inspectorAt, stayedFlat } from './soak/heap';
import { watchMemory } from './soak/memory';
import { faultsOf, soakPage } from './soak/page';
import { planOf, totalsOf } from './soak/plan';
import { type Running, runLine } from './soak/run';
import { startEndurance, type EnduranceSession } from './start';

process.once('exit', removeUserFolder);

const USAGE = `npm run soak [-- options]

Sends ${totalsOf(planOf(1))} through one real n8n while 2 % of the vendors' answers go wrong, and accounts for every item and for n8n's memory.

  --scale <n>     share of that many items (1)
  --share <n>     share of the requests that meet a mishap (0.02)
  --seed <n>      draws the mishaps; requests that run side by side meet them in the order of their arrival (4711)
  --port <port>   first of ten ports on loopback (5900)
  --write         write the results to docs/soak.md`;

/** A hanging vendor costs a node two seconds. */
const OPTIONS = { timeout: 2_000 };

/** The ports before it are those of n8n, its task broker and the vendors. */
const INSPECTOR = 9;

const say = (line: string) => console.log(line);

async function joinPlan(session: EnduranceSession, scale: number): Promise<Running[]> {
	const running: Running[] = [];
	const next = new Map<string, number>();
	for (const line of planOf(scale)) {
		const joined = await joinContract(session, line.entry);
		const first = next.get(joined.vendor.name) ?? 0;
		next.set(joined.vendor.name, first + line.count);
		joined.contract.prepare?.(first + line.count);
		running.push({ line, joined, first });
	}
	return running;
}

function progress(total: number, atTenth: () => void): (items: number) => void {
	let done = 0;
	let told = 0;
	return (items) => {
		done += items;
		const tenth = Math.floor((10 * done) / total);
		if (tenth === told) return;
		told = tenth;
		say(`  ${done.toLocaleString('en')} of ${total.toLocaleString('en')} items`);
		atTenth();
	};
}

void runCommandLine(async (stopLater) => {
	const { values } = parseArgs({
		options: {
			scale: { type: 'string', default: '1' },
			share: { type: 'string', default: '0.02' },
			seed: { type: 'string', default: '4711' },
			port: { type: 'string', default: '5900' },
			write: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		say(USAGE);
		return true;
	}
	const port = Number(values.port);
	const inspector = port + INSPECTOR;
	const session = await startEndurance({
		port,
		say,
		stopLater,
		env: { N8N_METRICS: 'true' },
		nodeOptions: [inspectorAt(inspector)],
	});
	const running = await joinPlan(session, Number(values.scale));
	const chains = running.map(({ joined, line: { options } }) =>
		joined.chain(joined.slug, 'continueRegularOutput', { ...OPTIONS, ...options }),
	);
	await publishWorkflow(session.rest, await saveWorkflow(session.rest, workflowOf('Soak', chains)));
	// The vendors have answered n8n's tests of the demo's credentials
	for (const { joined } of running) joined.vendor.store.clear();
	const random = seeded(Number(values.seed));
	for (const { joined } of running) addChance(joined.vendor, Number(values.share), random);

	const total = running.reduce((sum, { line }) => sum + line.count, 0);
	const load = busyness();
	const memory = watchMemory(session.n8n.url);
	const heap = [heapLeft(inspector)];
	const collect = () => void heap.push(heapLeft(inspector));
	await heap[0];
	const startedAt = performance.now();
	say(`Sending ${total.toLocaleString('en')} items ...`);
	const sent = new Set<string>();
	const watchers = { done: progress(total, collect), sending: (sha256: string) => sent.add(sha256) };
	const said = await Promise.all(running.map(async (one) => await runLine(session.rest, one, watchers)));
	const seconds = (performance.now() - startedAt) / 1000;
	const lines = running.map((one, index) => ({
		running: one,
		account: accountFor(one, said[index], sent),
		executions: Math.ceil(one.line.count / one.line.together),
	}));
	const result = {
		lines,
		seconds,
		load,
		memory: await memory(),
		heap: await Promise.all(heap),
		...faultsOf(running),
	};
	const page = soakPage(result, commandLine('soak'));
	say(`\n${page}`);
	for (const line of said.flatMap(({ broken }) => broken)) say(line);
	if (values.write) writeFileSync(join(PROJECT, 'docs/soak.md'), page);
	const flat = stayedFlat(result.heap);
	if (!flat) say('Memory grew.');
	return flat && lines.every(({ account }) => isExact(account));
});
