import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { selfSignedCertificate } from '../../sandbox/certificate';
import { pack } from '../pack';
import { ensureRuntime, type Runtime } from '../runtime/install';
import type { Packed } from '../runtime/packInstall';
import { childEnvironment } from '../runtime/paths';
import type { Say } from '../runtime/progress';

import { Child } from './child';
import { compile } from './compile';
import type { Behaviour, Job, JobResult, Tally } from './job';

/** What a client saw, and what the server saw of it. */
export interface Run {
	result: JobResult;
	tally: Tally;
}

type ClientAnswer = { ready: true } | { result: JobResult } | { failure: string };

/** The place of all measurements: one server process, a real n8n's packages, and the tarball as users get it. */
export class Lab {
	private constructor(
		readonly folder: string,
		readonly runtime: Runtime,
		readonly packed: Packed,
		/** Addresses of the server. */
		readonly urls: { http: string; https: string },
		private readonly server: Child,
		private readonly env: NodeJS.ProcessEnv,
		private readonly profiles?: string,
	) {}

	/**
	 * Prepares all that the measurements need; installs n8n first where it is missing.
	 *
	 * @param profiles a folder for the CPU profiles of all clients, for those who want to know what takes the time
	 */
	static async open(say: Say, profiles?: string): Promise<Lab> {
		const packed = await pack(say);
		const runtime = await ensureRuntime(say);
		const folder = mkdtempSync(join(tmpdir(), 'customer-chat-bench-'));
		execFileSync('tar', ['-xzf', packed.tarball, '-C', folder]);
		compile(folder);
		const certificate = selfSignedCertificate();
		const authority = join(folder, 'authority.pem');
		writeFileSync(authority, certificate.cert);
		const userFolder = join(folder, 'user');
		mkdirSync(userFolder);
		const env = childEnvironment({
			NODE_ENV: 'production',
			NODE_PATH: join(runtime.folder, 'node_modules'),
			NODE_EXTRA_CA_CERTS: authority,
			N8N_USER_FOLDER: userFolder,
			N8N_ENCRYPTION_KEY: 'of-the-benchmark-only',
			N8N_LOG_LEVEL: 'silent',
			BENCH_PACK: join(folder, 'package'),
		});
		const server = new Child(join(folder, 'tools/bench/server/main.js'), env, folder);
		const { http, https } = await server.ask<{ http: number; https: number }>({ certificate });
		const urls = { http: `http://127.0.0.1:${http}`, https: `https://127.0.0.1:${https}` };
		return new Lab(folder, runtime, packed, urls, server, env, profiles);
	}

	/** The folder of the unpacked tarball. */
	get pack(): string {
		return join(this.folder, 'package');
	}

	/** The folder of a package of the runtime. */
	package(name: string): string {
		return join(this.runtime.folder, 'node_modules', name);
	}

	/** Tells the server how to behave from now on; it counts anew. */
	async behave(behaviour: Behaviour): Promise<void> {
		await this.server.ask({ behaviour });
	}

	async tally(): Promise<Tally> {
		return await this.server.ask<Tally>({ report: true });
	}

	/** Does a job in a fresh process; the server behaves as told as soon as the warm-up is over. @throws what failed there */
	async run(job: Job, behaviour: Behaviour): Promise<Run> {
		await this.behave({ latencyMs: 0 });
		const script = join(this.folder, 'tools/bench/client/main.js');
		const profiling = this.profiles ? ['--cpu-prof', `--cpu-prof-dir=${this.profiles}`] : [];
		const client = new Child(script, this.env, this.folder, profiling);
		try {
			let answer = await client.ask<ClientAnswer>(job);
			if ('ready' in answer) {
				await this.behave(behaviour);
				answer = await client.ask<ClientAnswer>({});
			}
			if (!('result' in answer))
				throw new Error('failure' in answer ? answer.failure : 'No result came back');
			return { result: answer.result, tally: await this.tally() };
		} finally {
			await client.stop();
		}
	}

	async close(): Promise<void> {
		await this.server.stop();
		rmSync(this.folder, { recursive: true, force: true });
	}
}
