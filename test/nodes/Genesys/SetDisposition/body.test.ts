import type { INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../../../sandbox';
import { CHAT, type Genesys, held, lastBody, openChat, posts, run, startGenesys } from '../support';

let sandbox: Sandbox;
let genesys: Genesys;

beforeAll(async () => {
	({ sandbox, genesys } = await startGenesys());
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const set = async (parameters: INodeParameters) =>
	await run(genesys, 'genesysSetDisposition', { chatId: CHAT, ...parameters });

it("sends the body of the vendor page's sample, and the chat keeps the code", async () => {
	const { error, main } = await set({ disposition: 'Rückruf später' });
	expect(error).toBeUndefined();
	expect(posts(genesys).map(({ path }) => path)).toEqual([`/api/v2/me/chats/${CHAT}`]);
	expect(lastBody(genesys)).toEqual({ operationName: 'SetDisposition', disposition: 'Rückruf später' });
	expect(main[0].json).toEqual({ chatId: CHAT, disposition: 'Rückruf später', statusCode: 0 });
	expect(genesys.state.chats.get(CHAT)?.userData).toEqual({ DispositionCode: 'Rückruf später' });
});

it('names the key where the user does', async () => {
	const additionalFields = { dispositionKey: 'Outcome Code' };
	const { error, main } = await set({ disposition: 'sold', additionalFields });
	expect(error).toBeUndefined();
	expect(lastBody(genesys)).toEqual({
		operationName: 'SetDisposition',
		disposition: 'sold',
		dispositionKey: 'Outcome Code',
	});
	expect(main[0].json).toMatchObject({ dispositionKey: 'Outcome Code' });
	expect(genesys.state.chats.get(CHAT)?.userData).toEqual({ 'Outcome Code': 'sold' });
});

it('leaves the key out when it was added and left empty', async () => {
	await set({ disposition: 'sold', additionalFields: { dispositionKey: '' } });
	expect(lastBody(genesys)).toEqual({ operationName: 'SetDisposition', disposition: 'sold' });
});

it('can still be set in a chat that was left', async () => {
	openChat(genesys, 'left', { state: 'LeftChat' });
	expect((await set({ chatId: 'left', disposition: 'sold' })).error).toBeUndefined();
	expect(held(genesys, 'disposition')).toMatchObject([{ chatId: 'left', disposition: 'sold' }]);
});

it('tells that a completed chat takes none', async () => {
	openChat(genesys, 'over', { state: 'Completed' });
	const { error } = await set({ chatId: 'over', disposition: 'sold' });
	expect(error?.message).toBe('Genesys does not take a disposition in the present state of the chat');
	expect(error?.description).toContain('before it is completed');
});

it.each([
	['={{ "" }}', '"Disposition" is empty'],
	[{ a: 1 }, '"Disposition" holds an object instead of text'],
])('refuses %j before anything is sent', async (disposition, message) => {
	expect((await set({ disposition })).error?.message).toBe(message);
	expect(genesys.store.requests()).toHaveLength(0);
});

it('keeps the last of several in one chat, whatever the concurrency', async () => {
	genesys.faults.add({ when: { bodyIncludes: 'number 0' }, fault: { kind: 'delay', ms: 200 } });
	const items = Array.from({ length: 3 }, (_, index) => ({ json: { chatId: CHAT, index } }));
	const parameters = { disposition: '=number {{ $json.index }}', options: { concurrency: 8 } };
	expect((await run(genesys, 'genesysSetDisposition', parameters, { items })).error).toBeUndefined();
	expect(genesys.state.chats.get(CHAT)?.userData).toEqual({ DispositionCode: 'number 2' });
});
