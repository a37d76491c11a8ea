import { range } from 'lodash';

import { readChatwoot } from '../../../../../nodes/CallGear/UploadChats/exports/chatwoot';
import { Part } from '../../../../../nodes/CallGear/UploadChats/exports/part';
import { rejectionOf } from '../../../../support/failure';
import { agents, useExports } from './support';

const { take, refusal, sent } = useExports('chatwoot');

const contact = { id: 14, name: 'Mira Stone', email: null, phone_number: '+971500000001', type: 'contact' };
const agent = {
	id: 1,
	name: 'Aisha Khan',
	available_name: 'Aisha',
	type: 'user',
	availability_status: 'online',
};
const row = (id: number, content: string | null, changes: object = {}) => ({
	id,
	content,
	message_type: 1,
	content_type: 'text',
	content_attributes: {},
	created_at: 1770098400 + id,
	private: false,
	status: 'sent',
	conversation_id: 10,
	sender: agent,
	...changes,
});
const asked = (id: number, content: string | null, changes: object = {}) =>
	row(id, content, { message_type: 0, sender: contact, ...changes });
const page = (payload: object[]) => ({ meta: { labels: [], contact }, payload });
const messages = () => sent().flatMap(({ messages: all }) => all as object[]);

it('the messages of the API arrive without notes, notices, greetings and deleted ones', async () => {
	const { error, main } = await take([
		page([
			row(1, 'Conversation was started', { message_type: 2, sender: undefined }),
			row(2, 'Hi, how can we help?', { message_type: 3, sender: undefined }),
			asked(5, 'Is Friday **free**?'),
			row(40, 'call her', { private: true }),
			row(50, 'This message was deleted', { content_attributes: { deleted: true } }),
			row(60, 'not out', { status: 'failed' }),
			row(70, 'Yes, 11:00.\\\nOr noon.'),
			row(80, null, {
				attachments: [{ file_type: 'image', data_url: 'https://chat.example/rails/a%20b/map.png?x=1' }],
			}),
		]),
	]);
	expect(error).toBeUndefined();
	expect(sent()).toEqual([
		{
			start_date_time: '2026-02-03 10:00:04',
			name: 'Mira Stone',
			phone: '971500000001',
			status: 'succeed',
			site_id: 3101,
			ext_id: 'chatwoot-10',
			messages: [
				{ date_time: '2026-02-03 10:00:05', source: 'visitor', message: 'Is Friday **free**?' },
				{
					date_time: '2026-02-03 10:01:10',
					source: 'operator',
					employee_id: 9012,
					message: 'Yes, 11:00.\nOr noon.',
				},
				{
					date_time: '2026-02-03 10:01:20',
					source: 'operator',
					employee_id: 9012,
					message: '[image] map.png',
				},
			],
		},
	]);
	expect(main[0].json).toMatchObject({ messages: 3, left_out: 5 });
});

it.each([
	[{ coordinates_lat: 25.2, coordinates_long: 55.3, fallback_title: null }, '[location] 25.2, 55.3'],
	[{ coordinates_lat: 0, coordinates_long: 55.3, fallback_title: 'Acme' }, '[location] Acme, 0, 55.3'],
	[{}, '[location]'],
])('a place arrives as text: %j', async (place, text) => {
	await take([page([asked(5, null, { attachments: [{ file_type: 'location', ...place }] })])]);
	expect(messages()).toMatchObject([{ message: text }]);
});

it('several answers are one conversation, in the order of the numbers and without doubles', async () => {
	const all = range(1, 26).map((id) => asked(id, `Line ${id}`, { created_at: 1770098405 }));
	await take([[page(all.slice(5)), page(all.slice(0, 6))]]);
	expect(messages().map((message) => (message as { message: string }).message)).toEqual(
		range(1, 26).map((id) => `Line ${id}`),
	);
});

it('a full page may not be all, and is refused', async () => {
	const all = range(1, 21).map((id) => asked(id, `Line ${id}`));
	expect((await refusal(page(all))).message).toBe(
		'"Export > payload" holds 20 messages, before which there may be others',
	);
	const { error } = await take([[page(all), page([])]]);
	expect(error).toBeUndefined();
	expect(messages()).toHaveLength(20);
});

