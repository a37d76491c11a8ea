import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Browser, chromium } from 'playwright-core';

import { DOCUMENTED } from '../../tools/demo/documented';
import { requireDemoPorts } from '../../tools/demo/ports';
import { type Session, startSession, type StopLater } from '../../tools/demo/session';
import { pack } from '../../tools/pack';
import { ensureRuntime } from '../../tools/runtime/install';
import type { Say } from '../../tools/runtime/progress';
import type { Owner } from '../../tools/runtime/rest';
import { freePorts } from '../e2e/npmStart';

import { findChromium } from './chromium';

export const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--disable-dev-shm-usage',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** What all browser tests share. */
export interface Running {
	browser: Browser;
	session: Session;
}

async function choosePorts(documented: boolean) {
	if (documented) return DOCUMENTED;
	const n8nPort = await freePorts(9);
	return { n8nPort, sandboxPort: n8nPort + 2 };
}

/**
 * Starts a browser, the vendors' sandbox and an n8n with the packed pack, on ports and in a folder of their own.
 * @param documented takes the ports of the documentation, for its pictures
 * @throws an Error that says what is missing on the machine, or which port is busy
 */
export async function start(documented: boolean, say: Say, stopLater: StopLater): Promise<Running> {
	const browser = await chromium.launch({
		executablePath: findChromium(),
		headless: true,
		args: FLAGS,
	});
	stopLater(async () => await browser.close());
	const packed = await pack(say);
	const runtime = await ensureRuntime(say);
	const folder = mkdtempSync(join(tmpdir(), 'n8n-ui-'));
	stopLater(async () => rmSync(folder, { recursive: true, force: true }));
	const ports = await choosePorts(documented);
	const options = { once: true, fresh: true, folder, ...ports };
	await requireDemoPorts(options);
	const owner: Owner = {
		email: 'newcomer@customer-chat.example',
		firstName: 'New',
		lastName: 'Comer',
		// n8n asks for a capital letter and a digit.
		password: `${folder.slice(-6)}-Newcomer1`,
	};
	const session = await startSession({
		runtime,
		packs: [packed],
		owner,
		options,
		say,
		stopLater,
	});
	return { browser, session };
}
