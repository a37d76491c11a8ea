import { readJivo } from '../../../../../nodes/CallGear/UploadChats/exports/jivo';
import { Part } from '../../../../../nodes/CallGear/UploadChats/exports/part';
import { failureOf } from '../../../../support/failure';
import { agents, useExports } from './support';

const { take, refusal, sent, calls, chats } = useExports('jivo');

const finished = (changes: object = {}) => ({
	event_name: 'chat_finished',
	widget_id: '39',
	chat_id: 7607,
	visitor: {
		name: 'Mira Stone',
		email: 'mira@example.net',
		phone: '+971 50 000 0001',
		description: '',
		number: '2067',
		chats_count: 1,
	},
	status: null,
	assigned_agent: null,
	agents: [
		{ id: '1', name: 'Aisha K.', email: 'AISHA@acme-dental.example', phone: null },
		{ id: '2', name: 'Omar Reed', email: 'omar@elsewhere.example' },
	],
	chat: {
		messages: [
			{ message: 'Is Friday free?', timestamp: 1770098405, type: 'visitor' },
			{ message: 'Yes, 11:00.', timestamp: 1770098470, type: 'agent', agent_id: 1 },
		],
		blacklisted: false,
		rate: 'positive',
		invitation: null,
	},
	plain_messages: 'Visitor: Is Friday free?',
	html_messages: '<p>Is Friday free?</p>',
	...changes,
});
const saying = (...messages: object[]) => finished({ chat: { messages } });

it('arrives whole, the agent found by email', async () => {
	const { error, main } = await take([finished()]);
	expect(error).toBeUndefined();
	expect(sent()).toEqual([
		{
			start_date_time: '2026-02-03 10:00:04',
			name: 'Mira Stone',
			phone: '971500000001',
			email: 'mira@example.net',
			status: 'succeed',
			site_id: 3101,
			ext_id: 'jivo-7607',
			messages: [
				{ date_time: '2026-02-03 10:00:05', source: 'visitor', message: 'Is Friday free?' },
				{ date_time: '2026-02-03 10:01:10', source: 'operator', employee_id: 9012, message: 'Yes, 11:00.' },
			],
		},
	]);
	expect(chats()).toHaveLength(1);
	expect(main[0].json).toMatchObject({ ext_id: 'jivo-7607', messages: 2 });
	expect(main[0].json).not.toHaveProperty('left_out');
});

it('comes as the Webhook node gives it, or as text', async () => {
	const { error } = await take([
		{ headers: {}, params: {}, query: {}, body: finished(), webhookUrl: '', executionMode: 'test' },
		`\ufeff${JSON.stringify(finished({ chat_id: 7608 }))}`,
	]);
	expect(error).toBeUndefined();
	expect(sent().map(({ ext_id: id }) => id)).toEqual(['jivo-7607', 'jivo-7608']);
});

it('of an unknown agent is refused by the agent, or goes to who was chosen', async () => {
	const chat = saying({ message: 'Hello', timestamp: 1770098470, type: 'agent', agent_id: 2 });
	expect(await refusal(chat)).toMatchObject({
		message:
			'"Export > chat > messages 1 > agent_id" holds "omar@elsewhere.example", who is no employee in CallGear',
		description: expect.stringContaining('Say under Agents which employee it is') as string,
	});
	await take([chat], agents(['omar@ELSEWHERE.example', '9013']));
	await take([chat], agents(['2', '9014']));
	await take([chat], { otherEmployeeId: { __rl: true, mode: 'id', value: '9015' } });
	expect(chats().map(({ employee_id: id, status }) => [id, status])).toEqual([
		[9013, 'refused'],
		[9014, 'refused'],
		[9015, 'refused'],
	]);
});

it('asks for no employees where all agents are chosen', async () => {
	await take([finished()], agents(['Aisha K.', '9013']));
	expect(chats()[0].employee_id).toBe(9013);
	expect(calls('get.employees')).toEqual([]);
});

