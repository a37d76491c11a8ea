import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';

/** The folder of this project. */
export const PROJECT = resolve(__dirname, '../..');

/**
 * The folder that outlives a run: n8n runtimes, the packed tarball, the demo's database.
 * `CUSTOMER_CHAT_CACHE` names another one.
 */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
	if (env.CUSTOMER_CHAT_CACHE) return resolve(env.CUSTOMER_CHAT_CACHE);
	return join(env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'n8n-nodes-customer-chat');
}

/**
 * The Node 24 that came with `npm install`, since n8n needs it and the machine may have an older one.
 * @throws when the npm package `node` was installed without its install script
 */
export function nodeBinary(): string {
	const binary = join(PROJECT, 'node_modules/node/bin/node');
	if (!existsSync(binary)) {
		throw new Error('Node 24 is missing from node_modules. Run: npm rebuild node --ignore-scripts=false');
	}
	return binary;
}

/**
 * The script of the machine's npm, to be run by `nodeBinary()`.
 * @throws when there is no npm on the machine
 */
export function npmScript(env: NodeJS.ProcessEnv = process.env): string {
	if (env.npm_execpath?.endsWith('npm-cli.js')) return env.npm_execpath;
	for (const folder of (env.PATH ?? '').split(delimiter)) {
		for (const place of ['../lib/node_modules', 'node_modules']) {
			const script = resolve(folder, place, 'npm/bin/npm-cli.js');
			if (existsSync(script)) return script;
		}
	}
	throw new Error('npm was not found. It comes with Node.js: https://nodejs.org');
}

/** Variables of the caller that would turn our n8n into another one, or npm's picture of this project. */
const FOREIGN =
	/^(N8N_|DB_|EXECUTIONS_|QUEUE_|WEBHOOK_URL$|NODE_(PATH|ENV|OPTIONS)$|npm_(package|lifecycle)_)/;

/**
 * The environment for a process of ours: the caller's, without what would disturb, with Node 24 first on the PATH
 * and without a proxy for this machine's own addresses.
 */
export function childEnvironment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
	const kept = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
	const loopback = ['127.0.0.1', 'localhost', ...(process.env.NO_PROXY ? [process.env.NO_PROXY] : [])].join(
		',',
	);
	return {
		...Object.fromEntries(kept),
		PATH: [dirname(nodeBinary()), process.env.PATH].join(delimiter),
		NO_PROXY: loopback,
		no_proxy: loopback,
		...extra,
	};
}
