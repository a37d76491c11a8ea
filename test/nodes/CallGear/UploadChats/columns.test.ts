import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';
import { mapKeys, range } from 'lodash';

import { CHAT_KEYS, MESSAGE_KEYS } from '../../../../nodes/CallGear/UploadChats/body';
import { Table } from '../../../../nodes/CallGear/UploadChats/table';
import { packNodes } from '../../../../testkit/pack';
import { errorIn, naming, useCallGear } from '../support';

const { callGear, upload, calls, chats } = useCallGear();

const options = { accountTimezone: 'Asia/Dubai', inputTimezone: 'account' };
const row = (more: IDataObject = {}): IDataObject => ({
	chat_id: 'a',
	phone: '971500000001',
	status: 'lost',
	site_id: '3101',
	date_time: '2026-02-03 10:00:05',
	source: 'operator',
	employee_id: '9012',
	message: 'Hi',
	...more,
});
const send = async (items: IDataObject[], parameters: INodeParameters = {}) =>
	await upload(
		items,
		{ source: 'rows', chatKey: 'chat_id', options, ...parameters },
		{ onError: 'continueErrorOutput' },
	);
const sent = () => calls('upload.chats').flatMap(({ params }) => params.chats ?? []);
/** Renames every column. */
const renamed = (rename: (name: string) => string) => mapKeys(row(), (_, name) => rename(name));

describe('names of columns', () => {
	it.each<[string, (name: string) => string]>([
		['another case', (name) => name.toUpperCase()],
		['spaces around', (name) => ` ${name}  `],
		['a no-break space', (name) => `${name}\u00a0`],
		['a byte order mark', (name) => `\ufeff${name}`],
		['marks of direction', (name) => `\u2066${name}\u2069`],
		['a space without width', (name) => `\u200b${name}`],
	])('are found with %s', async (_, rename) => {
		const { main, failed } = await send([renamed(rename)]);
		expect(failed).toEqual([]);
		expect(main[0].json.chat_key).toBe('a');
		await send([row()]);
		const [odd, plain] = sent();
		expect(odd).toEqual(plain);
		expect(odd.status).toBe('lost');
	});

	it('are found in another case when the user names them', async () => {
		const named = { ...renamed((name) => `My ${name}`), 'My Chat': 'a' };
		const columns = Object.fromEntries(
			['phone', 'status', 'site_id', 'date_time', 'source', 'employee_id', 'message'].map((key) => [
				key,
				`my ${key} `,
			]),
		);
		const { failed } = await send([named], { chatKey: 'my chat', ...naming(columns) });
		expect(failed).toEqual([]);
		expect(sent()[0]).toMatchObject({ status: 'lost', site_id: 3101 });
	});

	it('win when they are exact', async () => {
		const { failed } = await send([row({ Status: 'succeed', ' status': 'refused' })]);
		expect(failed).toEqual([]);
		expect(sent()[0].status).toBe('lost');
	});

	it('win when they are exact, also where another row leaves the cell out', async () => {
		const rest = row();
		delete rest.status;
		await send([row({ status: 'refused' }), { ...rest, Status: 'succeed' }]);
		expect(sent()[0].status).toBe('refused');
	});

	it.each([
		['status', 'Status', 'STATUS', 'More Columns > Status Column'],
		['chat_id', 'Chat_ID', 'chat_id\ufeff', 'Chat Key Column'],
		['message', 'Message', 'message\u00a0', 'Message Text Column'],
	])('that cannot be told apart are refused: %s', async (name, one, other, field) => {
		const item = row({ [one]: 'lost', [other]: 'succeed' });
		delete item[name];
		const { main, failed } = await send([item]);
		expect(main).toEqual([]);
		const { message } = errorIn(failed[0]);
		const shown = other.replace('\ufeff', '[U+FEFF]').replace('\u00a0', '[U+00A0]');
		expect(message).toBe(`"${field}" holds "${name}", but the rows have "${one}" and "${shown}"`);
		expect(errorIn(failed[0])).toMatchObject({ field, delivery: 'notSent' });
		expect(calls()).toEqual([]);
	});

	it.each([...CHAT_KEYS, ...MESSAGE_KEYS, 'message_date' as const, 'chat_start_date' as const])(
		'that the user gave and no row has are refused: %s',
		async (key) => {
			const { failed, main } = await send([row(), row({ chat_id: 'b' })], {
				...naming({ [key]: 'Stat\u00a0us' }),
			});
			expect(main).toEqual([]);
			expect(failed).toHaveLength(2);
			expect(errorIn(failed[0]).message).toMatch(
				/^"(?:More Columns > )?[A-Z][A-Za-z ]+ Column" holds "Stat\[U\+00A0\]us", which no row has$/,
			);
			expect(errorIn(failed[0]).description).toContain(
				'Its columns are: chat_id, phone, status, site_id, date_time, source, employee_id, message.',
			);
			expect(calls()).toEqual([]);
		},
	);

	it('are shown with what nobody sees in them', async () => {
		const item = { '\ufeffchat id': 'a', ' text ': 'Hi' };
		const { failed } = await send([item]);
		expect(errorIn(failed[0]).description).toContain(
			'Its columns are: [U+FEFF]chat id, [U+0020]text[U+0020].',
		);
	});
});