it('begun by an invitation says so, and one without an answer is lost', async () => {
	const messages = [{ message: 'Hi', timestamp: 1770098405, type: 'visitor' }];
	await take([finished({ chat: { messages, invitation: 'May I help?' } })]);
	expect(sent()[0]).toMatchObject({ initiator: 'autoinvite', status: 'lost' });
});

it.each([[false], [null], [' ']])(
	'with %j for an invitation was begun by nobody’s invitation',
	async (invitation) => {
		const messages = [{ message: 'Hi', timestamp: 1770098405, type: 'visitor' }];
		await take([finished({ chat: { messages, invitation } })]);
		expect(sent()[0]).not.toHaveProperty('initiator');
	},
);

it('messages without a text are left out, and those that came in disorder are in order', async () => {
	const { main } = await take([
		saying(
			{ message: 'Yes', timestamp: '1770098470', type: 'agent', agent_id: '1' },
			{ message: '', timestamp: 1770098440, type: 'visitor' },
			{ message: null, timestamp: 1770098441, type: 'agent' },
			{ message: '👩‍👧 <b>Friday</b>?', timestamp: 1770098405, type: 'visitor' },
		),
	]);
	expect(sent()[0].messages).toEqual([
		{ date_time: '2026-02-03 10:00:05', source: 'visitor', message: '👩‍👧 <b>Friday</b>?' },
		{ date_time: '2026-02-03 10:01:10', source: 'operator', employee_id: 9012, message: 'Yes' },
	]);
	expect(main[0].json).toMatchObject({ messages: 2, left_out: 2 });
});

it('a message without an agent is nobody’s, also where the list has one without an ID', async () => {
	const chat = finished({
		agents: [{ name: 'Aisha K.', email: 'aisha@acme-dental.example' }],
		chat: { messages: [{ message: 'Hello', timestamp: 1770098470, type: 'agent' }] },
	});
	expect((await refusal(chat)).message).toBe('"Export > chat > messages 1 > agent_id" names no agent');
});

it('without phone and email takes them from the node, and asks for them by its fields', async () => {
	const nobody = finished({ visitor: { name: 'Client 2067', number: '2067' } });
	expect((await refusal(nobody)).message).toBe('"Phone" and email are both empty');
	await take([nobody, finished()], { phone: '971500000009' });
	expect(sent().map(({ phone }) => phone)).toEqual(['971500000009', '971500000001']);
});

it('without a site is refused by the node’s field', async () => {
	const { message } = await refusal(finished(), { siteId: { __rl: true, mode: 'list', value: '' } });
	expect(message).toBe('"Site" is empty, and so are campaign and visitor session');
});

it.each([
	[
		'a chat that has just begun',
		finished({ event_name: 'chat_accepted' }),
		'"Export > event_name" holds "chat_accepted"',
	],
	['a form', { event_name: 'offline_message' }, '"Export > event_name" holds "offline_message"'],
	['a list', [finished()], '"Export" holds a list, not what Jivo sends'],
	['a number', 7607, '"Export" holds a number, not what Jivo sends'],
	['nothing', '', '"Export" is empty'],
	['no messages', finished({ chat: {} }), '"Export > chat > messages" is missing'],
	['an empty list', saying(), '"Export > chat > messages" is empty'],
	[
		'messages that are text',
		finished({ chat: { messages: 'Hi' } }),
		'"Export > chat > messages" holds a string, not a list',
	],
	[
		'a message that is text',
		saying('Hi' as never),
		'"Export > chat > messages 1" holds a string, not a message',
	],
	[
		'another kind of entry',
		saying({ message: 'Hi', timestamp: 1770098405, type: 'bot' }),
		'"Export > chat > messages 1 > type" holds "bot"',
	],
	[
		'a time that is none',
		saying({ message: 'Hi', timestamp: 'soon', type: 'visitor' }),
		'"Export > chat > messages 1 > timestamp" holds "soon"',
	],
	[
		'a text that is none',
		saying({ message: { a: 1 }, timestamp: 1770098405, type: 'visitor' }),
		'"Export > chat > messages 1 > message" holds an object instead of text',
	],
	[
		'half an emoji',
		saying({ message: 'Hi \ud83d', timestamp: 1770098405, type: 'visitor' }),
		'"Export" holds half a character at chat > messages > 0 > message',
	],
	[
		'a number too large',
		finished({ chat_id: 2 ** 60 }),
		'"Export" holds a number too large to be exact (1152921504606847000) at chat_id',
	],
	[
		'a prototype',
		JSON.stringify(finished()).replace('{', '{"__proto__":{"polluted":true},'),
		'"Export" holds the key "__proto__"',
	],
])('%s is refused by its place', async (_, held, message) => {
	expect((await refusal(held)).message).toBe(message);
	expect(Object.prototype).not.toHaveProperty('polluted');
});

