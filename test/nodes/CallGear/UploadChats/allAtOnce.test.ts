import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { range } from 'lodash';

import type { NodeRun } from '../../../../testkit/n8n';
import { chatOf, errorIn, naming, useCallGear } from '../support';

const { upload, chats, calls } = useCallGear();

const row = (more: IDataObject = {}): IDataObject => ({
	chat_id: 'a',
	phone: '971500000001',
	site_id: '3101',
	date_time: '2026-02-03 10:00:05',
	source: 'visitor',
	message: 'Hi',
	...more,
});
const options = { accountTimezone: 'Asia/Dubai' };
const send = async (items: IDataObject[], more: IDataObject = {}, run: Partial<NodeRun> = {}) =>
	await upload(items, { source: 'rows', options: { ...options, ...more } }, run);

/** Four chats of four rows, in which five kinds of things are wrong. */
const messy = range(16).map((index) =>
	row({
		chat_id: `chat ${index >> 2}`,
		phone: index < 8 ? '050 123 4567' : '971500000001',
		source: index % 2 ? 'Berater' : 'Kunde',
		...(index === 9 ? { source: 'operator' } : {}),
		...(index === 10 ? { date_time: '03/02/2026 10:00' } : {}),
		...(index === 15 ? { message: '' } : {}),
	}),
);

/** What the user has to read of the rows above. */
const LINES = [
	/^\(1\) "Message Source Column \(source\)" holds "Kunde" \(8 items, e\.g\. 0, 2, 4\); holds "Berater" \(7 items, e\.g\. 1, 3, 5\)\. Use one of: /,
	/^\(2\) "Phone Column \(phone\)" holds "050 123 4567" \(items 0, 4\)\. Use the international form/,
	/^\(3\) "Employee Column \(employee_id, which no row has\)" is empty, but the message is from an operator \(item 9\)\. Choose the employee/,
	/^\(4\) "Message Time Column \(date_time\)" holds "03\/02\/2026 10:00", which is a date in an order .* \(item 10\)\. Use a date/,
	/^\(5\) "Message Text Column \(message\)" is empty \(item 15\)\. Fill it in/,
];

function expectLines(html: string | null | undefined): void {
	const lines = String(html).split('<br>');
	expect(lines.slice(LINES.length)).toEqual(['Nothing was sent.']);
	LINES.forEach((line, index) => expect(lines[index]).toMatch(line));
}

describe.each([
	['an upload', false],
	['Check Only', true],
])('all that is wrong in %s', (_, checkOnly) => {
	it('is told at once, each kind with its count, its items and how to mend it', async () => {
		const { error } = await send(messy, { checkOnly });
		expect(error?.message).toBe('None of the 16 items can be uploaded, for 5 reasons');
		expectLines(error?.description);
		expect(error?.context).not.toHaveProperty('itemIndex', expect.anything());
		expect(calls()).toEqual([]);
	});

	it('is told beside the output where the flow goes on, and each chat has what is wrong with it', async () => {
		const good = range(2).map(() => row({ chat_id: 'good' }));
		const { main, failed, hints } = await send(
			[...messy, ...good],
			{ checkOnly },
			{
				onError: 'continueErrorOutput',
			},
		);
		expect(main).toHaveLength(1);
		expect(failed).toHaveLength(16);
		const told = hints[0].find((hint) =>
			hint.startsWith('16 of 18 items cannot be uploaded, for 5 reasons. '),
		);
		const lines = told?.slice('16 of 18 items cannot be uploaded, for 5 reasons. '.length);
		expectLines(`${lines}<br>Nothing was sent.`);
		const { message, description, delivery, item } = errorIn(failed[8]);
		expect({ message, delivery, item }).toEqual({
			message: '"Message Source Column (source)" holds "Kunde", and 4 other problems',
			delivery: 'notSent',
			item: 8,
		});
		expect(description).toMatch(
			/^\(1\) "Message Source Column \(source\)" holds "Kunde" \(items 8, 10\); holds "Berater" \(item 11\)\. .* \(2\) "Employee Column .* \(3\) "Message Time Column /,
		);
		expect(chats()).toHaveLength(checkOnly ? 0 : 1);
	});
});

describe('the item that is to blame', () => {
	it('is the one that n8n names, and the only one in the text', async () => {
		const { error } = await send([row(), row({ source: 'bot' })]);
		expect(error?.message).toBe('"Message Source Column (source)" holds "bot"');
		expect(error?.context.itemIndex).toBe(1);
		expect(error?.description).toBe(
			'Use one of: operator, system, visitor. Under "Words" you can say which of them a word of yours means. Nothing was sent.',
		);
	});

	it('stands in the error of each item of its chat', async () => {
		const { failed } = await send([row(), row({ source: 'bot' })], {}, { onError: 'continueErrorOutput' });
		expect(failed.map((item) => errorIn(item).item)).toEqual([1, 1]);
	});
});

