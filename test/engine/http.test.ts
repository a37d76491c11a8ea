import type { INodeParameters } from 'n8n-workflow';

import { startVendor } from '../../sandbox/server';
import { type NodeResult, type NodeRun, runNode } from '../../testkit/n8n';
import { ACME_TOKEN, acme, acmeApi, acmeNode, acmeSessionApi, sha256 } from './acme';

let vendor: Awaited<ReturnType<typeof startVendor<object, { session: number }>>>;

beforeAll(async () => {
	vendor = await startVendor(acme, { host: '127.0.0.1', port: 0 });
});
afterAll(async () => await vendor.stop());
beforeEach(() => vendor.reset());

async function run(parameters: INodeParameters, more: Partial<NodeRun> = {}): Promise<NodeResult> {
	const account = { baseUrl: vendor.url, token: ACME_TOKEN };
	return await runNode({
		node: 'acme',
		parameters,
		credentials: { acmeApi: { ...account }, acmeSessionApi: { ...account } },
		extraNodes: { acme: acmeNode },
		extraCredentials: { acmeApi, acmeSessionApi },
		...more,
	});
}

const texts = () => vendor.store.held('message').map(({ fact }) => (fact as { text: string }).text);

describe('request', () => {
	it('delivers a message once and pairs the answer with its item', async () => {
		const result = await run({ text: 'Grüße 👋' });
		expect(result.error).toBeUndefined();
		expect(texts()).toEqual(['Grüße 👋']);
		expect(result.returned).toEqual([[{ json: { index: 0, ok: true }, pairedItem: { item: 0 } }]]);
	});

	it('sends again after 429 and waits as long as Retry-After says', async () => {
		vendor.faults.add({ fault: { kind: 'status', status: 429, headers: { 'retry-after': '1' } } });
		const started = Date.now();
		const result = await run({ text: 'later' });
		expect(result.error).toBeUndefined();
		expect(Date.now() - started).toBeGreaterThanOrEqual(1000);
		expect(vendor.store.requests()).toHaveLength(2);
		expect(texts()).toEqual(['later']);
	});

	it('never repeats a send whose answer was lost, and says that it may have arrived', async () => {
		vendor.faults.add({ fault: { kind: 'resetAfter' } });
		const result = await run({ text: 'once' });
		expect(texts()).toEqual(['once']);
		expect(result.error?.message).toBe('The connection to Acme broke before its answer was complete');
		expect(result.error?.description).toContain('may have been carried out');
		expect(vendor.store.requests()).toHaveLength(1);
	});

	it('takes an answer that breaks off in its body for a lost one, whatever its status said', async () => {
		vendor.faults.add({ fault: { kind: 'truncated' } });
		const result = await run({ text: 'once' });
		expect(texts()).toEqual(['once']);
		expect(result.error?.message).toBe('The connection to Acme broke before its answer was complete');
		expect(result.error?.description).toContain('may have been carried out');
	});

	it('repeats a lost send when the user wants that', async () => {
		vendor.faults.add({ fault: { kind: 'resetBefore' } });
		const result = await run({ text: 'again', options: { retryUncertainSends: true } });
		expect(result.error).toBeUndefined();
		expect(texts()).toEqual(['again']);
	});

	it('repeats a read whose answer was lost', async () => {
		vendor.faults.add({ fault: { kind: 'resetAfter' } });
		const result = await run({ kind: 'list' });
		expect(result.error).toBeUndefined();
		expect(vendor.store.requests()).toHaveLength(2);
	});

	it('gives up a vendor that trickles its answer', async () => {
		vendor.faults.add({ fault: { kind: 'slowBody', ms: 200 } });
		const result = await run({ text: 'slow', options: { timeout: 500 } });
		expect(result.error?.message).toBe('Acme did not answer within 0.5 seconds');
	});

	it('gives up a vendor that never answers', async () => {
		vendor.faults.add({ fault: { kind: 'hang' } });
		const result = await run({ text: 'silence', options: { timeout: 300 } });
		expect(result.error?.message).toBe('Acme did not answer within 0.3 seconds');
		expect(result.error?.description).toContain('may have been carried out');
	});

	it('does not follow a redirect', async () => {
		vendor.faults.add({ fault: { kind: 'redirect', location: 'http://127.0.0.1:9/elsewhere', status: 307 } });
		const result = await run({ text: 'stay' });
		expect(result.error?.message).toBe('Acme sent the request on to another address');
		expect(result.error?.description).toContain('http://127.0.0.1:9/elsewhere');
	});

	it.each([
		['html', "Acme's address answered with a web page instead of data"],
		['cutJson', "Acme's answer could not be read"],
	] as const)('tells what is wrong with a %s answer', async (kind, message) => {
		vendor.faults.add({ fault: { kind } });
		const result = await run({ text: 'odd' });
		expect(result.error?.message).toBe(message);
	});

	it('names the host that cannot be reached and keeps the network code for the end', async () => {
		const unreachable = { baseUrl: 'http://127.0.0.1:9', token: ACME_TOKEN };
		const result = await run(
			{ text: 'x', options: { maxTries: 2 } },
			{ credentials: { acmeApi: unreachable, acmeSessionApi: unreachable } },
		);
		expect(result.error?.message).toBe('Acme could not be reached at 127.0.0.1:9');
		expect(result.error?.description).toMatch(/Tried 2 times\. Network code: ECONNREFUSED\.$/);
	});

	it('hides a secret that the vendor repeats', async () => {
		const wrong = { baseUrl: vendor.url, token: 'some-mistyped-token' };
		const result = await run(
			{ text: 'x' },
			{ credentials: { acmeApi: wrong, acmeSessionApi: wrong }, onError: 'continueErrorOutput' },
		);
		expect(result.failed[0].json.error).toMatchObject({
			message: 'Acme did not accept the credential',
			vendorText: 'no such key: Bearer [hidden]',
			httpStatus: 401,
			delivery: 'refused',
		});
		expect(result.everything).not.toContain('some-mistyped-token');
	});

	it('renews a session in the middle of a run and sends the item again, once', async () => {
		vendor.faults.add({ when: { path: '/messages', after: 2 }, fault: { kind: 'status', status: 401 } });
		const items = Array.from({ length: 6 }, (_, index) => ({ json: { index } }));
		const result = await run(
			{ session: true, text: '={{ $json.index }}', options: { concurrency: 1 } },
			{ items },
		);
		expect(result.error).toBeUndefined();
		expect(texts()).toEqual(['0', '1', '2', '3', '4', '5']);
		expect(vendor.store.requests({ path: '/session' })).toHaveLength(2);
	});
});

