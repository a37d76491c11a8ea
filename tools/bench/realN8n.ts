import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { type RunningN8n, startN8n } from '../runtime/n8n';
import { installPacks } from '../runtime/packInstall';
import { N8nRest } from '../runtime/rest';

import type { Lab } from './lab';

/** A running n8n with the pack, and its API. */
export interface RealN8n {
	n8n: RunningN8n;
	rest: N8nRest;
}

/** For an n8n that lives for some minutes on this machine alone. */
const owner = () => ({
	email: 'bench@customer-chat.example',
	firstName: 'Bench',
	lastName: 'User',
	// n8n asks for a capital letter and a digit
	password: `${randomBytes(9).toString('base64url')}A1`,
});

/**
 * Starts an n8n for one scenario.
 *
 * @param name of its folder
 * @param port the first of two
 * @param env more of n8n's settings
 */
export async function startRealN8n(
	lab: Lab,
	{ name, port, env }: { name: string; port: number; env?: NodeJS.ProcessEnv },
): Promise<RealN8n> {
	const userFolder = join(lab.folder, name);
	const log = join(lab.folder, `${name}.log`);
	await installPacks(userFolder, [lab.packed], log);
	const n8n = await startN8n(lab.runtime, { userFolder, port, brokerPort: port + 1, log, env });
	const rest = new N8nRest(n8n.url);
	await rest.signIn(owner());
	return { n8n, rest };
}
