import { range } from 'lodash';
import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

import { forgetCredential, readCredential, replaceCredential } from '../../nodes/engine/credential';
import { startVendor } from '../../sandbox/server';
import { runNode } from '../../testkit/n8n';
import { ACME_TOKEN, acme, acmeApi, acmeNode, acmeSessionApi } from './acme';
import { contextOf } from './context';

describe('a credential whose fields hold expressions', () => {
	type Tenant = Awaited<ReturnType<typeof startVendor<object, { session: number }>>>;
	let tenants: Tenant[];
	beforeAll(async () => {
		tenants = await Promise.all(
			[1, 2].map(async () => await startVendor(acme, { host: '127.0.0.1', port: 0 })),
		);
	});
	afterAll(async () => await Promise.all(tenants.map(async (tenant) => await tenant.stop())));
	beforeEach(() => tenants.forEach((tenant) => tenant.reset()));

	const textsAt = ({ store }: Tenant) =>
		store.held('message').map(({ fact }) => (fact as { text: string }).text);
	const sortedNumbers = (texts: string[]) => texts.map(Number).sort((a, b) => a - b);

	it('lets the items of one account wait, and not those of another', async () => {
		const status = { kind: 'status', status: 429, headers: { 'retry-after': '3600' } } as const;
		tenants[0].faults.add({ times: Infinity, fault: status });
		const { main } = await send(false, (index) => tenants[index % 2].url, '={{ $json.url }}');
		expect(sortedNumbers(textsAt(tenants[1]))).toEqual(range(1, 20, 2));
		const failed = main.flatMap(({ json }) => (json.error ? [json.error as { message: string }] : []));
		expect(failed.map(({ message }) => message)).toEqual(
			Array(10).fill('Acme is receiving too many requests'),
		);
		// Those that were under way together
		expect(tenants[0].store.requests().length).toBeLessThanOrEqual(5);
	});

	async function send(session: boolean, urlOf: (index: number) => string, baseUrl: string) {
		const account = { baseUrl, token: ACME_TOKEN };
		const credentials = { acmeApi: { ...account }, acmeSessionApi: { ...account } };
		return await runNode({
			node: 'acme',
			parameters: { text: '={{ $json.index }}', session, options: { concurrency: 5 } },
			onError: 'continueRegularOutput',
			items: range(20).map((index) => ({ json: { index, url: urlOf(index) } })),
			credentials,
			extraNodes: { acme: acmeNode },
			extraCredentials: { acmeApi, acmeSessionApi },
		});
	}

	it.each([false, true])(
		'sends each item to its own tenant, side by side, with a session: %p',
		async (session) => {
			const { main } = await send(session, (index) => tenants[index % 2].url, '={{ $json.url }}');
			expect(main.filter(({ json }) => json.error)).toEqual([]);
			expect(sortedNumbers(textsAt(tenants[0]))).toEqual(range(0, 20, 2));
			expect(sortedNumbers(textsAt(tenants[1]))).toEqual(range(1, 20, 2));
		},
	);

	it('opens one session for each tenant, and not one for each item', async () => {
		await send(true, (index) => tenants[index % 2].url, '={{ $json.url }}');
		for (const { store } of tenants)
			expect(store.requests({ path: '/session' }).length).toBeLessThanOrEqual(5);
	});

	it('is noticed even where the first item has what stands in for a missing one', async () => {
		const url = `={{ $json.url ?? "${tenants[0].url}" }}`;
		await send(false, (index) => tenants[index === 0 ? 0 : 1].url, url);
		expect(sortedNumbers(textsAt(tenants[0]))).toEqual([0]);
		expect(sortedNumbers(textsAt(tenants[1]))).toEqual(range(1, 20));
	});

	it('is noticed where only the number of the item tells', async () => {
		const urls = tenants.map(({ url }) => url);
		await send(false, () => '', `={{ ${JSON.stringify(urls)}[$itemIndex % 2] }}`);
		expect(sortedNumbers(textsAt(tenants[1]))).toEqual(range(1, 20, 2));
	});
});

describe('readCredential', () => {
	const values = { token: 'a-secret' };

	it('asks n8n as often for many items as for few where nothing differs', async () => {
		const reads = async (count: number) => {
			const { context, reads: made } = contextOf({
				items: range(count).map(() => ({})),
				credentials: values,
			});
			for (const index of range(count)) await readCredential(context, 'acmeApi', index);
			return made();
		};
		expect(await reads(1)).toBe(1);
		expect(await reads(200)).toBe(await reads(2));
	});

	it('asks for each item where the number of the item tells', async () => {
		const { context } = contextOf({ items: range(3).map(() => ({})), credentials: values });
		const asked = Object.create(context, {
			getCredentials: {
				value: async (_: string, index: number) => await Promise.resolve({ token: `secret ${index}` }),
			},
		}) as IExecuteFunctions;
		const tokens = await Promise.all(
			range(3).map(async (index) => (await readCredential(asked, 'a', index)).token),
		);
		expect(tokens).toEqual(['secret 0', 'secret 1', 'secret 2']);
	});

	it('gives what was put in place of the values, until they are to be read anew', async () => {
		const { context } = contextOf({ credentials: values });
		const other: ICredentialDataDecryptedObject = { token: 'other' };
		await readCredential(context, 'acmeApi', 0);
		await replaceCredential(context, 'acmeApi', 0, other);
		expect(await readCredential(context, 'acmeApi', 0)).toEqual(other);
		await forgetCredential(context, 'acmeApi', 0);
		expect(await readCredential(context, 'acmeApi', 0)).toEqual(values);
	});
});
