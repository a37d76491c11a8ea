import { type Browser, chromium, type Page } from 'playwright-core';

import { type Sandbox, startSandbox } from '../../sandbox';
import { dataFile } from '../../testkit/dataFile';

import { findChromium } from './chromium';
import { Pictures } from './pictures';
import { FLAGS } from './start';

const renew = process.env.UPDATE_SCREENSHOTS === '1';
const pictures = new Pictures(renew);
const PHONE = { width: 390, height: 844 };
/** The ports that the documentation speaks of, for its pictures. */
const PORTS = {
	overview: 5810,
	genesys: 5811,
	callGear: 5812,
	haptik: 5813,
	expertflow: 5814,
	superOffice: 5815,
};

let sandbox: Sandbox;
let browser: Browser;
let page: Page;

beforeAll(async () => {
	sandbox = await startSandbox({ editor: 'http://127.0.0.1:5678/home/workflows', ports: renew ? PORTS : {} });
	browser = await chromium.launch({ executablePath: findChromium(), headless: true, args: FLAGS });
});
beforeEach(async () => {
	sandbox.reset();
	page = await browser.newPage({ viewport: { width: 1180, height: 860 }, reducedMotion: 'reduce' });
	page.setDefaultTimeout(15_000);
});
afterEach(async () => await page.close());
afterAll(async () => {
	await browser.close();
	await sandbox.stop();
});

async function send(authId: string, text: string, file: string): Promise<void> {
	const { url, keys } = sandbox.vendors.haptik;
	const { bytes, name, type } = dataFile(file);
	const form = new FormData();
	const kind = name.endsWith('.pdf') ? '52' : '1';
	const fields = { auth_id: authId, business_id: '7104', message_type: kind, message_body: text };
	for (const [field, value] of Object.entries(fields)) form.set(field, value);
	form.set('file', new Blob([new Uint8Array(bytes)], { type }), name);
	const headers = { authorization: `Bearer ${keys.token}`, 'client-id': keys.clientId };
	const answer = await fetch(`${url}/v1.0/log_file_from_user/`, { method: 'POST', headers, body: form });
	expect(answer.status).toBe(200);
}

function know(authId: string, name: string): void {
	sandbox.vendors.haptik.state.users.set(authId, { auth_id: authId, name, email: `${authId}@example.com` });
}

async function answerInSuperOffice(text: string): Promise<void> {
	const { url, keys } = sandbox.vendors.superOffice;
	const login = Buffer.from(`${keys.username}:${keys.password}`).toString('base64');
	await fetch(`${url}/SuperOffice/api/v1/ChatSession/5177/Messages`, {
		method: 'POST',
		headers: { authorization: `Basic ${login}`, 'content-type': 'application/json' },
		body: JSON.stringify({ ChatSessionId: 5177, Type: 'ToCustomer', Message: text, Author: 'Order bot' }),
	});
}

const selected = async () => await page.evaluate(() => document.getSelection()?.toString());

describe('a vendor’s page', () => {
	it('shows what arrives by itself, and leaves alone what is selected', async () => {
		know('cust_1', 'Mira Patel');
		await send('cust_1', 'My parcel arrived like this', 'damaged-parcel.jpg');
		await page.goto(`${sandbox.vendors.haptik.url}/_sandbox/`);
		const bubble = page.locator('.bubble .text').first();
		await page.locator('summary').first().click();
		await bubble.selectText();
		await send('cust_1', 'And here is my contract', 'signed-contract.pdf');
		// What is selected waits with its part; the others go on
		await page.getByText('2 requests so far').waitFor();
		expect(await selected()).toBe('My parcel arrived like this');
		await page.evaluate(() => document.getSelection()?.removeAllRanges());
		await page.getByText('And here is my contract').first().waitFor();
		expect(await page.locator('details[open]').count()).toBe(1);
		expect(
			await page.locator('.bubble img').evaluate((image) => (image as HTMLImageElement).naturalWidth),
		).toBeGreaterThan(0);
	});

	it('copies each value of the credential', async () => {
		const { url } = sandbox.vendors.superOffice;
		await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url });
		await page.goto(`${url}/_sandbox/`);
		await page.locator('summary').first().click();
		await page.getByRole('button', { name: 'Copy Base URL' }).first().click();
		await page.getByText('Copied').waitFor();
		expect(await page.evaluate(async () => await navigator.clipboard.readText())).toBe(
			`${url}/SuperOffice/api`,
		);
	});

	it('makes the next request go wrong, takes that back, and starts over when it is told so twice', async () => {
		const { url, faults, store } = sandbox.vendors.haptik;
		await fetch(`${url}/v1.0/user/`);
		await page.goto(`${url}/_sandbox/`);
		await page.getByRole('button', { name: 'Too busy' }).click();
		await page.getByText('1 fault waiting to strike: Too busy').waitFor();
		expect((await fetch(`${url}/v1.0/user/`)).status).toBe(429);
		await page.getByRole('button', { name: 'Line cut before' }).click();
		await page.getByRole('button', { name: 'Take back' }).click();
		await page.getByText('waiting to strike').waitFor({ state: 'detached' });
		expect(faults.list()).toEqual([]);
		await page.getByRole('button', { name: 'Start over' }).click();
		expect(store.requests()).toHaveLength(2);
		await page.getByRole('button', { name: 'Really start over?' }).click();
		await page.getByText('0 requests so far').waitFor();
		expect(store.requests()).toEqual([]);
	});

	it('leads back to the editor and to the other vendors', async () => {
		await page.goto(`${sandbox.vendors.genesys.url}/_sandbox/`);
		expect(await page.getByRole('link', { name: 'Back to n8n' }).getAttribute('href')).toContain(
			'/home/workflows',
		);
		await page.getByRole('link', { name: 'All vendors' }).click();
		await page.getByRole('link', { name: 'Expertflow' }).click();
		await page.getByRole('heading', { name: 'Expertflow', level: 1 }).waitFor();
	});
});

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
	beforeEach(async () => {
		await page.emulateMedia({ colorScheme });
		know('cust_88123', 'Mira Patel');
		await send('cust_88123', 'My parcel arrived like this', 'damaged-parcel.jpg');
		await send('cust_88123', 'And the contract, signed', 'signed-contract.pdf');
		await answerInSuperOffice('Your order A-1042: left Bergen &lt;today&gt;');
	});

	it('has a ground and letters of it', async () => {
		await page.goto(sandbox.overviewUrl);
		const brightness = async (property: 'backgroundColor' | 'color') =>
			await page.evaluate((name) => {
				const [red] = getComputedStyle(document.body)[name].match(/\d+/g) ?? [];
				return Number(red);
			}, property);
		const [ground, letters] = [await brightness('backgroundColor'), await brightness('color')];
		expect(colorScheme === 'dark' ? letters - ground : ground - letters).toBeGreaterThan(150);
		await pictures.take(`images/sandbox-${colorScheme}.png`, page);
		await page.goto(`${sandbox.vendors.superOffice.url}/_sandbox/`);
		await pictures.take(`images/sandbox-superoffice-${colorScheme}.png`, page);
	});

	it('fits the width of a phone', async () => {
		await page.setViewportSize(PHONE);
		for (const { url } of Object.values(sandbox.vendors)) {
			await page.goto(`${url}/_sandbox/`);
			for (const summary of await page.locator('summary').all()) await summary.click();
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
				PHONE.width,
			);
		}
		await page.goto(`${sandbox.vendors.haptik.url}/_sandbox/`);
		await pictures.take(`images/sandbox-phone-${colorScheme}.png`, page);
	});
});