describe('rows in which nothing stands', () => {
	it('are passed over with a word, and nothing else is', async () => {
		const { main, failed, everything } = await send([
			row(),
			{},
			{ chat_id: '', message: '  ', phone: null },
			row({ chat_id: 'b' }),
			{ chat_id: '', message: 'Hi' },
		]);
		expect(main.map(({ json }) => json.chat_key)).toEqual(['a', 'b']);
		expect(failed.map((item) => errorIn(item).message)).toEqual([
			'"Chat Key Column (chat_id)" holds no key, and 2 other problems',
		]);
		expect(everything).toContain('Empty rows were passed over: items 1–2.');
	});

	it('are all there is: then nothing is sent, and nothing refused', async () => {
		const { main, failed, error } = await send([{}, { message: '' }], naming({ status: 'x' }));
		expect([main, failed, error]).toEqual([[], [], undefined]);
		expect(calls()).toEqual([]);
	});

	it('are not called carried out when the run is stopped', async () => {
		const { error } = await upload([row({ source: 'bot' }), {}], {
			source: 'rows',
			chatKey: 'chat_id',
			options,
		});
		expect(error?.description).toContain('Nothing was sent.');
		expect(error?.description).not.toContain('carried out');
	});
});

describe('a table with date and time in two columns', () => {
	const split = (more: IDataObject = {}) => {
		const item = row({ Day: 46056, Clock: 0.416724537, ...more });
		delete item.date_time;
		return item;
	};
	const columns = naming({ message_date: 'Day', date_time: 'Clock' });

	it('is read when both are named', async () => {
		const { failed } = await send(
			[split(), split({ Day: '2026-02-03', Clock: '10:01:10', message: 'Yes' })],
			columns,
		);
		expect(failed).toEqual([]);
		expect(chats()[0]).toMatchObject({
			start_date_time: '2026-02-03 10:00:04',
			messages: [{ date_time: '2026-02-03 10:00:05' }, { date_time: '2026-02-03 10:01:10' }],
		});
	});

	it('takes the start of a chat from two columns as well', async () => {
		const start = { 'Start Day': '2026-02-03', 'Start Clock': '9:00 AM' };
		const { failed } = await send([row(start), row({ date_time: '2026-02-03 10:02:00' })], {
			...naming({ chat_start_date: 'Start Day', start_date_time: 'Start Clock' }),
		});
		expect(failed).toEqual([]);
		expect(chats()[0]).toMatchObject({ start_date_time: '2026-02-03 09:00:00' });
	});

	it('is refused by the cell that holds no such thing', async () => {
		const items = [
			split({ Clock: '2026-02-03 10:00:05' }),
			split({ chat_id: 'b', Day: '' }),
			split({ chat_id: 'c', Clock: '10:00' }),
		];
		const { failed, main } = await send(items, columns);
		expect(main).toHaveLength(1);
		expect(failed.map((item) => errorIn(item).message)).toEqual([
			'"Message Time Column (Clock)" holds "2026-02-03 10:00:05", which is no time of day',
			expect.stringMatching(/^"Message Date Column \(Day\)" holds nothing, which is/),
		]);
	});
});

