import type { INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../../../sandbox';
import { CHAT, type Genesys, lastBody, openChat, posts, run, startGenesys } from '../support';

let sandbox: Sandbox;
let genesys: Genesys;

beforeAll(async () => {
	({ sandbox, genesys } = await startGenesys());
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const userDataOf = (chatId = CHAT) => genesys.state.chats.get(chatId)?.userData;
const change = async (parameters: INodeParameters) =>
	await run(genesys, 'genesysUpdateUserData', { chatId: CHAT, ...parameters });
const entries = (...pairs: Array<[string, unknown]>) =>
	({ entry: pairs.map(([key, value]) => ({ key, value })) }) as INodeParameters;

beforeEach(() => openChat(genesys, CHAT, { userData: { Kept: 'as it was', Priority: 1 } }));

describe.each(['AttachUserData', 'UpdateUserData'])('%s', (operationName) => {
	it('writes the keys, and leaves the others', async () => {
		const userData = entries(['Order Number', 'A-1042'], ['Priority', '={{ 3 }}']);
		const { error, main } = await change({ change: operationName, userData });
		expect(error).toBeUndefined();
		expect(posts(genesys).map(({ path }) => path)).toEqual([`/api/v2/me/chats/${CHAT}`]);
		expect(lastBody(genesys)).toEqual({
			operationName,
			userData: { 'Order Number': 'A-1042', Priority: 3 },
		});
		expect(main[0].json).toEqual({ chatId: CHAT, operationName, statusCode: 0 });
		expect(userDataOf()).toEqual({ Kept: 'as it was', 'Order Number': 'A-1042', Priority: 3 });
	});

	it.each([
		['typed', '{ "Größe": "42", "Priority": 3.5 }'],
		['given by an expression', '={{ ({ "Größe": "42", Priority: 3.5 }) }}'],
	])('takes JSON that is %s', async (_, userDataJson) => {
		const { error } = await change({ change: operationName, specifyUserData: 'json', userDataJson });
		expect(error).toBeUndefined();
		expect(lastBody(genesys)).toEqual({ operationName, userData: { Größe: '42', Priority: 3.5 } });
	});
});

describe('what is refused before anything is sent', () => {
	it.each([
		[{ userData: {} }, '"User Data" is empty'],
		[{ userData: entries(['', 'x']) }, '"User Data 1 > Key" is empty'],
		[{ userData: entries(['a', 'x'], ['b', '']) }, '"User Data 2 > Value" is empty'],
		[{ userData: entries(['a', 'x'], ['a', 'y']) }, '"User Data 2 > Key" holds "a" once more'],
		[{ userData: entries(['a', '={{ true }}']) }, '"User Data 1 > Value" holds a boolean'],
		[{ userData: entries(['a', '={{ [1] }}']) }, '"User Data 1 > Value" holds a list'],
		[{ userData: entries(['__proto__', 'x']) }, '"User Data 1 > Key" holds the key "__proto__"'],
		[{ userData: entries(['constructor', 'x']) }, '"User Data 1 > Key" holds the key "constructor"'],
	])('%j', async (parameters, message) => {
		const { error } = await change(parameters);
		expect(error?.message).toBe(message);
		expect(error?.description).toBeTruthy();
		expect(genesys.store.requests()).toHaveLength(0);
	});

	it.each([
		['={{ "" }}', '"User Data (JSON)" is empty'],
		['{}', '"User Data (JSON)" is empty'],
		['[1]', '"User Data (JSON)" holds no object'],
		['"text"', '"User Data (JSON)" holds no object'],
		['{"a":', expect.stringMatching(/^"User Data \(JSON\)" is not valid JSON/)],
		['{"a":null}', '"User Data (JSON)" holds nothing under "a"'],
		['{"a":{"b":1}}', '"User Data (JSON)" holds an object under "a"'],
		['{"a":40417123456789013}', expect.stringContaining('too large to be exact')],
	])('the JSON %s', async (userDataJson, message) => {
		const { error } = await change({ specifyUserData: 'json', userDataJson });
		expect(error?.message).toEqual(message);
		expect(error?.description).toMatch(/^[A-Z][^]*\w\./);
		expect(genesys.store.requests()).toHaveLength(0);
	});

	it.each([
		['={{ "" }}', '"Keys" is empty'],
		[' , ,', '"Keys" is empty'],
		['={{ [] }}', '"Keys" is empty'],
		['={{ [{ a: 1 }] }}', '"Keys" holds an object among the keys'],
		['={{ ({ a: 1 }) }}', '"Keys" holds an object instead of text'],
	])('the keys %s', async (keys, message) => {
		const { error } = await change({ change: 'DeleteUserData', keys });
		expect(error?.message).toBe(message);
		expect(error?.description).toMatch(/^[A-Z][^]*\w\./);
		expect(genesys.store.requests()).toHaveLength(0);
	});
});

it('shows the beginning of a long key that holds nothing', async () => {
	const userDataJson = JSON.stringify({ ['long '.repeat(100)]: null });
	const { error } = await change({ specifyUserData: 'json', userDataJson });
	expect(error?.message).toMatch(/^"User Data \(JSON\)" holds nothing under "long long [long ]{50,90}$/);
});

describe('DeleteUserData', () => {
	it.each([
		['Priority', ['Priority'], { Kept: 'as it was' }],
		[' Priority , Kept,Priority', ['Priority', 'Kept'], {}],
		['={{ ["Priority", "a, b"] }}', ['Priority', 'a, b'], { Kept: 'as it was' }],
		['unknown', ['unknown'], { Kept: 'as it was', Priority: 1 }],
	])('removes %s', async (keys, sent, left) => {
		const { error, main } = await change({ change: 'DeleteUserData', keys });
		expect(error).toBeUndefined();
		expect(lastBody(genesys)).toEqual({ operationName: 'DeleteUserData', keys: sent });
		expect(main[0].json).toEqual({ chatId: CHAT, operationName: 'DeleteUserData', statusCode: 0 });
		expect(userDataOf()).toEqual(left);
	});
});

it('reads keys and values with its own item', async () => {
	const items = ['one', 'two'].map((key) => ({ json: { chatId: CHAT, key, value: `of ${key}` } }));
	const userData = entries(['={{ $json.key }}', '={{ $json.value }}']);
	const parameters = { chatId: '={{ $json.chatId }}', userData };
	expect((await run(genesys, 'genesysUpdateUserData', parameters, { items })).error).toBeUndefined();
	expect(userDataOf()).toMatchObject({ one: 'of one', two: 'of two' });
});

it('still works in a chat that was left, and tells that a completed one takes no more', async () => {
	openChat(genesys, 'left', { state: 'LeftChat' });
	openChat(genesys, 'over', { state: 'Completed' });
	const userData = entries(['a', 'x']);
	expect((await change({ chatId: 'left', userData })).error).toBeUndefined();
	expect(userDataOf('left')).toEqual({ a: 'x' });
	const { error } = await change({ chatId: 'over', userData });
	expect(error?.message).toBe('Genesys does not change the user data in the present state of the chat');
});

it('keeps the order of one chat, whatever the concurrency', async () => {
	genesys.faults.add({ when: { bodyIncludes: '"number 0"' }, fault: { kind: 'delay', ms: 200 } });
	const items = Array.from({ length: 3 }, (_, index) => ({ json: { chatId: CHAT, index } }));
	const userData = entries(['Last', '=number {{ $json.index }}']);
	const parameters = { chatId: '={{ $json.chatId }}', userData, options: { concurrency: 8 } };
	expect((await run(genesys, 'genesysUpdateUserData', parameters, { items })).error).toBeUndefined();
	expect(userDataOf()).toMatchObject({ Last: 'number 2' });
});
