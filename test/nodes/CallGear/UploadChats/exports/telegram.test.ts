import { Part } from '../../../../../nodes/CallGear/UploadChats/exports/part';
import { readTelegram } from '../../../../../nodes/CallGear/UploadChats/exports/telegram';
import { properties } from '../../../../../nodes/CallGear/UploadChats/properties';
import { Fields } from '../../../../../nodes/engine/fields';
import { rejectionOf } from '../../../../support/failure';
import { agents, useExports } from './support';

const { take, refusal, sent } = useExports('telegram');

const AGENT = agents(['Acme Desk', '9012']);
const PHONE = { phone: '971500000001' };

const said = (id: number, text: unknown, changes: object = {}) => ({
	id,
	type: 'message',
	date: '2026-02-03T10:00:05',
	date_unixtime: String(1770098400 + id),
	from: 'Mira Stone',
	from_id: 'user700001',
	text,
	text_entities: [],
	...changes,
});
const answered = (id: number, text: unknown, changes: object = {}) =>
	said(id, text, { from: 'Acme Desk', from_id: 'user800002', ...changes });
const chat = (messages: unknown[], changes: object = {}) => ({
	name: 'Mira Stone',
	type: 'personal_chat',
	id: 700001,
	messages,
	...changes,
});

it('arrives whole, without calls, its formats joined', async () => {
	const { error, main } = await take(
		[
			chat([
				{
					id: 1,
					type: 'service',
					date: '2026-02-03T10:00:00',
					actor_id: 'user700001',
					action: 'phone_call',
					text: '',
				},
				said(5, [
					'Is ',
					{ type: 'bold', text: 'Friday' },
					' free?\n',
					{ type: 'link', text: 'acme.example' },
				]),
				{ id: 6, type: 'unsupported' },
				answered(70, 'Yes, 11:00.', { photo: '(File not included)', width: 10 }),
				answered(80, '', { file: 'a.ogg', media_type: 'voice_message', mime_type: 'audio/ogg' }),
				answered(90, '', { file: 'f', file_name: 'offer.pdf', mime_type: 'application/pdf' }),
			]),
		],
		{ ...AGENT, ...PHONE },
	);
	expect(error).toBeUndefined();
	const operator = { source: 'operator', employee_id: 9012 };
	expect(sent()).toEqual([
		{
			start_date_time: '2026-02-03 10:00:04',
			name: 'Mira Stone',
			phone: '971500000001',
			status: 'succeed',
			site_id: 3101,
			ext_id: 'telegram-700001-5-90',
			messages: [
				{ date_time: '2026-02-03 10:00:05', source: 'visitor', message: 'Is Friday free?\nacme.example' },
				{ date_time: '2026-02-03 10:01:10', ...operator, message: '[photo]\nYes, 11:00.' },
				{ date_time: '2026-02-03 10:01:20', ...operator, message: '[voice message]' },
				{ date_time: '2026-02-03 10:01:30', ...operator, message: '[file] offer.pdf' },
			],
		},
	]);
	expect(main[0].json).toMatchObject({ left_out: 2 });
});

it.each([
	[
		'a link behind words',
		{ text: ['See ', { type: 'text_link', text: 'our page', href: 'https://acme.example/a' }, '.'] },
		'See our page (https://acme.example/a).',
	],
	['a place', { location_information: { latitude: 25.2, longitude: 55.3 } }, '[location] 25.2, 55.3'],
	[
		'a place with a name',
		{ place_name: 'Acme', address: '1 Main St', location_information: { latitude: 0, longitude: 55.3 } },
		'[location] Acme, 1 Main St, 0, 55.3',
	],
	[
		'a contact',
		{ contact_information: { first_name: 'Zoe', last_name: '', phone_number: '+971 50 000 0009' } },
		'[contact] Zoe, +971 50 000 0009',
	],
	['a poll', { poll: { question: 'Friday?', closed: false, answers: [] } }, '[poll] Friday?'],
	['a sticker', { file: 'a.tgs', media_type: 'sticker', sticker_emoji: '👍' }, '[sticker] 👍'],
])('%s arrives as text', async (_, changes, text) => {
	const { error, main } = await take([chat([said(5, '', changes)])], PHONE);
	expect(error).toBeUndefined();
	expect(sent()).toMatchObject([{ messages: [{ source: 'visitor', message: text }] }]);
	expect(main[0].json).not.toHaveProperty('left_out');
});