describe('a table that was read in the wrong way', () => {
	it('with another separator is told where a column is missed', async () => {
		const { failed } = await send([{ 'chat_id;date_time;message': 'a;2026-02-03 10:00:00;Hi' }]);
		expect(errorIn(failed[0])).toMatchObject({
			message: '"Chat Key Column" holds "chat_id", which no row has, and 3 other problems',
		});
		expect(errorIn(failed[0]).description).toContain(
			'All of a row stands in this one column: set Delimiter in Extract From File to ;.',
		);
	});

	it.each([
		['a;b', '', ';.'],
		['a\tb', '', 'a tab.'],
		['a|b', '', '|.'],
		['a,b', '', ',.'],
	])('with another separator is known by its only column: %j', (name, _, separator) => {
		expect(new Table([{ [name]: 1 }]).told()).toContain(`to ${separator}`);
		expect(new Table([{ [name]: 1, b: 2 }]).told()).not.toContain('Delimiter');
	});

	it('is not suspected of it where nothing separates its only column', () => {
		expect(new Table([{ message: 1 }]).told()).toBe('Its columns are: message.');
		expect(new Table([{}]).told()).toBe('The items are empty.');
	});

	it('in another encoding is told where a column is missed', async () => {
		const { failed } = await send([{ 'chat_id\ufffd': 'a', message: 'Hi' }]);
		expect(errorIn(failed[0]).description).toContain(
			'Some of their characters were lost. Set Encoding in Extract From File to that of the file, e.g. Windows-1252',
		);
	});

	it.each([
		[{ status: 'verl\ufffdngert' }, 'notSent'],
		[{ phone: 'x', message: 'Gr\ufffd\ufffde' }, 'notSent'],
		[{ site_id: 7, message: '\u0093Hi\u0094' }, 'refused'],
	])('in another encoding is told where a value of it is refused: %j', async (changes, delivery) => {
		const { failed } = await send([row(changes as IDataObject)]);
		expect(errorIn(failed[0])).toMatchObject({ delivery });
		expect(errorIn(failed[0]).description).toContain(
			'Some characters of the item were lost. Set Encoding in Extract From File',
		);
	});

	it('is not suspected where no character was lost, or nothing of the item was refused', async () => {
		const { failed } = await send([row({ status: 'x' })]);
		expect(errorIn(failed[0]).description).not.toContain('Encoding');
		callGear().settings.accountActive = false;
		const refused = await send([row({ message: 'Gr\ufffd\ufffde' })]);
		expect(errorIn(refused.failed[0]).description).not.toContain('Encoding');
	});

	it.each([['Gr\ufffd\ufffde'], ['10:00 \u0096 11:00'], ['\u0093Hi\u0094']])(
		'in another encoding is told by Check Only: %j',
		async (message) => {
			const { main, everything } = await send([row({ message }), row({ chat_id: 'b' })], {
				options: { ...options, checkOnly: true },
			});
			expect(main.map(({ json }) => json.warnings)).toEqual([
				[
					'Some characters of the texts were lost before they came here. Set Encoding in Extract From File to that of the file, e.g. Windows-1252, or save the file as UTF-8.',
				],
				undefined,
			]);
			expect(everything).toContain(
				'1 chat would be uploaded as CallGear takes it, but something looks wrong',
			);
		},
	);

	it('is nothing that a text with a line break of its own shows', async () => {
		const { main } = await send([row({ message: 'one\u0085two – “three”' })], {
			options: { ...options, checkOnly: true },
		});
		expect(main[0].json).not.toHaveProperty('warnings');
	});
});

