import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

import picocolors from 'picocolors';

import { examples } from '../testkit/examples';
import { runExamples } from './demo/examples';
import { prepareFolder } from './demo/folder';
import { type DemoStart, readOptions, USAGE } from './demo/options';
import { requireDemoPorts } from './demo/ports';
import { type Session, startSession, type StopLater } from './demo/session';
import { table } from './demo/table';
import { readExample } from './demo/workflows';
import { pack } from './pack';
import { ensureRuntime } from './runtime/install';
import { tryLock } from './runtime/lock';

const say = (line: string) => console.log(line);

async function start(options: DemoStart, stopLater: StopLater): Promise<Session> {
	await requireDemoPorts(options);
	const packed = await pack(say);
	const runtime = await ensureRuntime(say, options.n8n);
	mkdirSync(dirname(options.folder), { recursive: true });
	const lock = await tryLock(`${options.folder}.lock`);
	if (typeof lock === 'number') {
		throw new Error(
			`Process ${lock} already runs the demo in ${options.folder}. Stop it, or choose another folder: --folder <folder>`,
		);
	}
	stopLater(async () => lock());
	const owner = prepareFolder(options.folder, options.fresh);
	return await startSession({ runtime, packs: [packed], owner, options, say, stopLater });
}

function showWhere({ n8n, owner, overviewUrl, place, log }: Session) {
	say(`
${picocolors.bold('The editor is open')}
  address   ${picocolors.cyan(`${n8n.url}/home/workflows`)}
  e-mail    ${picocolors.cyan(owner.email)}
  password  ${picocolors.cyan(owner.password)}
  vendors   ${picocolors.cyan(overviewUrl)} (what each of them received)
  files     ${picocolors.cyan(place.files)} (n8n may read these, and what you put there)
  n8n log   ${log}

Ctrl+C ends n8n and the sandbox.`);
}

async function demo(options: DemoStart, stopLater: StopLater): Promise<void> {
	const session = await start(options, stopLater);
	const all = examples.map((example) => ({ example, workflow: readExample(example.name) }));
	const outcomes = await runExamples(session, all, say);
	say(`\n${table(outcomes)}`);
	const failed = outcomes.some(({ problems }) => problems.length > 0);
	if (failed) process.exitCode = 1;
	if (options.once) return;
	showWhere(session);
	const code = await session.n8n.ended;
	throw new Error(`n8n has ended by itself with code ${code}. Its log: ${session.log}`);
}

/** On Ctrl+C the same signal may come twice, from the terminal and from the process that runs this one. */
const ONE_KEY_PRESS_MS = 1000;

/** Ends everything on Ctrl+C, on a signal, or when npm is gone; at once when asked a second time. */
function stopOnSignal(stopAll: () => Promise<void>): { asked: boolean } {
	const state = { asked: false, at: 0 };
	const stop = async () => {
		if (state.asked && Date.now() - state.at > ONE_KEY_PRESS_MS) process.exit(130);
		if (state.asked) return;
		Object.assign(state, { asked: true, at: Date.now() });
		say('\nStopping ...');
		await stopAll();
		// Whatever is still under way, an installation say, ends with this process.
		process.exit(130);
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop());
	const parent = process.ppid;
	setInterval(() => process.ppid !== parent && !state.asked && void stop(), 1000).unref();
	return state;
}

async function main(): Promise<void> {
	const options = readOptions(process.argv.slice(2));
	if (!options) return say(USAGE);
	const stops: Array<() => Promise<void>> = [];
	const stopAll = async () => {
		for (const stop of stops.splice(0).reverse()) await stop();
	};
	const stopping = stopOnSignal(stopAll);
	try {
		await demo(options, (stop) => stops.push(stop));
	} catch (error) {
		// Once we stop it all, what was under way fails, and that is no news.
		if (stopping.asked) return;
		console.error(`\n${picocolors.red((error as Error).message)}`);
		process.exitCode = 1;
	}
	await stopAll();
	process.exit();
}

main().catch((error: Error) => {
	console.error(picocolors.red(error.message));
	process.exitCode = 1;
});
