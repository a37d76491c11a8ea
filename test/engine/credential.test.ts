import { range } from 'lodash';
import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

import {
	accountOf,
	forgetCredential,
	readCredential,
	replaceCredential,
} from '../../nodes/engine/credential';
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

describe('values that can differ from item to item', () => {
	type GetCredentials = (
		this: { connectionInputData?: Array<{ json: object }> },
		type: string,
		itemIndex: number,
	) => Promise<ICredentialDataDecryptedObject>;

	/** A context with three items whose credential n8n reads so, and for which items it was asked. */
	function reading(getCredentials: GetCredentials) {
		const asked: number[] = [];
		const { context } = contextOf({ items: range(3).map(() => ({})) });
		const read: GetCredentials = async function (type, itemIndex) {
			asked.push(itemIndex);
			return await getCredentials.call(this, type, itemIndex);
		};
		const connectionInputData = range(3).map(() => ({ json: { url: 'https://a.example' } }));
		const watched = Object.create(context, {
			connectionInputData: { value: connectionInputData },
			getCredentials: { value: read },
		}) as IExecuteFunctions;
		return { context: watched, asked };
	}

	const tokensOf = async (context: IExecuteFunctions) => {
		const tokens: unknown[] = [];
		for (const index of range(3)) tokens.push((await readCredential(context, 'acmeApi', index)).token);
		return tokens;
	};

	it('are read for each where n8n looks into the items, though the first have the same', async () => {
		const { context, asked } = reading(async function (_, itemIndex) {
			const looked = this.connectionInputData?.[0].json;
			return await Promise.resolve({ token: looked && itemIndex === 2 ? 'other' : 'same' });
		});
		expect(await tokensOf(context)).toEqual(['same', 'same', 'other']);
		// Once to find out, and once for each
		expect(asked).toEqual([0, 0, 1, 2]);
	});

	it('are read for each where beyond the items there are none', async () => {
		const { context } = reading(async (_, itemIndex) => {
			if (itemIndex > 2) throw new Error('no such item');
			return await Promise.resolve({ token: `secret ${itemIndex}` });
		});
		expect(await tokensOf(context)).toEqual(['secret 0', 'secret 1', 'secret 2']);
	});

	it('are the same for all where n8n looks at nothing of the items', async () => {
		const { context, asked } = reading(async () => await Promise.resolve({ token: 'same' }));
		expect(await tokensOf(context)).toEqual(['same', 'same', 'same']);
		expect(asked).toEqual([0, 3, 0]);
	});

	it('are those of one credential, whatever another one of the node holds', async () => {
		const { context } = reading(
			async (type, itemIndex) =>
				await Promise.resolve({ token: type === 'acmeApi' ? `secret ${itemIndex}` : 'same' }),
		);
		expect(await readCredential(context, 'otherApi', 0)).toEqual({ token: 'same' });
		expect(await tokensOf(context)).toEqual(['secret 0', 'secret 1', 'secret 2']);
	});

	it('are replaced and forgotten for one item alone', async () => {
		const { context } = reading(
			async (_, itemIndex) => await Promise.resolve({ token: `secret ${itemIndex}` }),
		);
		await replaceCredential(context, 'acmeApi', 1, { token: 'other' });
		expect(await tokensOf(context)).toEqual(['secret 0', 'other', 'secret 2']);
		await forgetCredential(context, 'acmeApi', 1);
		expect(await tokensOf(context)).toEqual(['secret 0', 'secret 1', 'secret 2']);
	});

	it('are read once in a pick list, which has no items', async () => {
		const { context, reads } = contextOf({ credentials: { token: 'a' } });
		Object.assign(context, { getInputData: undefined });
		await readCredential(context, 'acmeApi', 0);
		await readCredential(context, 'acmeApi', 0);
		expect(reads()).toBe(1);
	});
});

describe('accountOf', () => {
	const account = async (credentials: ICredentialDataDecryptedObject, session?: string, type = 'acmeApi') =>
		await accountOf(contextOf({ credentials }).context, { type, secrets: () => [], session }, 0);

	it('stays the same whatever session it has', async () => {
		const one = await account({ user: 'anna', token: 'a' }, 'token');
		expect(await account({ user: 'anna', token: 'b' }, 'token')).toBe(one);
		expect(await account({ user: 'berta', token: 'a' }, 'token')).not.toBe(one);
		expect(await account({ user: 'anna', token: 'a' }, 'token', 'otherApi')).not.toBe(one);
		expect(one).not.toContain('anna');
	});

	it('takes a value for a session only where it is said to be one', async () => {
		expect(await account({ user: 'anna', token: 'a' })).not.toBe(await account({ user: 'anna', token: 'b' }));
	});

	it.each([undefined, 'token'])('stays the same when n8n renews an OAuth2 token: %s', async (session) => {
		const withTokens = async (access: string) =>
			await account({ clientId: 'c', oauthTokenData: { access_token: access } }, session);
		expect(await withTokens('a')).toBe(await withTokens('b'));
	});
});
