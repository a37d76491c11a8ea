import { copyFileSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { CommandError, runCommand } from './command';
import { nodeBinary, npmScript } from './paths';
import type { Say } from './progress';
import { type N8nVersion, runtimeManifest } from './versions';

const OFFLINE = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/;

function explainOffline(error: unknown): never {
	if (!(error instanceof CommandError) || !OFFLINE.test(error.output)) throw error;
	throw new Error(
		'n8n could not be fetched: the npm registry does not answer. Check the internet connection ' +
			`(and "npm config get registry", "npm config get proxy") and start again.\n${error.message}`,
	);
}

async function npm(args: string[], cwd: string, log: string) {
	await runCommand(nodeBinary(), [npmScript(), ...args], { cwd, log }).catch(explainOffline);
}

const INSTALL = ['install', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund'];

/**
 * Downloads the very packages that this n8n was last seen to work with, where they are recorded (locks/README.md);
 * where npm cannot have one of them any more, those that fit by their version ranges.
 * @throws an Error when the registry does not answer, CommandError with npm's words otherwise
 */
export async function download(version: N8nVersion, folder: string, log: string, say: Say): Promise<void> {
	writeFileSync(join(folder, 'package.json'), JSON.stringify(runtimeManifest(version), null, 2));
	// npm takes minutes to give up on 2,000 packages, and seconds to give up on one.
	await npm(
		['view', `n8n@${version}`, 'version', '--fetch-retries=1', '--fetch-retry-mintimeout=1000'],
		folder,
		log,
	);
	const recorded = join(__dirname, 'locks', `n8n-${version}.json`);
	const lock = join(folder, 'package-lock.json');
	if (!existsSync(recorded)) return await npm(INSTALL, folder, log);
	copyFileSync(recorded, lock);
	const failure = await npm(INSTALL, folder, log).catch((error: unknown) => error);
	if (failure === undefined) return;
	if (!(failure instanceof CommandError)) throw failure;
	say('  npm does not get the recorded packages any more; it chooses newer ones');
	for (const name of ['package-lock.json', 'node_modules']) {
		rmSync(join(folder, name), { recursive: true, force: true });
	}
	await npm(INSTALL, folder, log);
}
