import axios from 'axios';
import FormData from 'form-data';

import { startVendor } from '../../sandbox/server';
import { runNode } from '../../testkit/n8n';
import { ACME_TOKEN, acme, acmeApi, acmeNode, acmeSessionApi } from './acme';

let vendor: Awaited<ReturnType<typeof startVendor<object, { session: number }>>>;

beforeAll(async () => {
	vendor = await startVendor(acme, { host: '127.0.0.1', port: 0 });
});
afterAll(async () => await vendor.stop());
beforeEach(() => vendor.reset());

async function throughNode(bytes: Buffer, fileName: string, note: string) {
	const result = await runNode({
		node: 'acme',
		parameters: { kind: 'file', text: note },
		items: [{ files: { data: { bytes, fileName, mimeType: 'image/png' } } }],
		credentials: { acmeApi: { baseUrl: vendor.url, token: ACME_TOKEN } },
		extraNodes: { acme: acmeNode },
		extraCredentials: { acmeApi, acmeSessionApi },
	});
	expect(result.error).toBeUndefined();
}

async function throughReference(bytes: Buffer, fileName: string, note: string) {
	const form = new FormData();
	form.append('note', note);
	form.append('file', bytes, { filename: fileName, contentType: 'image/png' });
	await axios.post(`${vendor.url}/files`, form, {
		headers: { ...form.getHeaders(), Authorization: `Bearer ${ACME_TOKEN}` },
	});
}

describe('uploadForm', () => {
	it.each([
		['plain.png'],
		['übergröße 100%.png'],
		['семейное фото.png'],
		['صورة.png'],
		['👩‍👩‍👧.png'],
		["it's; a=b.png"],
		[`${'x'.repeat(251)}.png`],
	])('arrives as the form-data package sends it: %s', async (fileName) => {
		const bytes = Buffer.from([0, 1, 2, 13, 10, 45, 45, 255]);
		await throughNode(bytes, fileName, 'Grüße\r\n--x');
		await throughReference(bytes, fileName, 'Grüße\r\n--x');
		const [ours, reference] = vendor.store.requests({ path: '/files' });
		expect(ours.files).toEqual(reference.files);
		expect(ours.files[0].fileName).toBe(fileName);
		expect(ours.body).toEqual(reference.body);
	});

	it('carries a file without a single byte', async () => {
		await throughNode(Buffer.alloc(0), 'empty.png', '');
		expect(vendor.store.requests()[0].files[0]).toMatchObject({ fileName: 'empty.png', size: 0 });
	});
});
