import { range } from 'lodash';

import { type Sandbox, startSandbox } from '../../../sandbox';
import type { StoredCredentials } from '../../../testkit/credentials';
import { departures } from '../../../testkit/superOffice/conformity';
import { runNode } from '../../../testkit/n8n';
import { EXCHANGE, knowledgeOf, STATE } from './support';

/** Two installations that have nothing to do with each other; a ticket of one is none of the other. */
let sandboxes: Sandbox[];
beforeAll(async () => {
	const start = async () => await startSandbox({ vendors: ['superOffice'] });
	sandboxes = [await start(), await start()];
});
afterAll(async () => await Promise.all(sandboxes.map(async (sandbox) => await sandbox.stop())));
beforeEach(() => sandboxes.forEach((sandbox) => sandbox.reset()));

const tenants = () => sandboxes.map(({ vendors }) => vendors.superOffice);
const ITEMS = 20;

/** Item 0 goes to the first tenant, item 1 to the second, and so on. */
async function addToBoth(authentication: string, credentials: StoredCredentials, concurrency: number) {
	const result = await runNode({
		node: 'superOfficeAddChatMessage',
		parameters: {
			authentication,
			chatSessionId: { __rl: true, mode: 'id', value: '={{ [5177, 5178, 5179][$json.index % 3] }}' },
			text: '={{ "Message " + $json.index }}',
			options: { concurrency },
		},
		credentials,
		items: range(ITEMS).map((index) => ({ json: { index, url: tenants()[index % 2].url } })),
	});
	expect(result.error).toBeUndefined();
	for (const [which, { store }] of tenants().entries()) {
		const texts = store.held('message').map(({ fact }) => fact.Message);
		const own = range(ITEMS).filter((index) => index % 2 === which);
		expect(texts.sort()).toEqual(own.map((index) => `Message ${index}`).sort());
		expect(store.requests().flatMap((exchange) => departures(exchange))).toEqual([]);
	}
}

const typed = () => knowledgeOf(() => tenants()[0]).typed;

it.each([1, 8])(
	'each item’s message goes to the tenant of its own credential, %i at once',
	async (concurrency) => {
		const superOfficeSystemUserApi = { ...typed().systemUser(), loginUrl: '={{ $json.url }}' };
		await addToBoth('systemUser', { superOfficeSystemUserApi }, concurrency);
		for (const { store } of tenants()) {
			expect(store.requests({ path: STATE })).toHaveLength(1);
			expect(store.requests({ path: EXCHANGE })).toHaveLength(1);
		}
	},
);

it.each([1, 8])('and onsite to that of its own address, %i at once', async (concurrency) => {
	const superOfficeApi = { ...typed().onsite(), baseUrl: '={{ $json.url }}/SuperOffice/api' };
	await addToBoth('onsite', { superOfficeApi }, concurrency);
});

describe('the address of a chat session', () => {
	const address = (tenant: string) => `https://online3.superoffice.com/${tenant}/api/v1/ChatSession/5177`;
	const addTo = async (chatSessionId: string) =>
		await runNode({
			node: 'superOfficeAddChatMessage',
			parameters: {
				authentication: 'systemUser',
				chatSessionId: { __rl: true, mode: 'url', value: chatSessionId },
				text: 'Hello',
			},
			credentials: { superOfficeSystemUserApi: { ...typed().systemUser(), tenantId: '40417' } },
			onError: 'continueRegularOutput',
		});

	it('of another tenant is not that of the session with the same number here', async () => {
		const { main } = await addTo(address('Cust7'));
		expect(main[0].json.error).toMatchObject({
			message: '"Chat Session" is an address of the tenant Cust7',
			description: expect.stringContaining('The credential is for Cust40417') as unknown,
			field: 'Chat Session',
			delivery: 'notSent',
		});
		expect(tenants()[0].store.requests()).toEqual([]);
	});

	it.each(['Cust40417', 'cust40417'])('of the credential’s own tenant, %s, is taken', async (tenant) => {
		expect((await addTo(address(tenant))).main[0].json).toMatchObject({ ChatSessionId: 5177 });
	});
});
