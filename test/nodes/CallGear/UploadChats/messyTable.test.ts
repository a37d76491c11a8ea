import { parse } from 'csv-parse/sync';
import { pickBy, range } from 'lodash';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { dataFile } from '../../../../testkit/dataFile';
import type { NodeRun } from '../../../../testkit/n8n';
import { errorIn, naming, useCallGear } from '../support';

const { callGear, upload, calls, chats } = useCallGear();

const row = (more: IDataObject = {}): IDataObject => ({
	chat_id: 'a',
	phone: '971500000001',
	site_id: '3101',
	date_time: '2026-02-03 10:00:05',
	source: 'visitor',
	message: 'Hi',
	...more,
});
const says = (employee: unknown, more: IDataObject = {}) =>
	row({ source: 'agent', employee_id: employee as string, ...more });
const send = async (items: IDataObject[], parameters: INodeParameters = {}, run: Partial<NodeRun> = {}) =>
	await upload(items, { source: 'rows', ...parameters }, run);
const sent = () => calls('upload.chats').flatMap(({ params }) => params.chats ?? []);
const meaning = (...words: Array<[inFile: string, forCallGear: string]>) => ({
	words: { word: words.map(([inFile, forCallGear]) => ({ inFile, forCallGear })) },
});

describe('a messy table', () => {
	const table = (parse(dataFile('callgear-messy.csv').bytes, { columns: true }) as IDataObject[]).map(
		(cells) => pickBy(cells, (cell) => cell !== ''),
	);
	const parameters = {
		...naming({
			date_time: 'When',
			source: 'Who',
			message: 'What was said',
			employee_id: 'Agent',
			phone: 'Telephone',
			name: 'Visitor',
		}),
		chatKey: 'Chat No',
		siteId: { __rl: true, mode: 'id', value: '3101' },
	};

	it('is five chats of thirty messages, with two operators, and a blank row', async () => {
		const { error, hints } = await send(table as IDataObject[], { ...parameters, countryCode: '971' });
		expect(error).toBeUndefined();
		expect(hints[0]).toContain('Empty rows were passed over: item 18.');
		expect(chats().map(({ phone }) => phone)).toEqual(range(101, 106).map((index) => `971500000${index}`));
		expect(chats().map(({ employee_id: id }) => id)).toEqual([9012, 9013, 9012, 9013, 9012]);
		expect(chats().flatMap(({ messages }) => messages)).toHaveLength(30);
		expect(calls('get.employees')).toHaveLength(2);
		expect(calls('upload.chats')).toHaveLength(1);
	});

	it('keeps its times, wherever the workflow is, and shows both', async () => {
		const { main } = await send(
			table as IDataObject[],
			{ ...parameters, countryCode: '971' },
			{ timezone: 'America/New_York' },
		);
		expect(chats()[0]).toMatchObject({ start_date_time: '2025-03-03 09:04:59' });
		expect((main[0].json.times as IDataObject[]).slice(0, 2)).toEqual([
			{
				field: 'Chat Start Column (start_date_time, which no row has)',
				read: '2025-03-03T09:04:59+04:00',
				sent: '2025-03-03 09:04:59',
				made_up: 'A second before the first message, since CallGear wants an earlier start.',
			},
			{
				field: 'Message Time Column (When)',
				given: '2025-03-03 09:05',
				read: '2025-03-03T09:05:00+04:00',
				sent: '2025-03-03 09:05:00',
			},
		]);
		expect(main[0].json).toMatchObject({ chat_key: 'A-101' });
	});

	it('is told what is wrong with it in one run, and sends nothing', async () => {
		const { error } = await send(table as IDataObject[], parameters);
		expect(error?.message).toMatch(/of 31 items cannot be uploaded$/);
		expect(error?.description).toContain(
			'"Phone Column (Telephone)" holds "050 000 0102" (item 6); holds "00971 50 000 0103" (item 12); holds "(050) 000-0105" (item 25).',
		);
		expect(error?.description).toContain('Default Country Code');
		expect(calls('upload.chats')).toEqual([]);
	});
});

describe('times without a zone', () => {
	it('are the workflow’s where that is chosen', async () => {
		await send([row()], { timesWithoutZone: 'workflow' }, { timezone: 'UTC' });
		expect(sent()[0]).toMatchObject({ messages: [{ date_time: '2026-02-03 14:00:05' }] });
	});
});