it('a message that stands there twice is sent once, as it stands last', async () => {
	const { main } = await take([chat([said(5, 'Hi'), said(6, 'Ho'), said(5, 'Hi!')])], PHONE);
	expect(sent()[0]).toMatchObject({ messages: [{ message: 'Hi!' }, { message: 'Ho' }] });
	expect(main[0].json).toMatchObject({ left_out: 1 });
});

it('messages in which nothing stands are left out', async () => {
	const { error, main } = await take(
		[
			chat([
				said(5, ' '),
				said(6, [{ type: 'bold', text: null }]),
				said(7, ['Hi', { type: 'bold', text: null }]),
			]),
		],
		PHONE,
	);
	expect(error).toBeUndefined();
	expect(sent()[0].messages).toEqual([
		{ date_time: '2026-02-03 10:00:07', source: 'visitor', message: 'Hi' },
	]);
	expect(main[0].json).toMatchObject({ left_out: 2 });
});

it('visitor and agent may have the same name', async () => {
	await take([chat([said(5, 'Hi'), answered(6, 'Ho', { from: 'Mira Stone' })])], {
		...agents(['Mira Stone', '9012']),
		...PHONE,
	});
	expect(sent()[0].messages).toMatchObject([{ source: 'visitor' }, { employee_id: 9012 }]);
});

it('of a deleted account has no name, but its sides', async () => {
	const nobody = { from: null };
	const { error } = await take([chat([said(5, 'Hi', nobody), answered(70, 'Yes', nobody)], { name: null })], {
		...agents(['user800002', '9012']),
		...PHONE,
	});
	expect(error).toBeUndefined();
	expect(sent()[0]).not.toHaveProperty('name');
	expect(sent()[0]).toMatchObject({ messages: [{ source: 'visitor' }, { employee_id: 9012 }] });
});

it('the text of the file may hold what Telegram writes and JSON does not know', async () => {
	const text = JSON.stringify(chat([said(5, 'a TAB b SLASH c'), answered(6, 'ok')], { about: 5 }))
		.replace('TAB', '\\x0B')
		.replace('SLASH', String.raw`\\x0B`)
		.replace('"about":5', '"about":{"document_id":5368324170671202286}');
	const { error } = await take([{ data: text }], { ...AGENT, ...PHONE });
	expect(error).toBeUndefined();
	expect(sent()[0]).toMatchObject({ messages: [{ message: String.raw`a ${'\u000b'} b \x0B c` }, {}] });
});

it('times without a zone are by the clocks that the user names, else by those of the account', async () => {
	const old = chat([said(5, 'Hi', { date_unixtime: undefined, from_id: 700001 })]);
	await take([old], { ...PHONE, exportTimezone: 'Europe/Berlin' });
	await take([old], PHONE);
	expect(sent().map(({ messages }) => messages)).toEqual([
		[{ date_time: '2026-02-03 13:00:05', source: 'visitor', message: 'Hi' }],
		[{ date_time: '2026-02-03 10:00:05', source: 'visitor', message: 'Hi' }],
	]);
	expect((await refusalOfZone('Berlin')).message).toBe(
		'"Time Zone of the Export" holds "Berlin", which is no time zone',
	);
});

const refusalOfZone = async (exportTimezone: string) => {
	const { error } = await take([chat([said(5, 'Hi')])], { ...PHONE, exportTimezone });
	return error as Error;
};

it('of a long chat the last conversation alone is taken', async () => {
	const day = 86_400;
	const endless = chat([
		said(5, 'Last year'),
		answered(6, 'Indeed'),
		said(7 + 3 * day, 'Back again'),
		answered(8 + 3 * day, 'Welcome'),
	]);
	await take([endless], { ...AGENT, ...PHONE, exportPart: 'last' });
	await take([endless], { ...AGENT, ...PHONE, exportPart: 'last', pauseHours: 100 });
	expect(sent().map(({ messages }) => (messages as object[]).length)).toEqual([2, 4]);
	expect(sent()[0]).toMatchObject({ ext_id: `telegram-700001-${7 + 3 * day}-${8 + 3 * day}` });
});

