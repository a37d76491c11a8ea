import { range } from 'lodash';

import { agents, useExports } from './support';

const { take, refusal, sent } = useExports('whatsapp');

const DESK = agents(['Acme Desk', '9012']);
const PHONE = { phone: '971500000001' };
const DAY_FIRST = { dayMonthOrder: 'dayFirst' };

const IPHONE = [
	'\u200e[13/02/2026, 10:00:00\u202fAM] +971 50 000 0001: \u200eMessages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them.',
	'[13/02/2026, 10:00:05\u202fAM] \u202a+971\u00a050\u00a0000\u00a00001\u202c: Is Friday free?',
	'Or Monday: 9?',
	'\u200e[13/02/2026, 10:00:40\u202fAM] +971 50 000 0001: \u200eimage omitted',
	'[13/02/2026, 1:01:10\u202fPM] Acme Desk: Yes, 11:00. \u200e<This message was edited>',
].join('\r\n');

const ANDROID = [
	'03/02/2026, 09:59 - Messages and calls are end-to-end encrypted. Only people in this chat can read them.',
	'03/02/2026, 10:00 - Mira Stone: Is Friday free?',
	'03/02/2026, 10:01 - Acme Desk: IMG-20260203-WA0001.jpg (file attached)',
	'Yes, 11:00.',
	'03/02/2026, 10:02 - Mira Stone: <Media omitted>',
	'03/02/2026, 10:03 - Mira Stone: This message was deleted',
	'',
].join('\n');

const texts = () =>
	sent().map(({ messages }) => (messages as Array<{ message: string }>).map(({ message }) => message));
const times = () =>
	sent().map(({ messages }) => (messages as Array<{ date_time: string }>).map(({ date_time: at }) => at));

it('of an iPhone arrives whole, the visitor known by their number', async () => {
	const { error, main } = await take([IPHONE], DESK);
	expect(error).toBeUndefined();
	expect(sent()).toEqual([
		{
			start_date_time: '2026-02-13 10:00:04',
			phone: '971500000001',
			status: 'succeed',
			site_id: 3101,
			ext_id: expect.stringMatching(/^n8n-[\da-f]{32}$/) as string,
			messages: [
				{ date_time: '2026-02-13 10:00:05', source: 'visitor', message: 'Is Friday free?\nOr Monday: 9?' },
				{ date_time: '2026-02-13 10:00:40', source: 'visitor', message: '[image]' },
				{ date_time: '2026-02-13 13:01:10', source: 'operator', employee_id: 9012, message: 'Yes, 11:00.' },
			],
		},
	]);
	expect(main[0].json).toMatchObject({ left_out: 1 });
});

it('of Android arrives whole; Extract From File may have put it under data', async () => {
	const { error, main } = await take([{ data: ANDROID }], { ...DESK, ...PHONE, ...DAY_FIRST });
	expect(error).toBeUndefined();
	expect(sent()).toMatchObject([
		{
			start_date_time: '2026-02-03 09:59:59',
			name: 'Mira Stone',
			phone: '971500000001',
			messages: [
				{ date_time: '2026-02-03 10:00:00', source: 'visitor', message: 'Is Friday free?' },
				{
					date_time: '2026-02-03 10:01:00',
					source: 'operator',
					employee_id: 9012,
					message: '[file] IMG-20260203-WA0001.jpg\nYes, 11:00.',
				},
				{ date_time: '2026-02-03 10:02:00', source: 'visitor', message: '[file]' },
			],
		},
	]);
	expect(main[0].json).toMatchObject({ left_out: 2 });
});

it('an agent is found by full name where no employee is chosen', async () => {
	await take([ANDROID.replaceAll('Acme Desk', 'Łucja Żak')], {
		...agents(['łucja żak']),
		...PHONE,
		...DAY_FIRST,
	});
	expect(sent()[0]).toMatchObject({ messages: [{}, { employee_id: 9014 }, {}] });
});

