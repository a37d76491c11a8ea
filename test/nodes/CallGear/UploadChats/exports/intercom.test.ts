import { textOfHtml } from '../../../../../nodes/CallGear/UploadChats/exports/html';
import { readIntercom } from '../../../../../nodes/CallGear/UploadChats/exports/intercom';
import { Part } from '../../../../../nodes/CallGear/UploadChats/exports/part';
import { rejectionOf } from '../../../../support/failure';
import { agents, useExports } from './support';

const { take, refusal, sent } = useExports('intercom');

const admin = { type: 'admin', id: '274', name: 'Aisha', email: 'aisha@acme-dental.example' };
const user = { type: 'user', id: '6a1', name: 'Mira Stone', email: 'mira@example.net' };
const part = (id: string, body: string | null, changes: object = {}) => ({
	type: 'conversation_part',
	id,
	part_type: 'comment',
	body,
	created_at: 1770098400 + Number(id),
	author: admin,
	attachments: [],
	redacted: false,
	...changes,
});
const conversation = (parts: object[], changes: object = {}) => ({
	type: 'conversation',
	id: '503',
	created_at: 1770098405,
	state: 'closed',
	open: false,
	source: {
		type: 'conversation',
		id: '9001',
		delivered_as: 'customer_initiated',
		subject: '',
		body: '<p>Is Friday free?<br>Or <b>Monday</b> &amp; Tuesday?</p>',
		author: user,
		attachments: [],
	},
	contacts: { type: 'contact.list', contacts: [{ type: 'contact', id: '6a1', external_id: null }] },
	conversation_parts: {
		type: 'conversation_part.list',
		conversation_parts: parts,
		total_count: parts.length,
	},
	statistics: null,
	teammates: null,
	...changes,
});

it('arrives whole, its first message before the parts, without notes and deeds', async () => {
	const { error, main } = await take([
		conversation([
			part('10', '<p>VIP</p>', { part_type: 'note' }),
			part('11', '<p>VIP</p>', { part_type: 'note_and_reopen' }),
			part('20', null, { part_type: 'assignment' }),
			part('70', '<p>Yes, <a href="https://acme.example/book">11:00</a>.</p><p>See you</p>', {
				attachments: [{ type: 'upload', name: 'map.png', url: 'https://files.example/map.png' }],
			}),
			part('80', '<p>secret</p>', { redacted: true }),
			part('90', null, { part_type: 'close' }),
		]),
	]);
	expect(error).toBeUndefined();
	expect(sent()).toEqual([
		{
			start_date_time: '2026-02-03 10:00:04',
			name: 'Mira Stone',
			email: 'mira@example.net',
			status: 'succeed',
			initiator: 'visitor',
			site_id: 3101,
			ext_id: 'intercom-503',
			messages: [
				{
					date_time: '2026-02-03 10:00:05',
					source: 'visitor',
					message: 'Is Friday free?\nOr Monday & Tuesday?',
				},
				{
					date_time: '2026-02-03 10:01:10',
					source: 'operator',
					employee_id: 9012,
					message: '[file] map.png\nYes, 11:00 (https://acme.example/book).\nSee you',
				},
			],
		},
	]);
	expect(main[0].json).toMatchObject({ left_out: 5 });
});

it('begun by an automatic message is an invitation; the contact is told by the contacts', async () => {
	const source = { delivered_as: 'automated', body: 'May I help?', author: admin };
	const contacts = { contacts: [{ id: '6a1', name: 'Mira', phone: '+971500000001' }] };
	await take([
		conversation([part('9', 'Yes', { author: { type: 'lead', id: '6a1' } })], { source, contacts }),
	]);
	expect(sent()[0]).toMatchObject({
		name: 'Mira',
		phone: '971500000001',
		initiator: 'autoinvite',
		status: 'lost',
		messages: [
			{ source: 'system', message: 'May I help?' },
			{ source: 'visitor', message: 'Yes' },
		],
	});
});

it('a part that stands there twice is sent once, and does not stand for one that is missing', async () => {
	const twice = part('70', '<p>Yes</p>');
	const { message } = await refusal(
		conversation([], { conversation_parts: { conversation_parts: [twice, twice], total_count: 2 } }),
	);
	expect(message).toContain('total_count" says 2, but there are 1 parts');
	const parts = [part('70', '<p>Y</p>'), twice, part('60', '<p>Well</p>')];
	await take([conversation([], { conversation_parts: { conversation_parts: parts, total_count: 2 } })]);
	expect((sent()[0].messages as object[]).slice(1)).toMatchObject([{ message: 'Well' }, { message: 'Yes' }]);
});