it('webhooks as a list, in both ways of writing times, are one conversation', async () => {
	const event = (id: number, changes: object) => ({
		event: 'message_created',
		id,
		private: false,
		conversation: { id: 10, status: 'open', meta: { sender: contact }, messages: [{ content: 'older' }] },
		...changes,
	});
	const question = event(101, {
		content: 'Is Friday free?',
		created_at: '2026-02-03T06:00:05.000Z',
		message_type: 'incoming',
		sender: { id: 14, name: 'Mira Stone' },
	});
	const { error } = await take([
		[
			question,
			event(102, {
				content: 'call her',
				created_at: '2026-02-03T06:00:40Z',
				message_type: 'outgoing',
				private: true,
				sender: agent,
			}),
			event(103, {
				content: 'Yes, 11:00.',
				created_at: '2026-02-03 06:01:10 UTC',
				message_type: 'outgoing',
				sender: { ...agent, email: 'joao@acme-dental.example' },
			}),
			question,
		],
	]);
	expect(error).toBeUndefined();
	expect(sent()[0]).toMatchObject({
		phone: '971500000001',
		ext_id: 'chatwoot-10',
		messages: [
			{ date_time: '2026-02-03 10:00:05', source: 'visitor', message: 'Is Friday free?' },
			{ date_time: '2026-02-03 10:01:10', source: 'operator', employee_id: 9013, message: 'Yes, 11:00.' },
		],
	});
});

const changed = (status: string) => ({
	event: 'conversation_status_changed',
	id: 10,
	status,
	created_at: 1770098405,
	meta: { sender: { ...contact, email: 'mira@example.net' }, assignee: agent },
	messages: [],
});

it('the webhook of a resolved conversation tells the contact of the messages beside it', async () => {
	await take([{ conversation: changed('resolved'), messages: [asked(5, 'Hi')] }]);
	expect(sent()[0]).toMatchObject({ email: 'mira@example.net', ext_id: 'chatwoot-10', status: 'lost' });
});

it.each([[String], [Number]])(
	'what comes twice is one message, whether IDs are text or numbers: %p',
	async (as) => {
		const numbered = (id: number, content: string, changes: object = {}) => ({
			...asked(id, content, changes),
			id: as(id),
		});
		await take([
			[numbered(100, 'last'), numbered(99, 'as it was'), numbered(99, 'first', { created_at: 1770098499 })],
		]);
		expect(messages().map((message) => (message as { message: string }).message)).toEqual(['first', 'last']);
	},
);

it('a count of seconds may be text', async () => {
	const { error } = await take([[asked(5, 'Hi', { created_at: '1770098405' })]]);
	expect(error).toBeUndefined();
	expect(messages()).toMatchObject([{ date_time: '2026-02-03 10:00:05' }]);
});

it('messages without an ID are all kept, beside those that come twice', async () => {
	const unnumbered = asked(7, 'no ID', { id: undefined });
	await take([[asked(5, 'once'), unnumbered, unnumbered, asked(5, 'once')]]);
	expect(messages()).toHaveLength(3);
});

it('an email that the visitor entered in a form of Chatwoot is theirs', async () => {
	const form = row(4, 'Get notified by email', {
		message_type: 3,
		content_type: 'input_email',
		content_attributes: { submitted_email: 'mira@example.net' },
	});
	const { error } = await take([[form, asked(5, 'Hi', { sender: { id: 14, name: 'Mira' } })]]);
	expect(error).toBeUndefined();
	expect(sent()[0]).toMatchObject({ email: 'mira@example.net', messages: [{ message: 'Hi' }] });
});

it('attachments alone, without a kind or an address, are a file', async () => {
	await take([
		page([
			asked(5, null, { attachments: [null, {}, { data_url: '' }] }),
			asked(6, '', { attachments: [] }),
			asked(7, ' ', { attachments: null }),
		]),
	]);
	expect(messages()).toMatchObject([{ message: '[file]\n[file]\n[file]' }]);
});