describe('a field for a column', () => {
	it.each([
		['{"odd" [1]}', '["{"odd" [1]}"]'],
		["it's [1]", "['it's [1]']"],
	])('takes a name with brackets as n8n writes it when it is dragged there: %s', async (name, dragged) => {
		const { message, ...rest } = row();
		const { failed } = await send([{ ...rest, [name]: message }], naming({ message: dragged }));
		expect(failed).toEqual([]);
		expect(sent()[0]).toMatchObject({ messages: [{ message: 'Hi' }] });
	});

	it('takes a name that looks like a path for what it is, where a column has it', async () => {
		const { message, ...rest } = row({ text: 'no' });
		const { failed } = await send([{ ...rest, '["text"]': message }], naming({ message: '["text"]' }));
		expect(failed).toEqual([]);
		expect(sent()[0]).toMatchObject({ messages: [{ message: 'Hi' }] });
	});

	it.each(['["text"] old', 'old ["text"]', '["text\']'])(
		'takes a name that is a path only in part for no path: %s',
		async (name) => {
			const { message, ...rest } = row();
			const { failed } = await send([{ ...rest, text: message }], naming({ message: name }));
			expect(errorIn(failed[0]).message).toContain(`holds "${name}", which no row has`);
		},
	);

	it('that is emptied again stands for the column of CallGear’s own name', async () => {
		const { failed } = await send([row()], naming({ phone: '' }));
		expect(failed).toEqual([]);
		expect(sent()[0]).toMatchObject({ phone: '971500000001' });
	});

	it('tells two columns apart that differ in a space', async () => {
		const { failed } = await send([row({ 'message ': 'the other' })], naming({ message: 'message ' }));
		expect(failed).toEqual([]);
		expect(sent()[0]).toMatchObject({ messages: [{ message: 'the other' }] });
	});
});

describe('the fields for columns', () => {
	const fields = packNodes().get('callGearUploadChats')?.description.properties ?? [];
	const more = (fields.find(({ name }) => name === 'columns')?.options ?? []) as INodeProperties[];
	const all = new Map([...fields, ...more].map((field) => [field.name, field]));

	it.each([
		['chatKey', 'Chat Key Column', 'chat_id'],
		['dateTimeColumn', 'Message Time Column', 'date_time'],
		['sourceColumn', 'Message Source Column', 'source'],
		['messageColumn', 'Message Text Column', 'message'],
		['employeeIdColumn', 'Employee Column', 'employee_id'],
		['phoneColumn', 'Phone Column', 'phone'],
		['emailColumn', 'Email Column', 'email'],
		['startDateTimeColumn', 'Chat Start Column', 'start_date_time'],
		['nameColumn', 'Visitor Name Column', 'name'],
		['statusColumn', 'Status Column', 'status'],
		['initiatorColumn', 'Initiator Column', 'initiator'],
		['visitorSessionIdColumn', 'Visitor Session ID Column', 'visitor_session_id'],
		['campaignIdColumn', 'Campaign ID Column', 'campaign_id'],
		['siteIdColumn', 'Site ID Column', 'site_id'],
		['sourceIdColumn', 'Source ID Column', 'source_id'],
		['extIdColumn', 'Own Chat ID Column', 'ext_id'],
		['chatStartDateColumn', 'Chat Start Date Column', ''],
		['messageDateColumn', 'Message Date Column', ''],
	])('%s is called %s, and begins with the name %j', (name, displayName, value) => {
		expect(all.get(name)).toMatchObject({ displayName, default: { mode: 'list', value } });
	});

	it('say what their column holds', () => {
		const odd = [...all.values()].filter(
			({ name, description = '' }) =>
				/Column$/.test(name) &&
				!/^The column that (?:holds|is) \S|^Only where date and time stand/.test(description),
		);
		expect(odd).toEqual([]);
		expect(all.get('messageDateColumn')?.description).toContain(
			'Message Time Column then holds the time of day.',
		);
		expect(all.get('chatStartDateColumn')?.description).toContain(
			'Chat Start Column then holds the time of day.',
		);
	});

	it('are asked for where there is no message without them', () => {
		const required = [...all.values()].filter(
			(field) => /^chatKey$|Column$/.test(field.name) && field.required,
		);
		expect(required.map(({ name }) => name)).toEqual([
			'chatKey',
			'dateTimeColumn',
			'sourceColumn',
			'messageColumn',
		]);
	});

	it('can be added in the order of their names, where they do not stand there by themselves', () => {
		expect(more.map(({ displayName }) => displayName)).toEqual([
			'Campaign ID Column',
			'Chat Start Column',
			'Chat Start Date Column',
			'Initiator Column',
			'Message Date Column',
			'Own Chat ID Column',
			'Site ID Column',
			'Source ID Column',
			'Status Column',
			'Visitor Name Column',
			'Visitor Session ID Column',
		]);
	});
});

it('of very many columns thirty are named', () => {
	const names = range(31).map((index) => `c${index}`);
	const row = Object.fromEntries(names.map((name) => [name, 1]));
	expect(new Table([row]).told()).toBe(`Its columns are: ${names.slice(0, 30).join(', ')}.`);
});
