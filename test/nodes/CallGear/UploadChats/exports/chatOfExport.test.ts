import { chatOfExport } from '../../../../../nodes/CallGear/UploadChats/exports/chatOfExport';
import { hasOwnZone } from '../../../../../nodes/CallGear/UploadChats/exports/exportFields';
import { properties } from '../../../../../nodes/CallGear/UploadChats/properties';
import { Fields } from '../../../../../nodes/engine/fields';
import { rejectionOf } from '../../../../support/failure';
import { agents, SITE } from './support';

const read = async (exportFormat: string, held: unknown, more: object = {}) =>
	await chatOfExport(
		Fields.of(
			{ exportFormat, export: held, exportPart: 'all', dayMonthOrder: 'auto', siteId: SITE, ...more },
			properties,
			4,
		),
	);
const values = (fields: Fields, ...names: string[]) =>
	Object.fromEntries(names.map((name) => [name, fields.raw(name)]));
const labels = (fields: Fields, ...names: string[]) =>
	Object.fromEntries(names.map((name) => [name, fields.label(name)]));

const MEMBERS = ['name', 'phone', 'email', 'status', 'initiator', 'ext_id', 'site_id', 'messages'];
const jivo = (types: string[], more: object = {}) => ({
	event_name: 'chat_finished',
	chat_id: 7607,
	visitor: { name: 'Mira', email: 'mira@example.net' },
	agents: [{ id: 1, email: 'zoe@example.org' }],
	chat: {
		messages: types.map((type) => ({ message: 'Hi', timestamp: 1770098405, type, agent_id: 1 })),
		...more,
	},
});

describe('the chat of an export', () => {
	it('has the values of the export under CallGear’s names, called by their places', async () => {
		const { chat, leftOut } = await read('jivo', jivo(['visitor', 'agent'], { invitation: 'Hi?' }));
		expect(values(chat, ...MEMBERS)).toEqual({
			name: 'Mira',
			email: 'mira@example.net',
			status: 'succeed',
			initiator: 'autoinvite',
			ext_id: 'jivo-7607',
		});
		expect(labels(chat, ...MEMBERS)).toEqual({
			name: 'Export > visitor > name',
			phone: 'Phone',
			email: 'Export > visitor > email',
			status: 'Export > chat > messages',
			initiator: 'Export > chat > messages',
			ext_id: 'Export > chat > messages',
			site_id: 'Site',
			messages: 'Export > chat > messages',
		});
		expect(leftOut).toBeUndefined();
	});

	it('has messages of its item, called by their places', async () => {
		const { messages } = await read('jivo', jivo(['visitor', 'agent']));
		const names = ['date_time', 'source', 'employee_id', 'message'];
		expect(messages.map((message) => [message.itemIndex, values(message, ...names)])).toEqual([
			[4, { date_time: 1770098405, source: 'visitor', message: 'Hi' }],
			[4, { date_time: 1770098405, source: 'operator', employee_id: 'zoe@example.org', message: 'Hi' }],
		]);
		const place = 'Export > chat > messages';
		expect(messages.map((message) => labels(message, ...names))).toEqual([
			{
				date_time: `${place} 1 > timestamp`,
				source: `${place} 1`,
				employee_id: `${place} 1`,
				message: `${place} 1 > message`,
			},
			{
				date_time: `${place} 2 > timestamp`,
				source: `${place} 2`,
				employee_id: `${place} 2 > agent_id`,
				message: `${place} 2 > message`,
			},
		]);
	});

	it.each([
		[['visitor', 'agent'], 'succeed'],
		[['visitor'], 'lost'],
		[['agent', 'agent'], 'refused'],
		[[], 'refused'],
	])('of messages by %j has the status %s', async (types, status) => {
		expect((await read('jivo', jivo(types))).chat.raw('status')).toBe(status);
	});

	it('says how employees are found, and who stands for all others', async () => {
		const remedy = expect.stringMatching(/^Say under Agents which employee it is, or choose/) as string;
		expect((await read('jivo', jivo(['agent']))).employees).toEqual({ remedy });
		const otherEmployeeId = { __rl: true, mode: 'id', value: '9015' };
		expect((await read('jivo', jivo(['agent']), { otherEmployeeId })).employees).toEqual({
			other: 9015,
			remedy,
		});
	});

	it('tells how many entries it leaves out', async () => {
		const held = jivo(['visitor']);
		held.chat.messages.push({ message: '', timestamp: 1770098405, type: 'visitor', agent_id: 1 });
		expect((await read('jivo', held)).leftOut).toBe(1);
	});

	it('that cannot be read says what is wrong, or that it is of another tool', async () => {
		expect(await rejectionOf(read('jivo', { event_name: 'chat_accepted' }))).toMatchObject({
			field: 'Export > event_name',
		});
		expect(await rejectionOf(read('telegram', { data: jivo([]) }))).toMatchObject({
			field: 'Export Format',
			message: '"Export Format" is Telegram, but "Export > data" looks like an export of Jivo',
			remedy: 'Choose Jivo as Export Format.',
		});
	});
});