describe('day and month', () => {
	const written = (...dates: string[]) => dates.map((date) => `${date}, 10:00 - Mira: Hi`).join('\n');
	const read = async (order: object, ...dates: string[]) => {
		const { error } = await take([written(...dates)], { ...DESK, ...PHONE, ...order });
		expect(error).toBeUndefined();
		return times()[0].map((time) => time.slice(0, 10));
	};

	it('that can be meant in both orders are refused, with the choice', async () => {
		expect(await refusal(ANDROID, { ...DESK, ...PHONE })).toMatchObject({
			message:
				'"Order of Day and Month" is Automatic, but "03/02/2026" in line 1 of the export can be 2026-02-03 or 2026-03-02',
			description: 'Choose Day First for 2026-02-03, or Month First for 2026-03-02.',
		});
	});

	it.each([
		['a day above twelve', ['03/02/2026', '13/02/2026'], ['2026-02-03', '2026-02-13']],
		['a day above twelve in America', ['2/3/26', '2/13/26'], ['2026-02-03', '2026-02-13']],
		['a time that would run back', ['03/02/2026', '02/03/2026'], ['2026-02-03', '2026-03-02']],
		['the same number twice', ['02.02.26'], ['2026-02-02']],
		['the year in front', ['2026-02-03'], ['2026-02-03']],
		['the year in front, then the day', ['2026/13/02'], ['2026-02-13']],
		['two digits that can only be the year', ['26/2/13', '26/3/1'], ['2026-02-13', '2026-03-01']],
		[
			'a year at the end, though it could be in front',
			['13.02.26', '14.02.26'],
			['2026-02-13', '2026-02-14'],
		],
	])('are told by %s', async (_, dates, days) => {
		expect(await read({}, ...dates)).toEqual(days);
	});

	it('of years in two digits are refused where a later year stands in front', async () => {
		expect(await refusal(written('26/02/13', '26/02/14'), { ...DESK, ...PHONE })).toMatchObject({
			message:
				'"Order of Day and Month" is Automatic, but "26/02/13" in line 1 of the export can be 2013-02-26 or 2026-02-13',
			description: 'Choose Day First for 2013-02-26, or Year First for 2026-02-13.',
		});
	});

	it('are told by the order of the messages, which stays', async () => {
		await take(['03/02/2026, 10:00 - Mira: one\n02/03/2026, 10:00 - Mira: two'], { ...DESK, ...PHONE });
		expect(texts()[0]).toEqual(['one', 'two']);
	});

	it('of years in two digits are refused where the latest day of a year in front is later', async () => {
		expect(await refusal(written('13/02/26', '26/02/14'), { ...DESK, ...PHONE })).toMatchObject({
			message:
				'"Order of Day and Month" is Automatic, but "13/02/26" in line 1 of the export can be 2026-02-13 or 2013-02-26',
		});
	});

	it.each([
		['monthFirst', '03/02/2026', '2026-03-02'],
		['yearFirst', '26/02/13', '2026-02-13'],
		['yearFirst', '2026/02/13', '2026-02-13'],
		['dayFirst', '26/02/13', '2013-02-26'],
	])('are as the user says: %s', async (dayMonthOrder, written, day) => {
		expect(await read({ dayMonthOrder }, written)).toEqual([day]);
	});

	it.each([
		['no order has', {}, ['13/13/2026'], '"Export > line 1" holds "13/13/2026", which is no day'],
		[
			'the chosen order does not have',
			{ dayMonthOrder: 'monthFirst' },
			['13/02/2026'],
			'"Export > line 1" holds "13/02/2026", which is no day',
		],
		[
			'two orders are needed for',
			{},
			['13/02/2026', '02/13/2026'],
			'"Export > line 2" holds "02/13/2026", which is no day',
		],
		['was before WhatsApp', {}, ['03/02/1999'], '"Export > line 1" holds "03/02/1999", which is no day'],
	])('that %s are refused', async (_, order, dates, message) => {
		expect((await refusal(written(...dates), { ...DESK, ...PHONE, ...order })).message).toBe(message);
	});
});

