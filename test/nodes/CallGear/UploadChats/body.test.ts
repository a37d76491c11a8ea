import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';

import {
	buildChat,
	type IncomingChat,
	isNamed,
	type Rules,
} from '../../../../nodes/CallGear/UploadChats/body';
import { Findings, type Flawed } from '../../../../nodes/CallGear/uploads/findings';
import { wireFields } from '../../../../nodes/CallGear/uploads/wireFields';
import { rejectionOf } from '../../../support/failure';

const rules: Rules = {
	zone: 'Asia/Dubai',
	inputZone: 'UTC',
	now: DateTime.fromISO('2026-03-01T12:00:00Z'),
	equalStart: 'shift',
	makeExtId: false,
};

const visitorSays = { date_time: '2026-02-03T06:00:05Z', source: 'visitor', message: 'Is Friday free?' };
const operatorSays = {
	date_time: '2026-02-03T06:01:10Z',
	source: 'operator',
	employee_id: '9012',
	message: 'Yes, 11:00.',
};

const fieldsOf = (values: IDataObject, after = '') =>
	wireFields(Object.entries(values).map(([key, value]) => [key, value, `${key}${after}`]));

function incoming(values: IDataObject, messages: IDataObject[] = [visitorSays, operatorSays]): IncomingChat {
	return {
		chat: fieldsOf({ phone: '971500000001', site_id: 3101, status: 'succeed', ...values }),
		messages: messages.map((message, index) =>
			fieldsOf({ employee_id: undefined, ...message }, ` ${index + 1}`),
		),
		findings: new Findings(),
	};
}

async function build(
	values: IDataObject = {},
	messages?: IDataObject[],
	more: Partial<Rules> = {},
): Promise<IDataObject> {
	return (await buildChat(incoming(values, messages), { ...rules, ...more })).chat;
}

async function refusal(work: Promise<unknown>): Promise<string> {
	const { message, remedy, delivery } = await rejectionOf(work);
	expect(remedy).toMatch(/\.$/);
	expect(delivery).toBe('notSent');
	return message;
}

it.each<[unknown, boolean]>([
	['9012', false],
	['9012.0', false],
	[9012, false],
	['', false],
	[undefined, false],
	['Aisha Khan', true],
	['9012 Aisha', true],
	['Aisha 2', true],
])('an employee who is %j is known by name: %s', (employee_id, named) => {
	expect(isNamed(fieldsOf({ employee_id } as IDataObject))).toBe(named);
});