it('bots and automations are an employee that is chosen', async () => {
	const bot = row(5, 'I am a bot', { sender: { id: 3, name: 'Helper', type: 'agent_bot' } });
	const rule = row(6, 'By rule', { sender: null, content_attributes: { automation_rule_id: 4 } });
	const campaign = row(7, 'May I help?', { sender: null, additional_attributes: { campaign_id: 2 } });
	expect((await refusal([rule, asked(8, 'Hi')])).message).toBe('"Export 1 > sender" names no agent');
	const other = { otherEmployeeId: { __rl: true, mode: 'id', value: '9015' }, phone: '971500000001' };
	await take([[bot, rule, campaign, asked(8, 'Hi')]], { ...agents(['Helper', '9014']), ...other });
	expect(messages()).toEqual([
		{ date_time: '2026-02-03 10:00:05', source: 'operator', employee_id: 9014, message: 'I am a bot' },
		{ date_time: '2026-02-03 10:00:06', source: 'operator', employee_id: 9015, message: 'By rule' },
		{ date_time: '2026-02-03 10:00:07', source: 'system', message: 'May I help?' },
		{ date_time: '2026-02-03 10:00:08', source: 'visitor', message: 'Hi' },
	]);
});

it.each([
	[
		'an open conversation',
		{ conversation: changed('open'), messages: [asked(5, 'Hi')] },
		'"Export > conversation > status" holds "open"',
	],
	[
		'a webhook without the messages',
		changed('resolved'),
		'"Export > event" says a webhook that does not hold all messages',
	],
	[
		'a single message',
		{ event: 'message_created', ...asked(5, 'Hi') },
		'"Export" holds one message of a conversation',
	],
	[
		'messages of two conversations',
		[asked(5, 'Hi'), asked(6, 'Ho', { conversation_id: 11 })],
		'"Export 2 > conversation_id" holds 11, other messages are of conversation 10',
	],
	['an unknown type', [asked(5, 'Hi', { message_type: 9 })], '"Export 1 > message_type" holds "9"'],
	['something else', { id: 1 }, '"Export" holds no messages of Chatwoot'],
	[
		'a text in the list',
		page(['Hi' as never]),
		'"Export > payload 1" holds a string, not messages of Chatwoot',
	],
	['an empty list', [], '"Export" is empty, and another problem'],
	[
		'what could be a note for the team',
		[asked(5, 'call her', { private: 'true' })],
		'"Export 1 > private" holds "true"',
	],
	[
		'what could be deleted',
		[asked(5, 'gone', { content_attributes: { deleted: 1 } })],
		'"Export 1 > content_attributes > deleted" holds "1"',
	],
	[
		'a time without a zone',
		[asked(5, 'Hi', { created_at: '2026-02-03 06:00:05.123' })],
		'"Export 1 > created_at" holds "2026-02-03 06:00:05.123"',
	],
	['a list in a list in a list', [[['Hi']]], '"Export 1 1 1" holds a string, not messages of Chatwoot'],
	[
		'a text that is an object',
		[asked(5, { a: 1 } as never)],
		'"Export 1 > content" holds an object instead of text',
	],
])('%s is refused by its place', async (_, held, message) => {
	expect((await refusal(held)).message).toBe(message);
});