it.each([
	['13.02.26, 10:00 - Mira: Hi', '2026-02-13 10:00:00'],
	['[13.02.26, 10:00:05] Mira: Hi', '2026-02-13 10:00:05'],
	['13.2.2026. 10.05 - Mira: Hi', '2026-02-13 10:05:00'],
	['13/2/26 22:05 - Mira: Hi', '2026-02-13 22:05:00'],
	['13/2/26, 12:05 a. m. - Mira: Hi', '2026-02-13 00:05:00'],
	['13/2/26, 12:05 p.m. - Mira: Hi', '2026-02-13 12:05:00'],
	['13.02.26, 9:05 nachm. - Mira: Hi', '2026-02-13 21:05:00'],
	['13.2.2026 klo 10.05 - Mira: Hi', '2026-02-13 10:05:00'],
	['13/2/26, 10:05: Mira: Hi', '2026-02-13 10:05:00'],
	['13/02/2026 à 22:05 - Mira: Hi', '2026-02-13 22:05:00'],
	['[2026. 2. 13. 오후 10:05:06] Mira: Hi', '2026-02-13 22:05:06'],
	['[2026. 2. 13. 오전 12:05:06] Mira: Hi', '2026-02-13 00:05:06'],
	['[2026/2/13 下午10:05:06] Mira: Hi', '2026-02-13 22:05:06'],
	['2026. 02. 13. du. 10:05 - Mira: Hi', '2026-02-13 22:05:00'],
	['2026. 02. 13. de. 10:05 - Mira: Hi', '2026-02-13 10:05:00'],
	['[١٣\u200f/٢\u200f/٢٠٢٦، ١٠:٠٥:٠٦ م] Mira: Hi', '2026-02-13 22:05:06'],
	['[2026-02-13, 10:05:06 PM] ~\u202fMira: Hi', '2026-02-13 22:05:06'],
])('reads %s', async (line, time) => {
	const { error } = await take([line], { ...DESK, ...PHONE });
	expect(error).toBeUndefined();
	expect(times()).toEqual([[time]]);
	expect(sent()[0]).toMatchObject({ name: 'Mira', status: 'lost' });
});

it('times are by the clocks of the phone, where they are named', async () => {
	await take([IPHONE], { ...DESK, exportTimezone: 'Europe/Berlin' });
	expect(times()[0][0]).toBe('2026-02-13 13:00:05');
});

it.each([
	['a colon', 'Acme: Desk'],
	['digits of another script', 'علي ٢'],
	['a family of emoji', '👩‍👧 Desk'],
])('an agent whose name has %s is known', async (_, name) => {
	const lines = ['13/02/2026, 10:00 - Mira: Hi', `13/02/2026, 10:01 - \u200e${name}: \u200eYes: 11:00`];
	await take([lines.join('\n')], { ...agents([name, '9012']), ...PHONE });
	expect(sent()[0]).toMatchObject({
		name: 'Mira',
		messages: [{}, { source: 'operator', employee_id: 9012, message: 'Yes: 11:00' }],
	});
});

it.each(['\r\n', '\r', '\n'])('reads lines that end with %j', async (end) => {
	const lines = ['13/02/2026, 10:00 - Mira: Hi', 'there', '', '13/02/2026, 10:01 - Mira: Ho', ''];
	await take([lines.join(end)], { ...DESK, ...PHONE });
	expect(texts()[0]).toEqual(['Hi\nthere', 'Ho']);
});

it.each([
	['12:05 a. m.', '12:05 p. m.'],
	['8:05 morgens', '9:05 abends'],
	['8:05 nachts', '9:05 vorm.'],
	['오전 8:05', '오후 9:05'],
])('the halves of a day, %s and %s, are two times of one export', async (morning, evening) => {
	const lines = [`13.02.2026, ${morning} - Mira: Hi`, `13.02.2026, ${evening} - Mira: Ho`];
	await take([lines.join('\n')], { ...DESK, ...PHONE });
	expect(texts()[0]).toEqual(['Hi', 'Ho']);
});

