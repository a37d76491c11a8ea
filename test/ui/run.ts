import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Page, request, selectors } from 'playwright-core';

import type { Session } from '../../tools/demo/session';

import { forgetCredentials } from './credentials';
import { Editor } from './editor/editor';
import { Pictures } from './pictures';
import { start } from './start';

const FAILURES = join(tmpdir(), 'n8n-ui-failures');
const START_MS = 30 * 60_000;
const WAIT_MS = 15_000;
/** A click waits until what it goes to stands still, and n8n moves much. */
const AT_ONCE =
	'*, *::before, *::after { transition-duration: 0s !important; animation-duration: 0s !important }';

/** What a journey has: the servers, signed in, and the editor in a browser. */
export interface Run extends Session {
	editor: Editor;
	pictures: Pictures;
	/** Whether the documentation is renewed, instead of compared with what is seen. */
	renew: boolean;
}

let shared: Run | undefined;
const stops: Array<() => Promise<void>> = [];

/** The test run prints what goes on: an installation of n8n takes minutes. */
function say(line: string): void {
	process.stderr.write(`${line}\n`);
}

/** Runs in the browser, before n8n. */
function stopMotion(css: string): void {
	document.addEventListener('DOMContentLoaded', () => {
		const style = document.createElement('style');
		style.textContent = css;
		document.head.append(style);
	});
}

async function openEditor({ session, browser }: Awaited<ReturnType<typeof start>>): Promise<Editor> {
	const { n8n, owner } = session;
	// n8n's attribute is not the usual data-testid.
	selectors.setTestIdAttribute('data-test-id');
	const api = await request.newContext({ baseURL: n8n.url });
	const login = { emailOrLdapLoginId: owner.email, password: owner.password };
	await api.post('/rest/login', { data: login });
	const context = await browser.newContext({
		baseURL: n8n.url,
		storageState: await api.storageState(),
		viewport: { width: 1280, height: 800 },
		reducedMotion: 'reduce',
	});
	await context.addInitScript(stopMotion, AT_ONCE);
	await api.dispose();
	context.setDefaultTimeout(WAIT_MS);
	return new Editor(await context.newPage());
}

/** Starts everything once before the first journey, and stops it after the last one. */
export function shareRun(): void {
	beforeAll(async () => {
		const renew = process.env.UPDATE_SCREENSHOTS === '1';
		const running = await start(renew, say, (stop) => stops.push(stop));
		const editor = await openEditor(running);
		shared = { ...running.session, editor, renew, pictures: new Pictures(renew) };
		await forgetCredentials(shared);
	}, START_MS);
	afterAll(async () => {
		for (const stop of stops.splice(0).reverse()) await stop();
	}, 60_000);
}

async function keepEvidence(name: string, page: Page): Promise<string> {
	mkdirSync(FAILURES, { recursive: true });
	const file = join(FAILURES, name.replace(/[^a-z0-9]+/gi, '-'));
	await page.screenshot({ path: `${file}.png` });
	writeFileSync(`${file}.txt`, `${page.url()}\n\n${await page.locator('body').innerText()}`);
	return file;
}

/** A test that drives the editor; the vendors begin it with empty hands. Where it fails, a picture and the text of the page are kept, and their place is told. */
export function journey(name: string, steps: (run: Run) => Promise<void>): void {
	it(name, async () => {
		if (!shared) throw new Error('Nothing runs: call shareRun() first');
		const begun = Date.now();
		for (const vendor of Object.values(shared.vendors)) vendor.reset();
		try {
			await steps(shared);
		} catch (error) {
			const kept = await keepEvidence(expect.getState().currentTestName ?? name, shared.editor.page);
			const told = error instanceof Error ? error.message : String(error);
			throw new Error(`${told}\nWhat the browser showed: ${kept}.png and .txt`, { cause: error });
		} finally {
			say(`  ${((Date.now() - begun) / 1000).toFixed(1)} s  ${expect.getState().currentTestName}`);
		}
	});
}
