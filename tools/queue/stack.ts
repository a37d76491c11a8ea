import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Sandbox } from '../../sandbox';
import { demoCredentials } from '../demo/credentials';
import type { StopLater } from '../demo/session';
import type { Runtime } from '../runtime/install';
import { type N8nRole, type RunningN8n, startN8n } from '../runtime/n8n';
import { installPacks, type Packed } from '../runtime/packInstall';
import { N8nRest, type Owner } from '../runtime/rest';
import type { Services } from './services';

/** Where n8n keeps the bytes of files: in its database, or in a folder that all processes share. */
export type Binaries = 'database' | 'filesystem';

/** What a stack is started with. */
export interface StackStart {
	runtime: Runtime;
	packed: Packed;
	services: Services;
	vendors: Sandbox['vendors'];
	/** A folder of its own, whose name is also that of its database. */
	folder: string;
	name: string;
	binaries: Binaries;
	workers: number;
	/** Whether a process of its own takes webhooks, beside main. */
	webhookProcess?: boolean;
	/** The first of two ports for each process. */
	port: number;
	stopLater: StopLater;
}

/** One process of n8n. */
export interface Member {
	name: string;
	n8n: RunningN8n;
	log: string;
}

/** How many executions a worker works on at the same time. */
const CONCURRENCY = 10;

/** With them n8n finds out within seconds that a worker is lost; its own take ten times as long. */
const SHORT_LOCKS = {
	QUEUE_WORKER_LOCK_DURATION: '6000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '3000',
};

const OWNER: Owner = {
	email: 'queue@customer-chat.example',
	firstName: 'Queue',
	lastName: 'Mode',
	password: 'Loopback-only-1',
};

/** n8n in queue mode: main, workers, and perhaps a process for webhooks, each with the pack of its own. */
export class QueueStack {
	readonly rest: N8nRest;
	/** The saved credential of each type. */
	readonly credentials = new Map<string, { id: string; name: string }>();

	private constructor(
		readonly start: StackStart,
		readonly main: Member,
		readonly workers: Member[],
		readonly webhooks?: Member,
	) {
		this.rest = new N8nRest(main.n8n.url);
	}

	/** Starts all processes, main first, since it sets the database up; what runs is handed to `stopLater` at once. */
	static async run(start: StackStart): Promise<QueueStack> {
		await start.services.createDatabase(start.name);
		let next = start.port;
		const member = async (name: string, role: N8nRole) => await startMember(start, name, role, (next += 2));
		const main = await member('main', 'start');
		const webhooks = start.webhookProcess ? await member('webhooks', 'webhook') : undefined;
		const workers: Member[] = [];
		for (let number = 1; number <= start.workers; number += 1) {
			workers.push(await member(`worker ${number}`, 'worker'));
		}
		const stack = new QueueStack(start, main, workers, webhooks);
		await stack.rest.signIn(OWNER);
		for (const credential of demoCredentials(start.vendors)) {
			const id = await stack.rest.saveCredential(credential);
			stack.credentials.set(credential.type, { id, name: credential.name });
		}
		return stack;
	}

	/** How many executions each worker has taken so far. */
	taken(): number[] {
		return this.workers.map(
			({ log }) => readFileSync(log, 'utf8').split('Worker started execution').length - 1,
		);
	}
}

async function startMember(start: StackStart, name: string, role: N8nRole, port: number): Promise<Member> {
	const { runtime, packed, services, folder, binaries, stopLater } = start;
	const userFolder = join(folder, start.name, name.replace(' ', '-'));
	const storage = join(folder, start.name, 'files');
	mkdirSync(storage, { recursive: true });
	const log = `${userFolder}.log`;
	await installPacks(userFolder, [packed], log);
	const n8n = await startN8n(runtime, {
		role,
		args: role === 'worker' ? [`--concurrency=${CONCURRENCY}`] : [],
		userFolder,
		port,
		brokerPort: port + 1,
		log,
		env: {
			EXECUTIONS_MODE: 'queue',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(services.redisPort),
			QUEUE_BULL_PREFIX: start.name,
			N8N_REDIS_KEY_PREFIX: start.name,
			...SHORT_LOCKS,
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(services.postgresPort),
			DB_POSTGRESDB_DATABASE: start.name,
			DB_POSTGRESDB_USER: 'n8n',
			DB_POSTGRESDB_PASSWORD: 'none',
			N8N_ENCRYPTION_KEY: 'a key of no worth, for tests alone',
			N8N_DEFAULT_BINARY_DATA_MODE: binaries,
			N8N_BINARY_DATA_STORAGE_PATH: storage,
		},
	});
	stopLater(n8n.stop);
	return { name, n8n, log };
}