describe('words', () => {
	it.each([
		['Customer', 'visitor'],
		[' client\u200b', 'visitor'],
		['AGENT', 'operator'],
		['support', 'operator'],
		['System', 'system'],
	])('that are common are known: %j', async (source, expected) => {
		await send([row({ source, employee_id: 9012 })]);
		expect(sent()[0].messages).toMatchObject([{ source: expected }]);
	});

	it.each([
		['Resolved', 'succeed'],
		['missed', 'lost'],
		['declined', 'refused'],
		['LOST', 'lost'],
	])('for a status are known: %j', async (status, expected) => {
		await send([row({ status })]);
		expect(sent()[0]).toMatchObject({ status: expected });
	});

	it('of the user win, and mean what they are for', async () => {
		const words = meaning(['KUNDE ', 'source visitor'], ['agent', 'source system'], ['agent', 'status lost']);
		await send([row({ source: 'Kunde', status: 'Agent' }), row({ source: 'agent' })], words);
		expect(sent()[0]).toMatchObject({
			status: 'lost',
			messages: [{ source: 'visitor' }, { source: 'system' }],
		});
	});

	it('that are not known are refused with the way to say what they mean', async () => {
		const { error } = await send([row({ source: 'bot' })]);
		expect(error?.message).toBe('"Message Source Column (source)" holds "bot"');
		expect(error?.description).toContain('Under "Words" you can say which of them a word of yours means.');
	});

	it('that mean the same in two rows are no contradiction', async () => {
		const { failed } = await send([row({ status: 'solved' }), row({ status: 'succeed' })]);
		expect([failed, sent()[0].status]).toEqual([[], 'succeed']);
	});

	it('that are to mean two things are refused', async () => {
		const { error } = await send([row()], meaning(['x', 'source visitor'], ['X', 'source system']));
		expect(error?.message).toBe(
			'"Words 2 > In the File" holds "X", which another entry gives another meaning',
		);
	});
});

describe('employees', () => {
	it.each([
		['aisha khan', 9012],
		[' João Pereira\u200b', 9013],
		['LUCJA@acme-dental.example', 9014],
		['9015', 9015],
		[9015, 9015],
	])('are taken by name, email or ID: %j', async (given, expected) => {
		await send([says(given)]);
		expect(sent()[0].messages).toMatchObject([{ employee_id: expected }]);
	});

	it('are not asked for where all are given by ID, or only visitors wrote', async () => {
		await send([says(9012), row({ employee_id: 'Aisha Khan' })]);
		expect(calls('get.employees')).toEqual([]);
	});

	it('that nobody knows are refused', async () => {
		const { error } = await send([says('Nobody')]);
		expect(error?.message).toBe(
			'"Employee Column (employee_id)" holds "Nobody", who is no employee in CallGear',
		);
	});

	it('whose name two of them have are refused, with their IDs', async () => {
		callGear().state.employees.push({
			id: 9001,
			full_name: 'Aisha Khan',
			email: 'other@acme-dental.example',
		});
		const { error } = await send([says('Aisha Khan')]);
		expect(error?.message).toBe(
			'"Employee Column (employee_id)" holds "Aisha Khan", who can be 2 employees in CallGear (9001, 9012)',
		);
	});

	it('are all read, page by page, also where a page is short', async () => {
		callGear().settings.shortPage = true;
		await send([says('Østen Å. Berg')]);
		expect(sent()[0].messages).toMatchObject([{ employee_id: 9015 }]);
		expect(calls('get.employees').map(({ params }) => params.offset)).toEqual([0, 1, 4]);
	});

	it('that CallGear does not list are told of, with the way around', async () => {
		callGear().settings.rights = ['site_selected'];
		const { failed } = await send(
			[says('Aisha Khan'), says(9012, { chat_id: 'b' })],
			{},
			{
				onError: 'continueErrorOutput',
			},
		);
		expect(failed).toHaveLength(1);
		expect(errorIn(failed[0])).toMatchObject({ delivery: 'notSent', vendorCode: 'forbidden' });
		expect(errorIn(failed[0]).description).toContain('with their IDs it does not ask');
		expect(sent()).toHaveLength(1);
	});
});

describe('a default country code', () => {
	it.each([
		['971', '050 123 4567', '971501234567'],
		['+971', '(04) 123-4567', '97141234567'],
		['00971', '0097150 1234567', '971501234567'],
		['971', '+44 20 7946 0000', '442079460000'],
		['971', '442079460000', '442079460000'],
		['39', '06 1234 5678', '390612345678'],
		['49', '0151.2345678', '491512345678'],
	])('%s makes of %s %s', async (countryCode, phone, expected) => {
		await send([row({ phone })], { countryCode });
		expect(sent()[0].phone).toBe(expected);
	});

	it.each([['050 123 4567 ext. 3'], ['000 123 4567'], ['0'], ['501234'], ['+971 (0)50 123 4567']])(
		'does not make a phone of what is none: %s',
		async (phone) => {
			const { error } = await send([row({ phone })], { countryCode: '971' });
			expect(error?.message).toBe(`"Phone Column (phone)" holds "${phone}"`);
		},
	);

	it.each([['UAE'], ['9711'], ['0']])('has to be one: %s', async (countryCode) => {
		const { error } = await send([row()], { countryCode });
		expect(error?.message).toBe(`"Default Country Code" holds "${countryCode}"`);
	});
});