describe.each(['default', 'filesystem'] as const)('uploads in binary mode %s', (binaryMode) => {
	const bytes = Buffer.from('\u0000\u0001Grüße'.repeat(5000));
	const files = { data: { bytes, fileName: 'tést "1"\r\n.png', mimeType: 'image/png' } };

	it('sends the exact bytes with name, type and length', async () => {
		const result = await run({ kind: 'file', text: 'note' }, { items: [{ files }], binaryMode });
		expect(result.error).toBeUndefined();
		expect(result.main[0].json.sha256).toBe(sha256(bytes));
		const [held] = vendor.store.held('file');
		expect(held.fact).toMatchObject({ note: 'note', type: 'image/png', size: bytes.length });
		const [received] = vendor.store.requests();
		expect(Number(received.headers['content-length'])).toBe(received.size);
		expect(received.headers['transfer-encoding']).toBeUndefined();
	});

	it('sends the file again after the session was renewed', async () => {
		vendor.faults.add({ when: { path: '/files' }, fault: { kind: 'status', status: 401 } });
		const result = await run({ kind: 'file', session: true }, { items: [{ files }], binaryMode });
		expect(result.error).toBeUndefined();
		expect(vendor.store.requests({ path: '/files' })).toHaveLength(2);
		expect(vendor.store.held('file')).toHaveLength(1);
		expect(result.main[0].json.sha256).toBe(sha256(bytes));
	});

	it('takes a binary object from an expression where n8n hands one over', async () => {
		const result = await run(
			{ kind: 'file', binaryField: '={{ $binary.data }}' },
			{ items: [{ files }], binaryMode },
		);
		if (binaryMode === 'default') expect(result.error?.message).toBe('"Input Data Field Name" gives no file');
		else expect(result.main[0].json.sha256).toBe(sha256(bytes));
	});

	it('says which field names no file', async () => {
		const result = await run({ kind: 'file', binaryField: 'photo' }, { items: [{ files }], binaryMode });
		expect(result.error?.message).toBe(
			'"Input Data Field Name" names no file: this item has none called "photo"',
		);
		expect(vendor.store.requests()).toHaveLength(0);
	});
});
