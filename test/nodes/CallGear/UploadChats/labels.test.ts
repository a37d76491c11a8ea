import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { placeIn, positionIn } from '../../../../nodes/CallGear/refusalPath';
import { chatOf, errorIn, naming, useCallGear } from '../support';

const { callGear, upload } = useCallGear();

const onError = 'continueErrorOutput' as const;
const options = { accountTimezone: 'Asia/Dubai' };
const byId = (value: number) => ({ __rl: true, mode: 'id', value: String(value) });
const says = (more: INodeParameters = {}) => ({
	dateTime: '2026-02-03T06:00:05Z',
	messageSource: 'visitor',
	text: 'Is Friday free?',
	...more,
});
const operator = (employee: number, minute: number) =>
	says({ messageSource: 'operator', employeeId: byId(employee), dateTime: `2026-02-03T06:0${minute}:00Z` });

async function refusedIn(parameters: INodeParameters, items: IDataObject[] = [{}]) {
	const { failed } = await upload(items, { options, ...parameters }, { onError });
	expect(failed.length).toBeGreaterThan(0);
	return errorIn(failed[0]);
}

const fields = (more: INodeParameters) => ({
	source: 'fields',
	phone: '971500000001',
	siteId: byId(3101),
	messages: { message: [says()] },
	...more,
});

describe('what CallGear points at is called as the user knows it', () => {
	it.each<[string, INodeParameters, string]>([
		['site_id', { siteId: byId(7) }, '"Site" holds 7'],
		['campaign_id', { campaignId: byId(7) }, '"Campaign" holds 7'],
		['visitor_session_id', { visitorSessionId: byId(7) }, '"Visitor Session" holds 7'],
		[
			'source_id',
			{ additionalFields: { sourceId: byId(72) } },
			'"Additional Fields > Traffic Source" holds 72',
		],
		[
			'messages.employee_id',
			// The later one comes first, and is still called by its place on the node
			{ messages: { message: [operator(7, 9), operator(9012, 8), says()] } },
			'"Messages 1 > Employee" holds 7',
		],
	])('in fields: %s', async (member, parameters, place) => {
		const error = await refusedIn(fields(parameters));
		expect(error).toMatchObject({
			message: `${place}, which CallGear does not know`,
			field: place.split('"')[1],
			vendorCode: 'entity_not_found',
		});
		expect(error.description).toContain(` CallGear calls it chats.${member}. CallGear said: "`);
	});

	it.each<[string, IDataObject, string]>([
		[
			'the start',
			{ field: 'chats.start_date_time' },
			'"Chat Start" holds a value which CallGear does not take',
		],
		[
			'the time of a message',
			{ field: 'chats[0].messages[1].date_time', value: '2026-02-03 10:08:00' },
			'"Messages 1 > Time" holds "2026-02-03 10:08:00", which CallGear does not take',
		],
		[
			'the text of a message',
			{ field: 'chats.0.messages.0.message', value: 'Is Friday free?' },
			'"Messages 2 > Text" holds "Is Friday free?", which CallGear does not take',
		],
		['a message', { field: 'chats.messages' }, '"Messages" holds a value which CallGear does not take'],
		[
			'a message that cannot be told',
			{ field: 'chats.messages.source', value: 'robot' },
			'"Messages > source" holds "robot", which CallGear does not take',
		],
		[
			'the own ID',
			{ field: 'params.chats.ext_id', value: 'x' },
			'"Additional Fields > Own Chat ID" holds "x",',
		],
		['what is new', { field: 'chats.colour', value: 'red' }, '"chats.colour" holds "red",'],
		['what is long', { field: 'chats.name', value: 'x'.repeat(80) }, 'Visitor Name" holds a value which'],
	])('in fields: %s', async (_, place, message) => {
		const data = { mnemonic: 'invalid_parameter_value', ...place };
		const body = { jsonrpc: '2.0', id: 1, error: { code: -32602, message: 'No', data } };
		callGear().faults.add({ fault: { kind: 'wrongShape', body, processed: false } });
		const messages = { message: [operator(9012, 8), says()] };
		expect((await refusedIn(fields({ messages }))).message).toContain(message);
	});

	it('in JSON by its key, and by the field of the node that fills in for it', async () => {
		const own = await refusedIn({}, [chatOf(0, { site_id: 7 })]);
		expect(own.message).toBe('"Chat > site_id" holds 7, which CallGear does not know');
		expect(own.description).not.toContain('CallGear calls it');
		const filledIn = await refusedIn({ siteId: byId(7) }, [chatOf(0, { site_id: '' })]);
		expect(filledIn.message).toBe('"Site" holds 7, which CallGear does not know');
		const local = await refusedIn({ siteId: byId(0) }, [chatOf(0, { site_id: '' })]);
		expect(local.message).toBe('"Site" holds "0"');
	});

	it('in rows by its column and the row that has it', async () => {
		const row = (more: IDataObject) => ({
			chat_id: 'a',
			phone: '971500000001',
			date_time: '2026-02-03T06:00:05Z',
			source: 'visitor',
			message: 'Hi',
			...more,
		});
		const rows = [row({}), row({ Shop: 7 }), row({ Shop: 7 })];
		const parameters = { source: 'rows', ...naming({ site_id: 'Shop' }) };
		const error = await refusedIn(parameters, rows);
		expect(error.message).toBe('"Site ID Column (Shop)" holds 7, which CallGear does not know');
		expect(error.description).toContain('CallGear calls it chats.site_id.');
		const operators = [row({}), row({ source: 'operator', employee_id: 7, site_id: 3101 })];
		expect((await refusedIn({ source: 'rows' }, operators)).message).toBe(
			'"Employee Column (employee_id)" holds 7, which CallGear does not know',
		);
		const filledIn = await refusedIn({ source: 'rows', campaignId: byId(7), siteId: byId(3101) }, [row({})]);
		expect(filledIn.message).toBe('"Campaign" holds 7, which CallGear does not know');
	});
});

it.each([
	['chats.site_id', ['site_id'], undefined],
	['params.chats[3].messages[0].employee_id', ['messages', 'employee_id'], 3],
	['chats.12', [], 12],
	['user_id', undefined, undefined],
	[undefined, undefined, undefined],
])('reads the place %s', (field, place, position) => {
	expect(placeIn('chats', field)).toEqual(place);
	expect(positionIn(field)).toBe(position);
});
