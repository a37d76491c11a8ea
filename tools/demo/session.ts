import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { startSandbox } from '../../sandbox';
import type { Surroundings } from '../../testkit/example';
import type { Runtime } from '../runtime/install';
import { type N8nOptions, type RunningN8n, startN8n } from '../runtime/n8n';
import { installPacks, type Packed } from '../runtime/packInstall';
import type { Say } from '../runtime/progress';
import { type CredentialInput, N8nRest, type Owner } from '../runtime/rest';

import { chatModelCredential } from './chatModel';
import { demoCredentials } from './credentials';
import { serveData } from './data';
import { putFiles } from './files';
import type { DemoOptions } from './options';
import type { Place } from './place';
import { n8nPorts, sandboxPorts } from './ports';

/** All servers of the demo, running and signed in. */
export interface Session extends Surroundings {
	n8n: RunningN8n;
	rest: N8nRest;
	owner: Owner;
	log: string;
	overviewUrl: string;
	place: Place;
	/** The saved credential of each type. */
	credentials: Map<string, { id: string; name: string }>;
	/** Starts n8n once more on what it has kept, after it has ended. */
	startAgain(): Promise<RunningN8n>;
}

/** Takes what must be stopped at the end, as soon as it runs. */
export type StopLater = (stop: () => Promise<void>) => void;

/** Makes sure that the packages are loaded as a whole. @throws an Error that names what n8n did not load */
async function requirePacks(rest: N8nRest, packs: Packed[], log: string): Promise<void> {
	const loaded = new Set([...(await rest.nodeTypes()), ...(await rest.credentialTypes())]);
	const types = packs.flatMap(({ nodes, credentials }) => [...nodes, ...credentials]);
	const missing = types.filter((type) => !loaded.has(type));
	if (missing.length) throw new Error(`n8n did not load ${missing.join(', ')}. Its log says why: ${log}`);
}

/** Saves the demo's credentials and has n8n test each. @throws an Error with the reason of the first that is refused */
async function saveCredentials(
	rest: N8nRest,
	credentials: CredentialInput[],
): Promise<Session['credentials']> {
	const saved: Session['credentials'] = new Map();
	for (const credential of credentials) {
		const id = await rest.saveCredential(credential);
		const refused = await rest.testCredential(id, credential);
		if (refused) throw new Error(`n8n's test of the credential "${credential.name}" failed: ${refused}`);
		saved.set(credential.type, { id, name: credential.name });
	}
	return saved;
}

/** What a session is started with. */
export interface SessionStart extends Pick<N8nOptions, 'env' | 'nodeOptions'> {
	runtime: Runtime;
	/** The packages of nodes to install. */
	packs: Packed[];
	owner: Owner;
	options: DemoOptions;
	say: Say;
	stopLater: StopLater;
}

/**
 * Starts the vendors' sandbox, the data server, and an n8n with the packages; signs in and saves the credentials.
 * What runs is handed to `stopLater` at once, so that a failure half-way leaves nothing behind.
 */
export async function startSession(start: SessionStart): Promise<Session> {
	const { runtime, packs, owner, say, stopLater, env, nodeOptions } = start;
	const { folder, n8nPort, sandboxPort } = start.options;
	const { data: dataPort, ...vendorPorts } = sandboxPorts(sandboxPort);
	const editor = `http://127.0.0.1:${n8nPort}/home/workflows`;
	const sandbox = await startSandbox({ ports: vendorPorts, editor });
	stopLater(async () => await sandbox.stop());
	const data = await serveData(dataPort);
	stopLater(async () => await data.stop());
	say(`The vendors' sandbox is at ${sandbox.overviewUrl}`);

	const log = join(folder, 'n8n.log');
	rmSync(log, { force: true });
	await installPacks(folder, packs, log);
	const { files, env: access } = putFiles(folder);
	say('Starting n8n ...');
	const startAgain = async () => {
		const started = await startN8n(runtime, {
			userFolder: folder,
			...n8nPorts(n8nPort),
			log,
			env: { ...access, ...env },
			nodeOptions,
		});
		stopLater(async () => await started.stop());
		return started;
	};
	const n8n = await startAgain();
	const rest = new N8nRest(n8n.url);
	await rest.signIn(owner);
	await requirePacks(rest, packs, log);
	const known = packs.flatMap((packed) => packed.credentials);
	const credentials = await saveCredentials(rest, [
		...demoCredentials(sandbox.vendors).filter(({ type }) => known.includes(type)),
		chatModelCredential(data.url),
	]);
	return {
		n8n,
		rest,
		owner,
		log,
		overviewUrl: sandbox.overviewUrl,
		place: { n8nUrl: n8n.url, sandboxPort, files },
		vendors: sandbox.vendors,
		dataUrl: data.url,
		credentials,
		startAgain,
	};
}