it('a message can begin in the line behind its author', async () => {
	await take(['13/02/2026, 10:00 - Mira:\nHi\n13/02/2026, 10:01 - Mira: Ho'], { ...DESK, ...PHONE });
	expect(texts()[0]).toEqual(['\nHi', 'Ho']);
});

it('days and times that a customer writes stay in the text', async () => {
	const text = [
		'dates:',
		'1.2.2026 Montag Termin - bitte',
		'14/02/2026 10:00: meeting',
		'14/02/2026 10:00 - lunch',
		'[14/02/2026, 10:00:00] party',
	].join('\n');
	await take([`13/02/2026, 10:00 - Mira: ${text}`], { ...DESK, ...PHONE });
	expect(texts()[0]).toEqual([text]);
});

it.each([
	'Mira changed their phone number to a new number. Tap to message or add the new number.',
	'Waiting for this message. This may take a while.',
	'You deleted this message.',
	'Missed voice call, Tap to call back',
])('%j is a notice, also under a name', async (notice) => {
	const lines = [notice, 'Hi'].map((text) => `[13/02/2026, 10:00:00] Mira: \u200e${text}`);
	const { main } = await take([lines.join('\n')], { ...DESK, ...PHONE });
	expect(texts()[0]).toEqual(['Hi']);
	expect(main[0].json).toMatchObject({ left_out: 1 });
});

it('what looks like a notice or a date in the middle of a text stays', async () => {
	const line = (text: string) => `13/02/2026, 10:00 - Mira: ${text}`;
	await take(
		[
			[
				line('she left the group, and added: you'),
				line('dates:\n14/02/2026 10:00 meeting'),
				line('This message was deleted by mistake'),
				line('see a.pdf (old)'),
				line('👩‍👩‍👧‍👦 \u200fשלום'),
			].join('\n'),
		],
		{ ...DESK, ...PHONE },
	);
	expect(texts()[0]).toEqual([
		'she left the group, and added: you',
		'dates:\n14/02/2026 10:00 meeting',
		'This message was deleted by mistake',
		'see a.pdf (old)',
		'👩‍👩‍👧‍👦 \u200fשלום',
	]);
});

it.each([
	['image omitted', '[image]'],
	['<attached: 00000012-PHOTO.jpg>', '[file] 00000012-PHOTO.jpg'],
	['offer.pdf • 2 pages document omitted', '[file] offer.pdf'],
	['Bild weggelassen', '[Bild]'],
	['offer.pdf (Datei angehängt)', '[file] offer.pdf'],
])('%s is a file', async (written, text) => {
	await take([`[13/02/2026, 10:00:00] Mira: \u200e${written}\n[13/02/2026, 10:00:01] Mira: Hi`], {
		...DESK,
		...PHONE,
	});
	expect(texts()[0]).toEqual([text, 'Hi']);
});

it('takes the last conversation of a chat that never ends', async () => {
	const lines = [
		'13/02/2025, 10:00 - Mira: Old',
		'13/02/2026, 10:00 - Mira: New',
		'13/02/2026, 10:05 - Acme Desk: Yes',
	];
	await take([lines.join('\n')], { ...DESK, ...PHONE, exportPart: 'last' });
	expect(texts()[0]).toEqual(['New', 'Yes']);
});