it('a first message that was redacted is left out, as parts are', async () => {
	const source = { ...conversation([]).source, body: '<p>my card is 4111</p>', redacted: true };
	const { main } = await take([
		conversation([part('70', 'Hello'), part('80', '<p>Hi</p>', { author: user })], { source }),
	]);
	expect(sent()[0].messages).toMatchObject([{ message: 'Hello' }, { message: 'Hi' }]);
	expect(main[0].json).toMatchObject({ left_out: 1 });
});

it('the visitor is known by any of their messages', async () => {
	const source = { delivered_as: 'admin_initiated', body: 'Is all well?', author: admin };
	const { error } = await take([conversation([part('80', '<p>Hi</p>', { author: user })], { source })]);
	expect(error).toBeUndefined();
	expect(sent()[0]).toMatchObject({ name: 'Mira Stone', email: 'mira@example.net', initiator: 'operator' });
});

it('what was said by nobody needs no author, and files alone are a message', async () => {
	const { error, main } = await take([
		conversation([
			part('20', '<p></p>', { author: null }),
			part('30', '<p class="no-margin"><br></p>', { author: undefined, attachments: null }),
			part('70', null, { attachments: [{ name: 'map.png' }, { name: null }, null] }),
		]),
	]);
	expect(error).toBeUndefined();
	expect(sent()[0].messages).toMatchObject([{}, { message: '[file] map.png\n[file]\n[file]' }]);
	expect(main[0].json).toMatchObject({ left_out: 2 });
});

it('a bot is an employee that is chosen', async () => {
	const bot = part('70', 'Soon.', {
		author: { type: 'bot', id: '9', name: 'Fin', email: 'operator@intercom.io' },
	});
	expect((await refusal(conversation([bot]))).message).toBe(
		'"Export > conversation_parts > conversation_parts 1 > author" holds "operator@intercom.io", who is no employee in CallGear',
	);
	await take([conversation([bot])], agents(['Fin', '9014']));
	expect(sent()[0]).toMatchObject({ messages: [{}, { employee_id: 9014 }] });
});

it.each([
	['an open conversation', conversation([], { state: 'snoozed' }), '"Export > state" holds "snoozed"'],
	[
		'a list of them',
		{ type: 'conversation.list', conversations: [] },
		'"Export > type" holds "conversation.list"',
	],
	[
		'a half of one',
		conversation([], { conversation_parts: { conversation_parts: [], total_count: 501 } }),
		'"Export > conversation_parts > total_count" says 501, but there are 0 parts',
	],
	[
		'one without a source',
		conversation([], { source: undefined }),
		'"Export > source" holds nothing, not the first message',
	],
	[
		'one without parts',
		conversation([], { conversation_parts: {} }),
		'"Export > conversation_parts > conversation_parts" is missing',
	],
	[
		'an unknown author',
		conversation([part('9', 'x', { author: { type: 'ghost' } })]),
		'"Export > conversation_parts > conversation_parts 1 > author > type" holds "ghost"',
	],
	[
		'an author who is missing',
		conversation([part('9', 'x', { author: null })]),
		'"Export > conversation_parts > conversation_parts 1 > author > type" holds nothing',
	],
	[
		'what could be redacted',
		conversation([part('9', 'x', { redacted: 'yes' })]),
		'"Export > conversation_parts > conversation_parts 1 > redacted" holds "yes"',
	],
	[
		'milliseconds',
		conversation([part('9', 'x', { created_at: 1770098405000 })]),
		'"Export > conversation_parts > conversation_parts 1 > created_at" holds "1770098405000"',
	],
	[
		'a time that is none',
		conversation([part('9', 'x', { created_at: 'now' })]),
		'"Export > conversation_parts > conversation_parts 1 > created_at" holds "now"',
	],
	[
		'a body that is none',
		conversation([part('9', ['x'] as never)]),
		'"Export > conversation_parts > conversation_parts 1 > body" holds a list instead of text',
	],
])('%s is refused by its place', async (_, held, message) => {
	expect((await refusal(held)).message).toBe(message);
});

it.each([
	['a < b & c > d', 'a < b & c > d'],
	['<p>one</p>\n<p>two</p>', 'one\ntwo'],
	['<ul><li>a</li><li>b</li></ul>', 'a\nb'],
	['<p>&#x1F600; &#128512; &lt;b&gt; &nope; &#xD83D;</p>', '😀 😀 <b> &nope; &#xD83D;'],
	['<p><img src="https://x.example/a.png"></p>', '[image] https://x.example/a.png'],
	['<a href="mailto:a@b.example">a@b.example</a>', 'a@b.example'],
	['', ''],
])('reads %s', (html, text) => {
	expect(textOfHtml(html)).toBe(text);
});