it('a JSON that was cut off is refused, and the other items get in', async () => {
	const { failed, main } = await take(
		[finished(), JSON.stringify(finished()).slice(0, 300)],
		{},
		{
			onError: 'continueErrorOutput',
		},
	);
	expect(main).toHaveLength(1);
	expect(failed[0].pairedItem).toEqual({ item: 1 });
	expect(failed[0].json.error).toMatchObject({
		message: expect.stringMatching(/^"Export" is not valid JSON \(/) as string,
	});
	expect(chats()).toHaveLength(1);
});

it('a run that stops names the item', async () => {
	const { error } = await take([finished(), finished({ chat: {} })]);
	expect(error?.message).toContain('"Export > chat > messages" is missing');
	expect(error?.context).toMatchObject({ itemIndex: 1 });
	expect(chats()).toEqual([]);
});

it('what CallGear refuses is told by its place in the export', async () => {
	const { error } = await take([finished()], { siteId: { __rl: true, mode: 'id', value: '9999' } });
	expect(error?.message).toContain('"Site" holds 9999, which CallGear does not know');
});

it('is taken out of an item that holds nothing but the body of the webhook', async () => {
	await take([{ body: finished() }]);
	expect(sent()).toMatchObject([{ ext_id: 'jivo-7607' }]);
});

describe('a chat', () => {
	const read = (held: unknown) => readJivo(new Part(held, 'Export'));
	const hello = { message: 'Hello', timestamp: 1770098470, type: 'agent', agent_id: 2 };

	it('has agents as the list of them knows them, whose IDs may be text', () => {
		const { lines } = read(finished({ chat: { messages: [hello, { ...hello, agent_id: 3 }] } }));
		expect(lines.map(({ speaker }) => speaker)).toEqual([
			{
				id: '2',
				name: 'Omar Reed',
				email: 'omar@elsewhere.example',
				place: 'Export > chat > messages 1 > agent_id',
			},
			{ id: '3', place: 'Export > chat > messages 2 > agent_id' },
		]);
	});

	it('may come without the list of agents, and without an ID', () => {
		const { lines, id } = read({ ...saying(hello), agents: null, chat_id: null });
		expect(lines[0].speaker).toMatchObject({ id: '2' });
		expect(id).toBeUndefined();
	});

	it('tells the visitor where they stand', () => {
		const { name, phone, email, place, leftOut } = read(finished());
		expect([name?.place, phone?.place, email?.place, place, leftOut]).toEqual([
			'Export > visitor > name',
			'Export > visitor > phone',
			'Export > visitor > email',
			'Export > chat > messages',
			0,
		]);
	});

	it.each<[unknown, string]>([
		[
			{ event_name: 'chat_accepted' },
			'Take the body that Jivo sends to a webhook at the end of a chat: chat_finished.',
		],
		[
			saying({ ...hello, type: 'bot' }),
			'Known are visitor and agent: take other entries out, or give them one of these types.',
		],
	])('is told how to be given in place of %j', (held, remedy) => {
		expect(failureOf(() => read(held)).remedy).toBe(remedy);
	});
});
