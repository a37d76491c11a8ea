import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { requireDemoPorts } from '../demo/ports';
import { type Session, type SessionStart, startSession } from '../demo/session';
import { pack } from '../pack';
import { ensureRuntime } from '../runtime/install';
import type { Packed } from '../runtime/packInstall';
import type { N8nVersion } from '../runtime/versions';

/** An n8n for one run: on nine ports from the first one on, in a folder that goes with it. */
export interface EnduranceStart extends Pick<SessionStart, 'say' | 'stopLater' | 'env' | 'nodeOptions'> {
	port: number;
	/** The packages to install, if not the pack alone. */
	packs?: Packed[];
	/** The newest unless another one is named. */
	release?: N8nVersion;
}

/** A session, and the folder in which its n8n keeps everything. */
export interface EnduranceSession extends Session {
	folder: string;
}

/**
 * Starts the vendors' sandbox and a real, empty n8n with the packed pack.
 * @throws an Error that names a busy port, or what n8n did not load
 */
export async function startEndurance({
	port,
	say,
	stopLater,
	packs,
	release,
	...more
}: EnduranceStart): Promise<EnduranceSession> {
	const runtime = await ensureRuntime(say, release);
	const folder = mkdtempSync(join(tmpdir(), 'n8n-endurance-'));
	stopLater(async () => rmSync(folder, { recursive: true, force: true }));
	const options = { once: true, fresh: true, folder, n8nPort: port, sandboxPort: port + 2 };
	await requireDemoPorts(options);
	const owner = {
		email: 'endurance@customer-chat.example',
		firstName: 'Long',
		lastName: 'Run',
		// n8n asks for a capital letter and a digit.
		password: `${randomBytes(9).toString('base64url')}A1`,
	};
	const session = await startSession({
		runtime,
		packs: packs ?? [await pack(say)],
		owner,
		options,
		say,
		stopLater,
		...more,
	});
	return { ...session, folder };
}
