import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import axios from 'axios';

import { type RunningCommand, startCommand } from './command';
import type { Runtime } from './install';
import { childEnvironment, nodeBinary } from './paths';
import { requireFreePorts, untilFree, type WantedPort } from './ports';

/** What an n8n process does: all, or in queue mode the workflows' executions alone, or their webhooks alone. */
export type N8nRole = 'start' | 'worker' | 'webhook';

/** Where an n8n keeps its data and which ports it takes. */
export interface N8nOptions {
	/** `start` unless given. */
	role?: N8nRole;
	/** More arguments of the command. */
	args?: string[];
	userFolder: string;
	port: number;
	/** Port of the task broker, which every n8n process opens too. */
	brokerPort: number;
	/** File that takes everything n8n prints. */
	log: string;
	/** More of n8n's settings. */
	env?: NodeJS.ProcessEnv;
	/** Options of Node itself, such as `--inspect`. */
	nodeOptions?: string[];
}

/** An n8n that answers. */
export interface RunningN8n {
	url: string;
	/** The exit code, should it end by itself. */
	ended: Promise<number>;
	/** Stops it and everything it started; comes back when nothing is left. */
	stop(): Promise<void>;
	/** Kills it in the middle of whatever it does. */
	kill(): Promise<void>;
	/** Signals it and everything it started. */
	signal(signal: NodeJS.Signals): void;
}

const READY_SECONDS = 180;
/** n8n lets running executions finish for 30 seconds after SIGTERM. */
const GRACE_SECONDS = 35;

function environment({ userFolder, port, brokerPort, env, role }: N8nOptions): NodeJS.ProcessEnv {
	return childEnvironment({
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		// A worker listens for nothing but questions after its health
		...(role === 'worker'
			? { QUEUE_HEALTH_CHECK_ACTIVE: 'true', QUEUE_HEALTH_CHECK_PORT: String(port) }
			: {}),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		// Before 2.0 an agent's tools were n8n's own unless this was set.
		N8N_COMMUNITY_PACKAGES_ALLOW_TOOL_USAGE: 'true',
		NO_COLOR: '1',
		...env,
	});
}

async function status(url: string): Promise<number> {
	try {
		const answer = await axios.get(url, { proxy: false, timeout: 5000, validateStatus: () => true });
		return answer.status;
	} catch {
		return 0;
	}
}

/** The health page answers before the REST routes exist, so both are asked where there are any; 401 means that sign-in is open. */
async function isReady(url: string, role: N8nRole): Promise<boolean> {
	if ((await status(`${url}/healthz/readiness`)) !== 200) return false;
	return role !== 'start' || (await status(`${url}/rest/login`)) === 401;
}

async function untilReady(url: string, running: RunningCommand, { log, role = 'start' }: N8nOptions) {
	const state = { ended: false };
	void running.ended.then(() => (state.ended = true));
	const deadline = Date.now() + READY_SECONDS * 1000;
	while (!(await isReady(url, role))) {
		const late = Date.now() > deadline;
		if (state.ended || late) {
			const what = late ? `did not answer within ${READY_SECONDS} seconds` : 'ended before it was ready';
			throw new Error(`n8n ${what}:\n${running.tail(25)}\nIts log is ${log}`);
		}
		await sleep(250);
	}
}

/** The ports that an n8n takes. */
export function portsOf({ port, brokerPort }: Pick<N8nOptions, 'port' | 'brokerPort'>): WantedPort[] {
	const choose = `--n8n-port ${port + 100}`;
	return [
		{ port, for: 'n8n', choose },
		{ port: brokerPort, for: "n8n's task broker", choose },
	];
}

/**
 * Starts an n8n, on an embedded SQLite database unless its settings name another, and waits until it can be used. It ends with this process.
 * @throws an Error naming a busy port, or with the end of n8n's log when it does not get ready
 */
export async function startN8n(runtime: Runtime, options: N8nOptions): Promise<RunningN8n> {
	const { userFolder, port, log, nodeOptions = [], role = 'start', args = [] } = options;
	await requireFreePorts(portsOf(options));
	mkdirSync(userFolder, { recursive: true });
	// n8n reads a .env file of its working folder: the user folder has none.
	const running = startCommand(nodeBinary(), [...nodeOptions, runtime.script, role, ...args], {
		cwd: userFolder,
		log,
		env: environment(options),
		grace: GRACE_SECONDS,
	});
	const url = `http://127.0.0.1:${port}`;
	await untilReady(url, running, options).catch(async (error: unknown) => {
		await running.stop();
		throw error;
	});
	const { ended, stop, signal } = running;
	const kill = async () => {
		await running.kill();
		await untilFree(portsOf(options));
	};
	return { url, ended, stop, kill, signal };
}