describe('buildChat', () => {
	it('gives all members in the vendor’s types, times by the clocks of the account', async () => {
		const values = {
			start_date_time: '2026-02-03T06:00:00Z',
			name: ' Zoë Ångström',
			phone: '+971 50 000-00.01',
			email: 'zoe@example.org ',
			status: 'Succeed',
			initiator: 'visitor',
			visitor_session_id: '770001',
			campaign_id: 501,
			site_id: '3101',
			source_id: '71.0',
			ext_id: 5512,
		};
		expect(await build(values)).toEqual({
			start_date_time: '2026-02-03 10:00:00',
			name: ' Zoë Ångström',
			phone: '971500000001',
			email: 'zoe@example.org',
			status: 'succeed',
			initiator: 'visitor',
			visitor_session_id: 770001,
			campaign_id: 501,
			site_id: 3101,
			source_id: 71,
			ext_id: '5512',
			messages: [
				{ date_time: '2026-02-03 10:00:05', source: 'visitor', message: 'Is Friday free?' },
				{
					date_time: '2026-02-03 10:01:10',
					source: 'operator',
					employee_id: 9012,
					message: 'Yes, 11:00.',
				},
			],
		});
	});

	it('leaves out what is empty, and the employee of a message that no operator wrote', async () => {
		const empty = { name: '', email: '  ', initiator: null, campaign_id: '', ext_id: undefined };
		expect(await build(empty, [{ ...visitorSays, employee_id: 9012 }])).toEqual({
			start_date_time: '2026-02-03 10:00:04',
			phone: '971500000001',
			status: 'succeed',
			site_id: 3101,
			messages: [{ date_time: '2026-02-03 10:00:05', source: 'visitor', message: 'Is Friday free?' }],
		});
	});

	it('sorts messages by time and keeps the order of those at the same one', async () => {
		const at = (time: string, message: string) => ({ ...visitorSays, date_time: time, message });
		const { messages } = await build({}, [
			at('2026-02-03T06:05:00Z', 'c'),
			at('2026-02-03T10:00:00+04:00', 'a'),
			at('2026-02-03T06:00:00Z', 'b'),
		]);
		expect((messages as IDataObject[]).map(({ message }) => message)).toEqual(['a', 'b', 'c']);
	});

	it('reads dates without a zone in the given one', async () => {
		const messages = [{ ...visitorSays, date_time: '2026-02-03 06:00:05' }];
		const time = async (inputZone: string) =>
			((await build({}, messages, { inputZone })).messages as IDataObject[])[0].date_time;
		expect(await time('UTC')).toBe('2026-02-03 10:00:05');
		expect(await time('Asia/Dubai')).toBe('2026-02-03 06:00:05');
	});

	it('starts a second before the first message unless it says otherwise, or says the same second', async () => {
		expect((await build()).start_date_time).toBe('2026-02-03 10:00:04');
		expect((await build({ start_date_time: '2026-02-03T06:00:05.900Z' })).start_date_time).toBe(
			'2026-02-03 10:00:04',
		);
		expect(
			await refusal(build({ start_date_time: '2026-02-03T06:00:05Z' }, undefined, { equalStart: 'refuse' })),
		).toBe('"date_time 1" is at the start of the chat (2026-02-03 10:00:05)');
		expect(await refusal(build({ start_date_time: '2026-02-03T06:00:30Z' }))).toBe(
			'"date_time 1" is before the start of the chat (2026-02-03 10:00:30)',
		);
	});

	it('takes the present as past, and a second later as future', async () => {
		const at = (date_time: string) => [{ ...visitorSays, date_time }];
		expect(await build({}, at('2026-03-01T12:00:00Z'))).toBeDefined();
		expect(await refusal(build({}, at('2026-03-01T12:00:01Z')))).toBe(
			'"date_time 1" is in the future: 2026-03-01 16:00:01 in Asia/Dubai, where it is 2026-03-01 16:00:00',
		);
		expect(await refusal(build({ start_date_time: '2026-03-02' }))).toMatch(
			/^"start_date_time" is in the future/,
		);
	});

	it.each<[IDataObject, IDataObject | undefined, string]>([
		[
			{ site_id: '' },
			undefined,
			'CallGear needs one of the three to know where the chat took place: choose "Site", which goes for all chats that name none.',
		],
		[{ phone: '' }, undefined, 'CallGear needs one of them to know the visitor.'],
		[{ status: '' }, undefined, 'CallGear needs it: fill it in, or check that its expression gives a value.'],
		[
			{ start_date_time: '2026-02-03T06:00:30Z' },
			undefined,
			'CallGear wants every message later than the start: correct the times, or leave the start empty to take a second before the first message.',
		],
		[
			{},
			{ source: 'operator' },
			'Choose the employee who wrote it. For lines of a bot, choose an employee that stands for it, or the source system.',
		],
		[{}, { source: 'bot' }, 'Use one of: operator, system, visitor.'],
		[{ status: 'won' }, undefined, 'Use one of: lost, refused, succeed.'],
		[{ initiator: 'bot' }, undefined, 'Use one of: autoinvite, operator, visitor.'],
	])('says how to go on from %j with a message of %j', async (values, message, remedy) => {
		const messages = message && [{ ...visitorSays, ...message }];
		expect((await rejectionOf(build(values, messages))).remedy).toContain(remedy);
	});

	it('makes the same own ID of the same content in every run, and another of another', async () => {
		const made = async (values: IDataObject, key?: string) =>
			(await buildChat({ ...incoming(values), key }, { ...rules, makeExtId: true })).chat.ext_id;
		expect(await made({})).toMatch(/^n8n-[0-9a-f]{32}$/);
		expect(await made({})).toBe(await made({}));
		expect(await made({})).not.toBe(await made({ name: 'Mira' }));
		expect(await made({}, '1')).not.toBe(await made({}, '2'));
		expect(await made({ ext_id: 'tg-1' }, '1')).toBe('tg-1');
		// Chats that were uploaded once are known by it for good
		expect(await made({})).toBe('n8n-c6e5ebe8c7ed44c88245e20d48830f5b');
	});

	it.each([
		[{ status: '' }, '"status" is empty'],
		[{ status: 'succeeded' }, '"status" holds "succeeded"'],
		[{ initiator: 'bot' }, '"initiator" holds "bot"'],
		[{ phone: '', email: null }, '"phone" and email are both empty'],
		[{ phone: '0500000001' }, '"phone" holds "0500000001"'],
		[{ phone: '0049301234567' }, '"phone" holds "0049301234567"'],
		[{ phone: '555-123-4567' }, '"phone" holds "555-123-4567"'],
		[{ phone: '+44 (0)20 7946 0000' }, '"phone" holds "+44 (0)20 7946 0000"'],
		[{ phone: '1234567' }, '"phone" holds "1234567"'],
		[{ phone: '1234567890123456' }, '"phone" holds "1234567890123456"'],
		[{ phone: '9.715E+11' }, '"phone" holds "9.715E+11"'],
		[{ phone: ['971500000001'] }, '"phone" holds a list instead of text'],
		[{ email: 'zoe@example' }, '"email" holds "zoe@example"'],
		[{ email: 'a b@example.org' }, '"email" holds "a b@example.org"'],
		[{ phone: '', email: 'zoe@example' }, '"email" holds "zoe@example"'],
		[{ site_id: '', campaign_id: 'x' }, '"campaign_id" holds "x"'],
		[{ site_id: '', visitor_session_id: 'x' }, '"visitor_session_id" holds "x"'],
		[{ name: { first: 'Zoë' } }, '"name" holds an object instead of text'],
		[{ site_id: '' }, '"site_id" is empty, and so are campaign and visitor session'],
		[{ site_id: '31O1' }, '"site_id" holds "31O1"'],
		[{ site_id: 0 }, '"site_id" holds "0"'],
		[{ site_id: 3101.5 }, '"site_id" holds "3101.5"'],
		[{ site_id: '99999999999999999999' }, '"site_id" holds "99999999999999999999"'],
		[
			{ campaign_id: -1 },
			'"campaign_id" holds -1, the campaign of visitors without campaign, which CallGear refuses for chats',
		],
		[{ source_id: 'telegram' }, '"source_id" holds "telegram"'],
		[{ start_date_time: 'yesterday' }, '"start_date_time" holds "yesterday", which is not a date'],
		[{ start_date_time: '2026-02-31' }, '"start_date_time" holds "2026-02-31", which is not a date'],
	])('refuses a chat with %j', async (values, message) => {
		expect(await refusal(build(values as IDataObject))).toBe(message);
	});

	it.each([
		[{ date_time: '' }, '"date_time 1" holds nothing, which is not a date'],
		[{ source: '' }, '"source 1" is empty'],
		[{ source: 'bot' }, '"source 1" holds "bot"'],
		[{ message: ' ' }, '"message 1" is empty'],
		[{ message: ['a'] }, '"message 1" holds a list instead of text'],
		[{ source: 'operator' }, '"employee_id 1" is empty, but the message is from an operator'],
		[{ source: 'operator', employee_id: 'Aisha' }, '"employee_id 1" holds "Aisha"'],
	])('refuses a message with %j', async (values, message) => {
		expect(await refusal(build({}, [{ ...visitorSays, ...values }]))).toBe(message);
	});

	it.each([
		['+971 50 000-00.01', '971500000001'],
		['+971\u201050\u2011000\u20120001', '971500000001'],
		['+971\u201350\u2014000\u20150001', '971500000001'],
		['+971\u00a050\u2009000 0001', '971500000001'],
		['\ufeff+971500000001\u200b', '971500000001'],
		['\u202a971500000001\u202c', '971500000001'],
	])('takes the phone %j as %s', async (phone, expected) => {
		expect((await build({ phone })).phone).toBe(expected);
	});

	it('takes no local phone for an international one, whatever separates it', async () => {
		expect(await refusal(build({ phone: '555\u2011123\u20114567' }))).toBe(
			'"phone" holds "555\u2011123\u20114567"',
		);
	});

	it.each<[string, number]>([
		['a@b.' + 'c'.repeat(250), 254],
		['x'.repeat(242) + '@example.org', 254],
	])('takes an email of 254 characters', async (email, length) => {
		expect(email).toHaveLength(length);
		expect((await build({ email })).email).toBe(email);
		expect(await refusal(build({ email: `x${email}` }))).toMatch(/^"email" holds "x/);
	});

	it.each([
		['a@' + 'b.'.repeat(80_000) + '@'],
		['@'.repeat(160_000)],
		['a@' + '.'.repeat(160_000)],
		['a'.repeat(160_000)],
		['a@' + 'b'.repeat(160_000)],
		[' '.repeat(80_000) + 'x' + ' '.repeat(80_000)],
	])('refuses an email of 160,000 characters at once: case %#', async (email) => {
		const started = performance.now();
		expect(await refusal(build({ email }))).toMatch(/^"email" holds "/);
		expect(performance.now() - started).toBeLessThan(500);
	});

	it.each(['name', 'phone', 'email', 'status', 'ext_id', 'site_id'])(
		'refuses half a character in %s',
		async (key) => {
			expect(await refusal(build({ [key]: 'half \ud83d' }))).toBe(`"${key}" holds half a character`);
		},
	);

	it.each(['message', 'source'])('refuses half a character in %s of a message', async (key) => {
		expect(await refusal(build({}, [{ ...visitorSays, [key]: '\udc4b half' }]))).toBe(
			`"${key} 1" holds half a character`,
		);
	});

	it.each(['ext_id', 'phone', 'site_id', 'campaign_id', 'source_id', 'visitor_session_id'])(
		'refuses a number that has been rounded in %s',
		async (key) => {
			expect(await refusal(build({ [key]: 2 ** 53 }))).toBe(
				`"${key}" holds a number too large to be exact (9007199254740992)`,
			);
		},
	);

	it('leaves out what nobody sees in identifiers, and keeps it in texts', async () => {
		const values = {
			name: 'Zoë\u200e',
			email: '\u2066zoe@example.org\u2069',
			status: '\ufeffsucceed',
			site_id: '3101\u200b',
			ext_id: ' \u202atg-1\u202c ',
		};
		const messages = [
			{
				date_time: '\ufeff2026-02-03T06:01:10Z',
				source: 'operator\u200b',
				employee_id: '9012\u200e',
				message: 'Hi\u200b',
			},
		];
		expect(await build(values, messages)).toMatchObject({
			name: 'Zoë\u200e',
			email: 'zoe@example.org',
			status: 'succeed',
			site_id: 3101,
			ext_id: 'tg-1',
			messages: [
				{ date_time: '2026-02-03 10:01:10', source: 'operator', employee_id: 9012, message: 'Hi\u200b' },
			],
		});
	});

	it('names what nobody sees when it shows a value', async () => {
		expect(await refusal(build({ status: 'suc\u00a0ceed' }))).toBe('"status" holds "suc[U+00A0]ceed"');
	});

	it('refuses a chat without messages', async () => {
		expect(await refusal(build({}, []))).toBe('"messages" is empty');
		const start = { start_date_time: '2026-02-03T06:00:00Z' };
		expect(await rejectionOf(build(start, [], { equalStart: 'shift' }))).toMatchObject({
			message: '"messages" is empty',
			remedy: 'Give at least one message.',
		});
	});

	it('tells of a value of the chat in which item it stands', async () => {
		const items = new Map(Object.entries({ start_date_time: 7, status: 8, phone: 9, site_id: 10 }));
		const itemOf = (name: string) => items.get(name);
		const wrong = { status: '', phone: 'x', site_id: '', start_date_time: 'soon' };
		const { failures } = (await buildChat({ ...incoming(wrong), itemOf }, rules).catch(
			(caught: unknown) => caught,
		)) as Flawed;
		expect(failures.map(({ facts: { field, item } }) => [field, item])).toEqual([
			['phone', 9],
			['status', 8],
			['site_id', 10],
			['start_date_time', 7],
		]);
	});

	it('misses nothing in what may be a part of a chat alone', async () => {
		const part = { ...incoming({ status: '', phone: '', site_id: '' }), partial: true as const };
		expect((await buildChat(part, rules)).chat).not.toHaveProperty('status');
	});

	it('takes a chat that names a session or a campaign alone', async () => {
		expect(await build({ site_id: '', visitor_session_id: 770001 })).not.toHaveProperty('site_id');
		expect((await build({ site_id: '', campaign_id: '501' })).campaign_id).toBe(501);
	});

	it('refuses what the clocks of the account, set back for winter, would turn round', async () => {
		const messages = [{ ...visitorSays, date_time: '2025-10-26T01:00:10Z' }];
		const zone = 'Europe/Berlin';
		expect(await refusal(build({ start_date_time: '2025-10-26T00:59:00Z' }, messages, { zone }))).toBe(
			'"date_time 1" is before the start of the chat (2025-10-26 02:59:00)',
		);
	});
});