it('one problem in many items is told as itself, with the items', async () => {
	const { error } = await send(range(5).map((index) => row({ chat_id: `${index}`, source: 'bot' })));
	expect(error?.message).toBe('"Message Source Column (source)" holds "bot"');
	expect(error?.description).toMatch(
		/^It is so in 5 items, e\.g\. 0, 1, 2\. Use one of: operator, system, visitor\. Under .* Nothing was sent\.$/,
	);
});

it('a column that no row has is told once, beside what is wrong in the others', async () => {
	const { error } = await upload([row({ source: 'bot' }), row({ chat_id: 'b' })], {
		source: 'rows',
		...naming({ message: 'Text' }),
		options,
	});
	expect(error?.description?.split('<br>')).toEqual([
		expect.stringMatching(
			/^\(1\) "Message Text Column" holds "Text", which no row has \(items 0, 1\)\. Choose one of/,
		),
		expect.stringMatching(/^\(2\) "Message Source Column \(source\)" holds "bot" \(item 0\)\. /),
		'Nothing was sent.',
	]);
});

it('rows without a key are checked as far as one row can be', async () => {
	const { error } = await send([row({ chat_id: '', phone: '', site_id: '', source: 'bot' }), row()]);
	expect(error?.message).toBe('1 of 2 items cannot be uploaded, for 2 reasons');
	expect(error?.description?.split('<br>')).toEqual([
		expect.stringMatching(/^\(1\) "Chat Key Column \(chat_id\)" holds no key \(item 0\)\. /),
		expect.stringMatching(/^\(2\) "Message Source Column \(source\)" holds "bot" \(item 0\)\. /),
		'Nothing was sent.',
	]);
});

it('chats as JSON are told of together, whatever the place in their lists', async () => {
	const says = (source: string) => ({ date_time: '2026-02-03T06:00:05Z', source, message: 'Hi' });
	const items = range(3).map((index) =>
		chatOf(index, { status: 'done', colour: 'red', messages: [says('visitor'), says('bot'), says('bot')] }),
	);
	const { error } = await upload(items, { options });
	expect(error?.message).toBe('None of the 3 items can be uploaded, for 3 reasons');
	expect(error?.description?.split('<br>')).toEqual([
		expect.stringMatching(/^\(1\) "Chat > messages > source" holds "bot" \(6 times: items 0, 1, 2\)\. /),
		expect.stringMatching(/^\(2\) "Chat" holds "colour", which CallGear does not know \(items 0, 1, 2\)\. /),
		expect.stringMatching(/^\(3\) "Chat > status" holds "done" \(items 0, 1, 2\)\. /),
		'Nothing was sent.',
	]);
});

it('values that look like markup are shown as they are, where n8n takes a text for HTML', async () => {
	const items = ['<b>bot</b>', '<Media omitted>', 'a & b'].map((source, index) =>
		row({ chat_id: `${index}`, source, phone: index ? 'x' : '971500000001' }),
	);
	const { error } = await send(items);
	expect(error?.description).toContain(
		'holds "&lt;b>bot&lt;/b>" (item 0); holds "&lt;Media omitted>" (item 1); holds "a &amp; b" (item 2).',
	);
});

it('many different values of one kind are not all listed', async () => {
	const items = range(30).map((index) => row({ chat_id: `${index}`, phone: `050 ${index}` }));
	const { error } = await send(items);
	expect(error?.description).toContain('; holds "050 3" (item 3); and the like (26 items, e.g. 4, 5, 6). ');
	expect(error?.description?.length).toBeLessThan(500);
});

it('what is wrong with the start of a chat is told with all else', async () => {
	const start = { start_date_time: '2026-02-03 10:00:30' };
	const { error } = await send([
		row(start),
		row({ ...start, date_time: '2026-02-03 10:00:40', source: 'bot' }),
	]);
	expect(error?.description?.split('<br>')).toEqual([
		expect.stringContaining('"Message Source Column (source)" holds "bot" (item 1)'),
		expect.stringMatching(
			/"Message Time Column \(date_time\)" is before the start of the chat \(2026-02-03 10:00:30\) \(item 0\)/,
		),
		'Nothing was sent.',
	]);
});

it('what an earlier try carried out is still told', async () => {
	const parameters = { source: 'rows', options: { ...options, batchSize: 1 } };
	const rows = [row(), row({ chat_id: 'b', site_id: 7 })];
	const first = await upload(rows, parameters);
	expect(first.error?.message).toContain('holds 7, which CallGear does not know');
	const change = (item: INodeExecutionData, index: number) =>
		index === 0 ? item : { json: row({ chat_id: 'b', source: 'bot' }) };
	const { error } = await upload(rows, parameters, { retry: { of: first, change } });
	expect(error?.message).toBe('"Message Source Column (source)" holds "bot"');
	expect(error?.description).toContain('Already carried out: item 0.');
	expect(error?.description).not.toContain('Nothing was sent');
});
