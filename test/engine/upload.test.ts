import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import axios from 'axios';
import FormData from 'form-data';

import { wait } from '../../nodes/engine/wait';
import type { Fault } from '../../sandbox/faults';
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

describe('an upload that fails', () => {
	/** The files below n8n's binary store that this process has open, where the system tells. */
	const openFiles = () =>
		readdirSync('/proc/self/fd').filter((fd) => {
			try {
				return readlinkSync(`/proc/self/fd/${fd}`).includes('binary_data');
			} catch {
				return false;
			}
		});
	const onLinux = existsSync('/proc/self/fd') ? it : it.skip;

	onLinux.each<[string, Fault]>([
		['refused before it was read', { kind: 'status', status: 413, body: 'too large' }],
		['cut off', { kind: 'resetBefore' }],
	])('leaves no file open when it is %s', async (_, fault) => {
		vendor.faults.add({ when: { path: '/files' }, times: Infinity, fault });
		const bytes = Buffer.alloc(3_000_000, 7);
		const items = Array.from({ length: 8 }, () => ({
			files: { data: { bytes, fileName: 'big.png', mimeType: 'image/png' } },
		}));
		const result = await runNode({
			node: 'acme',
			parameters: { kind: 'file', options: { maxTries: 1 } },
			items,
			binaryMode: 'filesystem',
			credentials: { acmeApi: { baseUrl: vendor.url, token: ACME_TOKEN } },
			extraNodes: { acme: acmeNode },
			extraCredentials: { acmeApi, acmeSessionApi },
			onError: 'continueRegularOutput',
		});
		expect(result.main).toHaveLength(8);
		await wait(50);
		expect(openFiles()).toEqual([]);
	});
});