it.each([
	['no sides', ANDROID, {}, '"Agents" is empty'],
	[
		'two visitors',
		`${ANDROID}03/02/2026, 10:05 - Zoe: Hi`,
		DESK,
		'"Agents" leaves 2 visitors, but a chat of CallGear has one',
	],
	[
		'an agent who is not in it',
		ANDROID,
		agents(['Acme Dsk']),
		'"Agents 1 > In the Export" holds "Acme Dsk", who wrote nothing in the export',
	],
	['another file', 'Dear Sir,\nhello', DESK, '"Export > line 1" holds "Dear Sir,"'],
	['an object', { a: 1 }, DESK, '"Export" holds no text'],
	['nothing but empty lines', '\n\n x'.trim() && '\n \n', DESK, '"Export" is empty'],
	[
		'an hour that is none',
		'13/02/2026, 25:00 - Mira: Hi',
		DESK,
		'"Export > line 1" holds "13/02/2026, 25:00 - Mira: Hi"',
	],
	[
		'an hour that no half of a day has',
		'13/02/2026, 0:05 PM - Mira: Hi',
		DESK,
		'"Export > line 1" holds "13/02/2026, 0:05 PM - Mira: Hi"',
	],
	[
		'an hour of the whole day in its half',
		'13/02/2026, 13:05 PM - Mira: Hi',
		DESK,
		'"Export > line 1" holds "13/02/2026, 13:05 PM - Mira: Hi"',
	],
	[
		'a form of time that is not known',
		'13/02/2026, 10:00 - Mira: Hi\n13/02/2026, 10:00 XX - Mira: Ho',
		DESK,
		'"Export > line 2" holds "13/02/2026, 10:00 XX - Mira: Ho"',
	],
	[
		'a half of the day that is not known',
		'13/02/2026 ÖS 10:05 - Mira: Hi',
		DESK,
		'"Export > line 1" holds "13/02/2026 ÖS 10:05 - Mira: Hi"',
	],
	['half an emoji', `${ANDROID}broken \ud83d`, DESK, '"Export" holds half a character'],
	['nothing but notices', '13/02/2026, 10:00 - Messages are safe.', DESK, '"Export" is empty'],
	[
		'an employee who is none',
		ANDROID,
		{ ...agents(['Acme Desk']), ...DAY_FIRST },
		'"Export > line 3" holds "Acme Desk", who is no employee in CallGear',
	],
])('%s is refused', async (_, held, parameters, message) => {
	expect((await refusal(held, { ...PHONE, ...DAY_FIRST, ...parameters })).message).toContain(message);
});

it('tells who is in the export, for whom to add', async () => {
	const { description } = await refusal(ANDROID, { ...PHONE, ...DAY_FIRST });
	expect(description).toContain('The export has messages of "Mira Stone", "Acme Desk".');
});

it('tells of the first five who are in the export', async () => {
	const lines = range(6).map((index) => `13/02/2026, 10:0${index} - Member ${index}: Hi`);
	const { description } = await refusal(lines.join('\n'), PHONE);
	expect(description).toContain('"Member 3", "Member 4" and others.');
	expect((await refusal(lines.slice(1).join('\n'), PHONE)).description).toContain('"Member 4", "Member 5".');
});

it('twice the same agent with two employees is refused', async () => {
	const { message } = await refusal(ANDROID, {
		...agents(['Acme Desk', '9012'], ['acme desk', '9013']),
		...DAY_FIRST,
	});
	expect(message).toBe(
		'"Agents 2 > In the Export" holds "acme desk", whom another entry makes another employee',
	);
});

it.each([' ', '\n', '\u200e', '[', '13/02/2026', 'a: '])('reads very many %j in a text', async (piece) => {
	await take([`13/02/2026, 10:00 - Mira: ${piece.repeat(20_000)}x`], { ...DESK, ...PHONE });
	expect(texts()[0][0]).toMatch(/x$/);
});

it('forty thousand lines are read soon enough to be sent', async () => {
	const lines = range(40_000).map(
		(index) => `13/02/2026, 10:00 - ${index % 2 ? 'Mira' : 'Acme Desk'}: ${index}`,
	);
	const { main } = await take([lines.join('\n')], { ...DESK, ...PHONE, options: { checkOnly: true } });
	expect(main[0].json.messages).toBe(40_000);
});
