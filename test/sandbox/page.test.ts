import { type Sandbox, startSandbox } from '../../sandbox';
import { credentialsOf } from '../../sandbox/credentials';
import { faultOrderSchema } from '../../sandbox/faults';
import { FAULT_BUTTONS } from '../../sandbox/page/faults';
import type { VendorName } from '../../sandbox/vendor';
import { vendors } from '../../sandbox/vendors';
import { dataFile } from '../../testkit/dataFile';
import { packCredentials } from '../../testkit/pack';
import { testCredential } from '../support/credentialTest';

const EDITOR = 'http://127.0.0.1:5678/home/workflows';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ editor: EDITOR });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const read = async (address: string) => await (await fetch(address)).text();
const pageOf = async (name: VendorName) => await read(`${sandbox.vendors[name].url}/_sandbox/`);
const cells = (html: string, tag: string) =>
	[...html.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, 'g'))].map(([, text]) => text);

describe.each(vendors.map(({ name }) => name))('the page of %s', (name) => {
	const open = () => sandbox.vendors[name];

	it('has the values under the labels of the dialogs, in their order', async () => {
		const page = await pageOf(name);
		for (const [index, { type, values }] of credentialsOf(name).entries()) {
			const part = page.split(`id="credential-${name}-${index}"`)[1].split('</details>')[0];
			const typed = values(open().url, open().keys);
			const known = packCredentials().get(type.name);
			const expected = known?.properties.filter((field) => field.name in typed) ?? [];
			expect(expected).toHaveLength(Object.keys(typed).length);
			expect(part).toContain(type.displayName);
			expect(cells(part, 'dt')).toEqual(expected.map(({ displayName }) => displayName));
			expect(part.match(/data-copy="/g)).toHaveLength(expected.length);
		}
	});

	it('has values that the credentials’ tests accept', async () => {
		for (const { type, values } of credentialsOf(name)) {
			// That of OAuth2 is a request, which n8n alone makes
			if (type.name === 'superOfficeOAuth2Api') continue;
			const data = values(open().url, open().keys);
			expect({ type: type.name, ...(await testCredential(type.name, data)) }).toMatchObject({ status: 'OK' });
		}
	});

	it('leads to the other vendors and back to the editor', async () => {
		const page = await pageOf(name);
		expect(page).toContain(`href="${sandbox.overviewUrl}"`);
		expect(page).toContain(`href="${EDITOR}"`);
	});

	it('brings style, script and icons along, and never loads itself anew', async () => {
		for (const file of ['page.css', 'page.js', 'icon.svg', 'icon.dark.svg']) {
			expect((await fetch(`${open().url}/_sandbox/${file}`)).status).toBe(200);
		}
		expect(await pageOf(name)).not.toContain('http-equiv="refresh"');
	});
});

it('shows each chat with its messages, and the file of a message as a picture', async () => {
	const { haptik } = sandbox.vendors;
	const headers = { authorization: `Bearer ${haptik.keys.token}`, 'client-id': haptik.keys.clientId };
	await fetch(`${haptik.url}/v1.0/user/`, {
		method: 'POST',
		headers: { ...headers, 'content-type': 'application/json' },
		body: JSON.stringify({ auth_id: 'cust_1', name: 'Mira <Patel>' }),
	});
	const { bytes, name, type } = dataFile('damaged-parcel.jpg');
	const form = new FormData();
	const fields = { auth_id: 'cust_1', business_id: '7104', message_type: '1', message_body: 'Look <b>' };
	for (const [field, value] of Object.entries(fields)) form.set(field, value);
	form.set('file', new Blob([new Uint8Array(bytes)], { type }), name);
	await fetch(`${haptik.url}/v1.0/log_file_from_user/`, { method: 'POST', headers, body: form });
	const page = await pageOf('haptik');
	expect(page).toContain('Mira &lt;Patel&gt;');
	expect(page).toContain('<div class="text">Look &lt;b&gt;</div>');
	const [, picture] = /<img src="(files\/[0-9a-f]+)"/.exec(page) ?? [];
	const shown = await fetch(`${haptik.url}/_sandbox/${picture}`);
	expect(Buffer.from(await shown.arrayBuffer())).toEqual(bytes);
	expect(await read(sandbox.overviewUrl)).toContain('Look &lt;b&gt;');
});

it('shows who speaks: the customer on one side, the company on the other', async () => {
	const { superOffice } = sandbox.vendors;
	const { username, password } = superOffice.keys;
	const message = { Type: 'ToCustomer', Message: 'left &lt;today&gt;<br>Kari', Author: 'Order bot' };
	await fetch(`${superOffice.url}/SuperOffice/api/v1/ChatSession/5177/Messages`, {
		method: 'POST',
		headers: {
			authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
			'content-type': 'application/json',
		},
		body: JSON.stringify({ ChatSessionId: 5177, ...message }),
	});
	const [first] = superOffice.view().chats;
	expect(first).toMatchObject({
		title: 'Ida Berg',
		about: ['Support', 'Waiting for customer', 'session 5177'],
	});
	expect(first.bubbles.map(({ side, by, text }) => [side, by, text])).toEqual([
		['customer', 'Ida Berg', 'Hello'],
		['company', 'Order bot', 'left <today>\nKari'],
	]);
});

it('lists employees and sites', () => {
	const lists = sandbox.vendors.callGear.view().lists.map(({ title, rows }) => [title, rows[0]]);
	expect(lists).toEqual(
		expect.arrayContaining([
			['Employees', ['Aisha Khan', 'aisha@acme-dental.example', '9012']],
			['Sites', ['Acme Dental', 'acme-dental.example', '3101']],
		]),
	);
});

describe('a fault by a click', () => {
	it.each(FAULT_BUTTONS)('$title is on the page, and strikes', async ({ title, fault }) => {
		const { genesys } = sandbox.vendors;
		const page = await pageOf('genesys');
		const bodies = [...page.matchAll(/data-post="faults"\s+data-body="([^"]+)"/g)].map(
			([, body]) => JSON.parse(body.replaceAll('&quot;', '"')) as unknown,
		);
		expect(bodies).toContainEqual(faultOrderSchema.parse({ fault }));
		await fetch(`${genesys.url}/_sandbox/faults`, { method: 'POST', body: JSON.stringify({ fault }) });
		expect(await pageOf('genesys')).toContain(`1 fault waiting to strike: ${title}`);
		if (fault.kind !== 'delay')
			await fetch(`${genesys.url}/api/v2/diagnostics/version`).catch(() => undefined);
		else await fetch(`${genesys.url}/_sandbox/faults`, { method: 'DELETE' });
		expect(await pageOf('genesys')).not.toContain('waiting to strike');
	});
});

it('starts over with all vendors from the overview', async () => {
	await fetch(`${sandbox.vendors.haptik.url}/v1.0/user/`);
	await fetch(`${sandbox.overviewUrl}/received`, { method: 'DELETE' });
	expect(sandbox.vendors.haptik.store.requests()).toEqual([]);
});
