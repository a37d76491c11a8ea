import type { INodeParameters } from 'n8n-workflow';

import { Fields } from '../../../../nodes/engine/fields';
import { endingBody } from '../../../../nodes/Genesys/CompleteChat/body';
import { properties } from '../../../../nodes/Genesys/CompleteChat/properties';
import type { Sandbox } from '../../../../sandbox';
import { CHAT, type Genesys, held, lastBody, openChat, posts, run, startGenesys } from '../support';

let sandbox: Sandbox;
let genesys: Genesys;

beforeAll(async () => {
	({ sandbox, genesys } = await startGenesys());
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const end = async (parameters: INodeParameters) =>
	await run(genesys, 'genesysCompleteChat', { chatId: CHAT, ...parameters });
const stateOf = (chatId = CHAT) => genesys.state.chats.get(chatId)?.state;

it.each([
	['Complete', 'Completed', 'completed'],
	['Leave', 'LeftChat', 'left'],
])('%s sends its name alone, and the chat is %s', async (ending, state, kind) => {
	const { error, main } = await end({ ending });
	expect(error).toBeUndefined();
	expect(posts(genesys).map(({ path }) => path)).toEqual([`/api/v2/me/chats/${CHAT}`]);
	expect(lastBody(genesys)).toEqual({ operationName: ending });
	expect(main[0].json).toEqual({ chatId: CHAT, operationName: ending, statusCode: 0 });
	expect(stateOf()).toBe(state);
	expect(held(genesys, kind)).toMatchObject([{ chatId: CHAT }]);
});

it.each(['Complete', 'Leave'])('%s says a last word', async (ending) => {
	const along = { text: 'Tschüß 👋', messageType: 'goodbye', treatAs: 'System' };
	expect((await end({ ending, additionalFields: along })).error).toBeUndefined();
	expect(lastBody(genesys)).toEqual({ operationName: ending, ...along });
	expect(held(genesys, 'message')).toMatchObject([along]);
});

it.each([
	['queueName', 'sales', 'sales'],
	['queueName', { __rl: true, mode: 'list', value: 'after-chat' }, 'after-chat'],
	['queueName', { __rl: true, mode: 'name', value: ' chat inbound ' }, 'chat inbound'],
	['queueName', '={{ 100 }}', '100'],
	['saveLAR', true, true],
	['saveLAR', false, false],
	['saveLAR', '={{ "TRUE" }}', true],
])('Complete carries %s: %j', async (field, value, sent) => {
	const { error } = await end({ additionalFields: { [field]: value } });
	expect(error).toBeUndefined();
	expect(lastBody(genesys)).toEqual({ operationName: 'Complete', [field]: sent });
});

it('Leave does not take along what belongs to Complete and is hidden', async () => {
	const { error } = await end({ ending: 'Leave', additionalFields: { queueName: 'sales', saveLAR: true } });
	expect(error).toBeUndefined();
	expect(lastBody(genesys)).toEqual({ operationName: 'Leave' });
});

it('leaves out what was added and left empty', async () => {
	const queueName = { __rl: true, mode: 'list', value: '' };
	await end({ additionalFields: { queueName, text: '', messageType: '' } });
	expect(lastBody(genesys)).toEqual({ operationName: 'Complete' });
});

it.each([
	[{ messageType: 'x' }, '"Additional Fields > Message Type" is given without a text'],
	[{ treatAs: 'System' }, '"Additional Fields > Treat As" is given without a text'],
	[{ text: 'x', treatAs: 'Loud' }, '"Additional Fields > Treat As" holds "Loud"'],
	[{ saveLAR: 'perhaps' }, '"Additional Fields > Save Last Agent" holds a string'],
	[{ queueName: '={{ ["sales"] }}' }, '"Additional Fields > Queue Name" holds no text'],
])('refuses %j before anything is sent', async (additionalFields, message) => {
	const { error } = await end({ additionalFields });
	expect(error?.message).toBe(message);
	expect(genesys.store.requests()).toHaveLength(0);
});

it('completes a chat that was left', async () => {
	openChat(genesys, 'left', { state: 'LeftChat' });
	expect((await end({ chatId: 'left' })).error).toBeUndefined();
	expect(stateOf('left')).toBe('Completed');
});

it.each(['Complete', 'Leave'])('tells that %s cannot end a chat twice', async (ending) => {
	openChat(genesys, 'over', { state: 'Completed' });
	const { error } = await end({ chatId: 'over', ending });
	expect(error?.message).toBe('Genesys cannot end the chat in its present state');
});

it('ends several chats at the same time when that is asked for', async () => {
	const chats = ['chat-a', 'chat-b', 'chat-c'];
	for (const id of chats) openChat(genesys, id);
	genesys.faults.add({ when: { path: '/me/chats/' }, times: Infinity, fault: { kind: 'delay', ms: 150 } });
	const items = chats.map((chatId) => ({ json: { chatId } }));
	const { error } = await run(genesys, 'genesysCompleteChat', { options: { concurrency: 3 } }, { items });
	expect(error).toBeUndefined();
	expect(genesys.store.counters.maxInFlight).toBe(3);
	expect(chats.map(stateOf)).toEqual(['Completed', 'Completed', 'Completed']);
});

it('Leave sends nothing that belongs to Complete', () => {
	const additionalFields = { queueName: 'sales', saveLAR: true, text: 'Bye' };
	const fields = (ending: string) => Fields.of({ ending, additionalFields }, properties);
	expect(endingBody(fields('Leave'))).toEqual({ operationName: 'Leave', text: 'Bye' });
	expect(endingBody(fields('Complete'))).toEqual({
		operationName: 'Complete',
		queueName: 'sales',
		saveLAR: true,
		text: 'Bye',
	});
});