it.each([
	[
		'all chats of an account',
		{ personal_information: { user_id: 1 }, chats: { list: [] } },
		'"Export" holds all chats of an account',
	],
	['a group', chat([], { type: 'private_supergroup' }), '"Export > type" holds "private_supergroup"'],
	['a chat without messages', chat([], { messages: undefined }), '"Export > messages" is missing'],
	['a chat without an ID', chat([said(5, 'Hi')], { id: null }), '"Export > id" is missing'],
	[
		'a chat whose sides are mixed up',
		chat([said(5, 'Hi', { from_id: 'user1' })]),
		'"Export > id" is not the from_id of the visitor\'s messages',
	],
	[
		'an unknown agent',
		chat([answered(5, 'Hi')]),
		'"Export > messages 1 > from" holds "Acme Desk", who is no employee in CallGear',
	],
	[
		'a text that is none',
		chat([said(5, { text: 'Hi' })]),
		'"Export > messages 1 > text" holds an object instead of text',
	],
	['a message that is none', chat([null]), '"Export > messages 1" holds nothing, not a message'],
	[
		'a time that is none',
		chat([said(5, 'Hi', { date_unixtime: 'x' })]),
		'"Export > messages 1 > date_unixtime" holds "x"',
	],
])('%s is refused by its place', async (_, held, message) => {
	expect((await refusal(held, PHONE)).message).toBe(message);
});

it('without a phone asks for it by the node’s field', async () => {
	expect((await refusal(chat([said(5, 'Hi')]))).message).toBe('"Phone" and email are both empty');
});

describe('a chat', () => {
	const read = async (held: unknown) =>
		await readTelegram(new Part(held, 'Export'), Fields.of({ exportPart: 'all' }, properties));
	const textOf = async (text: unknown, changes: object = {}) =>
		(await read(chat([said(5, text, changes)]))).lines[0].text.value;

	it.each<[unknown, string]>([
		[['See ', { type: 'text_link', text: 'acme.example', href: 'acme.example' }], 'See acme.example'],
		[['See ', { type: 'text_link', text: 'us', href: 'acme.example' }], 'See us (acme.example)'],
		[[{ type: 'bold', text: ' a ' }, { type: 'bold', text: 7 }, 8], ' a 78'],
		[7, '7'],
	])('says what its pieces say: %j', async (text, expected) => {
		expect(await textOf(text)).toBe(expected);
	});

	it.each<[object, string]>([
		[{ place_name: 'Acme', address: '1 Main St' }, '[location] Acme, 1 Main St'],
		[{ location_information: {} }, '[location]'],
		[{ file: 'f', media_type: 'video_message_of_mine' }, '[video message of mine]'],
		[{ file: 'f', file_name: 'a.webp', sticker_emoji: 'x', media_type: 'sticker' }, '[sticker] a.webp'],
		[{ file: 'f' }, '[file]'],
		[{ file_name: 'a.webp' }, ''],
		[{ photo: 'p', file: 'f' }, '[photo]'],
		[{ contact_information: { first_name: 'Zoe', last_name: 'Reed' } }, '[contact] Zoe, Reed'],
	])('names what else was sent: %j', async (changes, expected) => {
		const { lines } = await read(chat([said(5, '', changes), said(6, 'Hi')]));
		expect(lines.map(({ text }) => text.value)).toEqual(expected === '' ? ['Hi'] : [expected, 'Hi']);
	});

	it('may be of messages that are all from the other side, and of nobody’s name', async () => {
		const nobody = { from: null };
		const { lines, id } = await read(chat([answered(5, 'Hi', nobody)], { name: null }));
		expect(lines[0].speaker).toMatchObject({ id: 'user800002' });
		expect(id).toBe('telegram-700001-5-5');
		expect((await read(chat([answered(5, 'Hi')]))).lines).toHaveLength(1);
	});

	it('has an ID and a place also without messages', async () => {
		expect(await read(chat([]))).toMatchObject({
			id: 'telegram-700001--',
			place: 'Export > messages',
			leftOut: 0,
		});
	});

	it.each<[string, unknown, object]>([
		['something else', 'Hi', { message: '"Export" holds a string, not a chat of Telegram' }],
		[
			'all chats',
			{ chats: { list: [] } },
			{
				remedy:
					'Make items of its chats with Split Out (chats.list), keep those of type personal_chat, and give one in each item.',
			},
		],
		[
			'a group',
			chat([], { type: 'private_group' }),
			{ remedy: 'Only a personal chat has one visitor: personal_chat.' },
		],
		[
			'one without its ID',
			chat([], { id: null }),
			{ message: '"Export > id" is missing', remedy: "It tells whose messages are the visitor's." },
		],
		[
			'one with another ID',
			chat([said(5, 'Hi', { from_id: 'user1' })]),
			{ remedy: 'Give the chat as Telegram has exported it.' },
		],
	])('is told how to be given in place of %s', async (_, held, facts) => {
		expect(await rejectionOf(read(held))).toMatchObject(facts);
	});
});