it.each(['<a href="', 'href="', '<', '<p', '&#', ' ', '\n'])('reads very many %j to the end', (piece) => {
	expect(textOfHtml(`<p>x<a ${piece.repeat(50_000)}y`)).toContain('y');
});

describe('a conversation', () => {
	const read = async (held: unknown) => await readIntercom(new Part(held, 'Export'));
	const sourceOf = (changes: object) => ({ source: { ...conversation([]).source, ...changes } });

	it.each([
		['customer_initiated', 'visitor'],
		['admin_initiated', 'operator'],
		['operator_initiated', 'autoinvite'],
		['automated', 'autoinvite'],
		['campaigns_initiated', 'autoinvite'],
		['constructor', undefined],
		[null, undefined],
	])('that was delivered as %s was begun by %s', async (delivered_as, initiator) => {
		const { initiator: begunBy, lines } = await read(conversation([], sourceOf({ delivered_as })));
		expect(begunBy).toBe(initiator);
		expect(lines[0].speaker).toBe(initiator === 'autoinvite' ? 'system' : 'visitor');
	});

	it.each(['user', 'lead', 'contact'])('has a visitor who is a %s', async (type) => {
		const { lines } = await read(conversation([part('9', 'Hi', { author: { type } })]));
		expect(lines[1].speaker).toBe('visitor');
	});

	it.each(['admin', 'team', 'bot'])('has an agent who is a %s', async (type) => {
		const { lines } = await read(conversation([part('9', 'Hi', { author: { type, name: 'Zoe' } })]));
		expect(lines[1].speaker).toMatchObject({ name: 'Zoe' });
	});

	it('may leave out what it is, its state and the number of its parts', async () => {
		const parts = { conversation_parts: [part('9', 'Hi')] };
		const { lines, id, place } = await read(
			conversation([], { type: undefined, state: null, conversation_parts: parts, id: undefined }),
		);
		expect(lines).toHaveLength(2);
		expect([id, place]).toEqual([undefined, 'Export > conversation_parts']);
	});

	it('has the subject above the text of a message', async () => {
		const { lines } = await read(
			conversation(
				[part('9', '<p></p>', { subject: '<b>Re:</b> Table' })],
				sourceOf({ subject: 'Table', body: 'Friday?' }),
			),
		);
		expect(lines.map(({ text }) => text.value)).toEqual(['Table\nFriday?', 'Re: Table']);
	});

	it('needs no time of what nobody has said', async () => {
		const { lines, leftOut } = await read(conversation([part('20', null, { created_at: null })]));
		expect([lines.length, leftOut]).toEqual([1, 1]);
	});

	it('is with the contact whom it names, else with who wrote', async () => {
		const contacts = { contacts: [{ name: 'Mira', email: '' }] };
		const { name, email } = await read(conversation([], { contacts }));
		expect([name?.value, email?.value]).toEqual(['Mira', 'mira@example.net']);
		expect((await read(conversation([], { contacts: null }))).name?.value).toBe('Mira Stone');
	});

	it.each<[string, unknown, object]>([
		[
			'something else',
			'Hi',
			{
				message: '"Export" holds a string, not a conversation of Intercom',
				remedy: 'Give it whole, as it came.',
			},
		],
		[
			'a list',
			{ type: 'conversation.list' },
			{ remedy: 'Take one conversation, as GET /conversations/{id} gives it.' },
		],
		[
			'one that is open',
			conversation([], { state: 'open' }),
			{ remedy: 'CallGear takes finished chats only: upload the conversation when it is closed.' },
		],
		[
			'the newest part of one',
			conversation([], { conversation_parts: { conversation_parts: [], total_count: 501 } }),
			{ remedy: 'Intercom gives the newest 500 parts of a conversation: the older ones would be lost.' },
		],
		[
			'a part that is none',
			conversation(['Hi' as never]),
			{
				message:
					'"Export > conversation_parts > conversation_parts 1" holds a string, not a part of a conversation',
			},
		],
		[
			'an author of an unknown kind',
			conversation([part('9', 'Hi', { author: { type: 'ghost' } })]),
			{ remedy: 'Known are user, lead, contact, admin, team and bot.' },
		],
	])('is told how to be given in place of %s', async (_, held, facts) => {
		expect(await rejectionOf(read(held))).toMatchObject(facts);
	});
});