describe('the chat of an export of WhatsApp', () => {
	const DESK = agents(['Acme Desk', '9012']);
	const whatsapp = async (lines: string[], more: object = DESK) =>
		await read('whatsapp', lines.join('\n'), more);
	const by = (...senders: string[]) => senders.map((sender) => `13/02/2026, 10:00 - ${sender}: Hi`);
	const visitor = async (...senders: string[]) =>
		values((await whatsapp(by(...senders))).chat, 'name', 'phone');

	it.each([
		['+971 50 000 0001', 'phone'],
		['+971 (50) 000.00\u201101', 'phone'],
		['+9715000', 'phone'],
		['+12 34', 'name'],
		['+971 50 000 0001 Mira', 'name'],
		['Mira +971 50 000 0001', 'name'],
		['971500000001', 'name'],
		['Mira', 'name'],
	])('knows %s by their %s', async (sender, key) => {
		expect(await visitor(sender, 'Acme Desk')).toEqual({ [key]: sender });
	});

	it('knows one visitor whose name is written in two ways, and nobody where all are agents', async () => {
		expect(await visitor('Mira', 'MIRA', 'acme desk')).toEqual({ name: 'Mira' });
		const { chat, messages } = await whatsapp(by('Acme Desk'));
		expect(values(chat, 'name', 'phone')).toEqual({});
		expect(chat.label('name')).toBe('Export');
		expect(values(messages[0], 'source', 'employee_id', 'message')).toEqual({
			source: 'operator',
			employee_id: 9012,
			message: 'Hi',
		});
		expect(messages[0].label('employee_id')).toBe('Export > line 1');
	});

	it('leaves out notices, and counts them', async () => {
		const lines = [
			'13/02/2026, 09:59 - Mira joined',
			...by('Mira', 'Acme Desk'),
			'13/02/2026, 10:01 - Mira: null',
		];
		const { messages, leftOut } = await whatsapp(lines);
		expect([messages.length, leftOut]).toEqual([2, 2]);
	});

	it.each<[string, string[], object, object]>([
		[
			'nobody is named',
			by('Mira', 'x'.repeat(61)),
			{},
			{
				field: 'Agents',
				message: '"Agents" is empty',
				remedy: `WhatsApp does not say which side is yours: click Add Agent for each of your own people, and enter the name that the export has. The export has messages of "Mira", "${'x'.repeat(60)}".`,
			},
		],
		[
			'somebody is named who wrote nothing',
			by('Mira', 'Zoe'),
			DESK,
			{
				field: 'Agents 1 > In the Export',
				message: '"Agents 1 > In the Export" holds "Acme Desk", who wrote nothing in the export',
				remedy: 'The export has messages of "Mira", "Zoe".',
			},
		],
		[
			'several are left',
			by('Mira', 'Zoe', 'Acme Desk'),
			DESK,
			{
				field: 'Agents',
				message: '"Agents" leaves 2 visitors, but a chat of CallGear has one',
				remedy:
					'Add all who are yours; a group of several customers cannot be uploaded. The export has messages of "Mira", "Zoe", "Acme Desk".',
			},
		],
	])('cannot tell the sides where %s', async (_, lines, more, facts) => {
		expect(await rejectionOf(whatsapp(lines, more))).toMatchObject(facts);
	});

	it('is asked for as text', async () => {
		expect(await rejectionOf(read('whatsapp', { a: 1 }, DESK))).toMatchObject({
			message: '"Export" holds no text',
			remedy:
				'Read the file with Extract From File, operation Extract From Text File, and give the text here.',
		});
	});

	describe('dates', () => {
		const days = async (dates: string[], more: object = {}) => {
			const { messages } = await whatsapp(
				dates.map((date) => `${date}, 10:00 - Mira: Hi`),
				{ ...DESK, ...more },
			);
			return messages.map((message) => String(message.raw('date_time')).slice(0, 10));
		};
		const at = (now: string) => void jest.spyOn(Date, 'now').mockReturnValue(Date.parse(now));
		afterEach(() => void jest.restoreAllMocks());

		it('may be as old as WhatsApp', async () => {
			expect(await days(['13/02/2009'])).toEqual(['2009-02-13']);
			expect((await rejectionOf(days(['13/02/2008']))).message).toContain('which is no day');
		});

		it.each(['13/02/206', '31/02/2026', '13/13/2026'])('are no day: %s', async (date) => {
			expect(await rejectionOf(days([date]))).toMatchObject({
				field: 'Export > line 1',
				message: `"Export > line 1" holds "${date}", which is no day`,
				remedy: 'Compare Order of Day and Month with the other dates of the file.',
			});
		});

		it('of years in two digits do not begin with one that is still to come', async () => {
			at('2027-02-25T09:00:00Z');
			expect(await days(['27/02/26'])).toEqual(['2026-02-27']);
			// Somewhere it is tomorrow already
			at('2027-02-25T12:00:00Z');
			expect((await rejectionOf(days(['27/02/26']))).message).toBe(
				'"Order of Day and Month" is Automatic, but "27/02/26" in line 1 of the export can be 2026-02-27 or 2027-02-26',
			);
		});

		it('are told apart by the first one that differs', async () => {
			expect(await rejectionOf(days(['02/02/2026', '03/02/2026', '04/02/2026']))).toMatchObject({
				field: 'Order of Day and Month',
				message:
					'"Order of Day and Month" is Automatic, but "03/02/2026" in line 2 of the export can be 2026-02-03 or 2026-03-02',
				remedy: 'Choose Day First for 2026-02-03, or Month First for 2026-03-02.',
			});
		});

		it('begin with the year where all of them have four digits there, not where one has', async () => {
			expect(await days(['2026/02/03', '2026/02/14'])).toEqual(['2026-02-03', '2026-02-14']);
			expect(await days(['2026/02/03', '14/02/26'])).toEqual(['2026-03-02', '2026-02-14']);
		});
	});
});

it('times without a zone are written by WhatsApp and old Telegrams alone', () => {
	const formats = ['chatwoot', 'intercom', 'jivo', 'telegram', 'whatsapp'];
	expect(formats.filter(hasOwnZone)).toEqual(['telegram', 'whatsapp']);
});
