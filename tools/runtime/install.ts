import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runCommand } from './command';
import { download } from './download';
import { withLock } from './lock';
import { cacheFolder, childEnvironment, nodeBinary } from './paths';
import { diskUse, type Say, size, withProgress } from './progress';
import { buildSqlite } from './sqlite';
import { N8N_RELEASES, NEWEST_N8N, type N8nVersion, runtimeManifest } from './versions';

/** One n8n that is installed and known to load. */
export interface Runtime {
	version: N8nVersion;
	folder: string;
	/** The script that `nodeBinary()` runs. */
	script: string;
}

/** Loads the start command: it fails here, in words, where a tree with a wrong package would fail at every start. */
async function proveStart({ folder, script }: Runtime, log: string) {
	const userFolder = mkdtempSync(join(tmpdir(), 'n8n-proof-'));
	await runCommand(nodeBinary(), [script, 'start', '--help'], {
		cwd: userFolder,
		log,
		env: childEnvironment({ N8N_USER_FOLDER: userFolder }),
	})
		.catch(({ message }: Error) => {
			throw new Error(`n8n was installed to ${folder} but does not load.\n${message}`);
		})
		.finally(() => rmSync(userFolder, { recursive: true, force: true }));
}

const folderOf = (version: string) => join(cacheFolder(), `n8n-${version}`);

/** A file of the runtime's folder that says of which manifest a step was done. */
function done(stamp: string, manifest: string): boolean {
	return existsSync(stamp) && readFileSync(stamp, 'utf8') === manifest;
}

async function install(runtime: Runtime, stamp: string, manifest: string, say: Say) {
	const { folder, version } = runtime;
	const log = `${folder}.install.log`;
	// Kept when SQLite fails for want of a compiler: what comes next is not the download again.
	const downloaded = join(folder, 'downloaded');
	rmSync(log, { force: true });
	if (!done(downloaded, manifest)) {
		// A whole tree of another manifest is brought up to date in place; a half-finished one is made anew.
		const whole = existsSync(stamp);
		rmSync(whole ? stamp : folder, { recursive: true, force: true });
		mkdirSync(folder, { recursive: true });
		const what = whole ? 'Bringing up to date' : 'Installing once (about 2.2 GB, 4 minutes)';
		say(`${what}: n8n ${version} in ${folder}`);
		await withProgress('downloading n8n', say, { every: 5, folder }, async () => {
			await download(version, folder, log, say);
		});
		writeFileSync(downloaded, manifest);
	}
	await withProgress('preparing SQLite for it', say, { every: 5 }, async () => {
		const others = Object.keys(N8N_RELEASES).filter((other) => other !== version);
		await buildSqlite({ cwd: folder, log }, others.map(folderOf));
	});
	rmSync(downloaded);
	await withProgress('checking that it loads', say, { every: 5 }, async () => await proveStart(runtime, log));
	writeFileSync(stamp, manifest);
	say(`n8n ${version} is ready (${size((await diskUse(folder)) ?? 0)})`);
}

/**
 * Gives a real n8n from the cache folder, installing it there first when it is missing, was left half-finished, or was
 * made from another manifest. Several processes may ask at once: one installs, the others wait.
 * @throws an Error that says what to do when the registry cannot be reached or SQLite cannot be compiled
 */
export async function ensureRuntime(say: Say, version: N8nVersion = NEWEST_N8N): Promise<Runtime> {
	const folder = folderOf(version);
	const runtime: Runtime = { version, folder, script: join(folder, 'node_modules/n8n/bin/n8n') };
	const stamp = join(folder, 'complete.json');
	const manifest = JSON.stringify(runtimeManifest(version));
	if (done(stamp, manifest)) return runtime;
	mkdirSync(cacheFolder(), { recursive: true });
	await withLock(`${folder}.lock`, say, async () => {
		if (!done(stamp, manifest)) await install(runtime, stamp, manifest, say);
	});
	return runtime;
}