describe('a conversation', () => {
	const read = async (held: unknown) => await readChatwoot(new Part(held, 'Export'));
	const texts = async (held: unknown) => (await read(held)).lines.map(({ text }) => text.value);
	const refused = async (held: unknown) => await rejectionOf(read(held));
	const whole = expect.stringMatching(
		/^Get all messages of the conversation with HTTP Request from \/api\/v1\/.*, and give its answer, a list of its answers, or \{/,
	) as string;

	it('is without notices and greetings, whether their kind is a word or a number', async () => {
		const kinds = ['incoming', 0, 'outgoing', 1, 'activity', 2, 'template', 3];
		const { lines, leftOut } = await read(
			kinds.map((message_type, index) => row(index, String(message_type), { message_type })),
		);
		expect(lines.map(({ text }) => text.value)).toEqual(['incoming', '0', 'outgoing', '1']);
		expect(lines.map(({ speaker }) => typeof speaker)).toEqual(['string', 'string', 'object', 'object']);
		expect(leftOut).toBe(4);
	});

	it('stays in the order in which it came where a message has no number', async () => {
		const at = { created_at: 1770098405 };
		const unnumbered = row(9, 'first', { ...at, id: undefined });
		expect(await texts([unnumbered, row(8, 'second', at), row(7, 'third', at)])).toEqual([
			'first',
			'second',
			'third',
		]);
	});

	it('is of the contact that its answers name, or that its webhooks do', async () => {
		const sender = { name: 'Mira', phone_number: '1' };
		const said = row(5, 'Hi', { message_type: 0, sender: { name: 'M.', email: 'm@example.net' } });
		const ofAnswer = await read({ meta: { sender }, payload: [said] });
		expect([ofAnswer.name?.value, ofAnswer.phone?.place, ofAnswer.email?.value]).toEqual([
			'Mira',
			'Export > meta > sender > phone_number',
			'm@example.net',
		]);
		const both = { conversation: { id: 10, meta: { sender } }, messages: [said] };
		expect(await read(both)).toMatchObject({
			place: 'Export > messages',
			id: 'chatwoot-10',
			name: { value: 'Mira' },
			phone: { place: 'Export > conversation > meta > sender > phone_number' },
		});
		expect((await read([said])).name?.value).toBe('M.');
	});

	it('has no ID where none is told', async () => {
		const { id, place } = await read([row(5, 'Hi', { conversation_id: null })]);
		expect([id, place]).toEqual([undefined, 'Export']);
	});

	it('is the same one whether its number is text or not', async () => {
		expect((await read([row(5, 'Hi'), row(6, 'Ho', { conversation_id: '10' })])).id).toBe('chatwoot-10');
	});

	it.each([
		[' 2026-02-03T06:00:05Z ', '2026-02-03T06:00:05Z'],
		['2026-02-03 06:00:05 UTC', '2026-02-03T06:00:05Z'],
		['2026-02-03T10:00:05+04:00', '2026-02-03T10:00:05+04:00'],
		['2026-02-03T10:00:05-0330', '2026-02-03T10:00:05-0330'],
		['2026-02-03t06:00:05z', '2026-02-03t06:00:05z'],
		['1770098405', '1770098405'],
		[1770098405, 1770098405],
	])('has the time %j', async (created_at, time) => {
		expect((await read([row(5, 'Hi', { created_at })])).lines[0].time.value).toBe(time);
	});

	it.each(['2026-02-03T06:00:05', '2026-02-03 06:00:05+04:00 (GST)', '2026-02-03 06:00:05'])(
		'has no time that names no zone: %s',
		async (created_at) => {
			expect(await refused([row(5, 'Hi', { created_at })])).toMatchObject({
				field: 'Export 1 > created_at',
				remedy: 'It names no time zone: Chatwoot itself writes 1770098405 or 2026-02-03T06:00:05.000Z.',
			});
		},
	);

	it.each([
		['https://chat.example/a/b.png?x=1', '[image] b.png'],
		['https://chat.example/a/b.png#top', '[image] b.png'],
		['b.png', '[image] b.png'],
		['https://chat.example/a/', '[image]'],
		[null, '[image]'],
	])('has the file of %j', async (data_url, text) => {
		expect(await texts([row(5, null, { attachments: [{ file_type: 'image', data_url }] })])).toEqual([text]);
	});

	it.each<[string, unknown, object]>([
		['webhooks of another kind', [{ event: 'conversation_updated' }], { remedy: whole }],
		['something else', { id: 1 }, { remedy: whole }],
		[
			'messages without their conversation',
			{ messages: [row(5, 'Hi')] },
			{ message: '"Export" holds no messages of Chatwoot' },
		],
		['one message', { event: 'message_created', ...row(5, 'Hi') }, { remedy: whole }],
		[
			'one that is open',
			{ conversation: { id: 10, status: 'open' }, messages: [row(5, 'Hi')] },
			{ remedy: 'CallGear takes finished chats only: upload the conversation when it is resolved.' },
		],
		[
			'two of them',
			[row(5, 'Hi'), row(6, 'Ho', { conversation_id: 11 })],
			{ remedy: 'Give the messages of one conversation in each item.' },
		],
		[
			'a full page',
			page(range(1, 21).map((id) => row(id, 'Hi'))),
			{
				remedy:
					'Chatwoot gives 20 messages at a time. Ask for those before the first one as well (before=ID), until fewer come, and give all answers as a list.',
			},
		],
		[
			'an unknown kind of message',
			[row(5, 'Hi', { message_type: 4 })],
			{ remedy: 'Known are incoming, outgoing, activity and template, or 0 to 3.' },
		],
	])('is told how to be given in place of %s', async (_, held, facts) => {
		expect(await refused(held)).toMatchObject(facts);
	});
});
