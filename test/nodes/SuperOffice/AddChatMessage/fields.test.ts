import type { INodeParameters, INodePropertyOptions } from 'n8n-workflow';

import { properties } from '../../../../nodes/SuperOffice/AddChatMessage/properties';
import { SPECIAL_TYPES, TYPES } from '../../../../sandbox/superOffice/sessions';
import { errorOf, useSuperOffice } from '../support';

const { superOffice, add, posts, held } = useSuperOffice();

const TEXT = 'Your parcel left Bergen this morning.';
const more = async (additionalFields: INodeParameters, rest: INodeParameters = {}) =>
	await add({ additionalFields, ...rest });
const body = () => posts()[0].body as Record<string, unknown>;

function optionsOf(name: string): unknown[] {
	const nested = properties.flatMap(({ options = [] }) => options).filter((option) => 'type' in option);
	const found = [...properties, ...nested].find((property) => property.name === name);
	const { options } = found as { options: INodePropertyOptions[] };
	return options.map(({ value }) => value);
}

describe('what arrives', () => {
	it('is the smallest message when nothing more is set', async () => {
		const { main } = await add();
		expect(posts()).toHaveLength(1);
		expect(posts()[0].path).toBe('/SuperOffice/api/v1/ChatSession/5177/Messages');
		expect(body()).toEqual({ ChatSessionId: 5177, Type: 'ToCustomer', Message: TEXT });
		expect(posts()[0].headers).toMatchObject({
			accept: 'application/json',
			'content-type': 'application/json',
		});
		expect(posts()[0].headers).not.toHaveProperty('so-timezone');
		expect(main[0].json).toEqual({
			ChatMessageId: 90_412,
			ChatSessionId: 5177,
			Type: 'ToCustomer',
			Message: TEXT,
			Author: '',
			ReadByCustomer: 0,
			SpecialType: 'None',
			SpecialParam: '',
			WhenPosted: expect.stringMatching(/Z$/) as unknown,
		});
	});

	it.each([
		['an id', { __rl: true, mode: 'id', value: '5178' }],
		['an id with spaces', { __rl: true, mode: 'id', value: ' 5178 ' }],
		['a number', { __rl: true, mode: 'id', value: 5178 }],
		['an expression', { __rl: true, mode: 'id', value: '={{ 5000 + 178 }}' }],
		['a chosen session', { __rl: true, mode: 'list', value: '5178', cachedResultName: '5178 · Åse' }],
		[
			'an address',
			{ __rl: true, mode: 'url', value: 'https://online3.superoffice.com/Cust1/api/v1/ChatSession/5178' },
		],
		[
			'an address that goes on',
			{ __rl: true, mode: 'url', value: 'https://x.example/api/v1/chatsession/5178/Messages?after=3' },
		],
		['a plain value', '5178'],
	])('has the session of %s in path and body', async (_what, chatSessionId) => {
		await add({ chatSessionId } as INodeParameters);
		expect(posts()[0].path).toMatch(/\/ChatSession\/5178\/Messages$/);
		expect(body().ChatSessionId).toBe(5178);
	});

	it('has the text, whatever its letters', async () => {
		const text = 'Hei Åse & Øyvind <b>«ja»</b>\n日本語 😀 "quoted" \\ back';
		await add({ text, options: { escapeHtml: false } });
		expect(body().Message).toBe(text);
		expect(held()[0].Message).toBe(text);
	});

	it('has a text that an expression gives, a number too', async () => {
		await add({ text: '={{ $json.count }}' }, { items: [{ json: { count: 3 } }] });
		expect(body().Message).toBe('3');
	});

	it('has the text escaped unless it is to be HTML', async () => {
		await add({ text: '<script>' });
		expect(body().Message).toBe('&lt;script&gt;');
	});

	it('has every type that SuperOffice knows', async () => {
		superOffice().settings.refuseUselessMessages = false;
		expect(optionsOf('messageType').sort()).toEqual([...TYPES].sort());
		for (const messageType of TYPES) await add({ messageType });
		expect(held().map(({ Type }) => Type)).toEqual(TYPES);
	});

	it('has every special type that SuperOffice knows', async () => {
		expect(optionsOf('specialType').sort()).toEqual([...SPECIAL_TYPES].sort());
		for (const specialType of SPECIAL_TYPES) {
			await more({ specialType, ...(specialType === 'Options' ? { specialParam: '["a"]' } : {}) });
		}
		expect(held().map(({ SpecialType }) => SpecialType)).toEqual(SPECIAL_TYPES);
	});

	it('has the author', async () => {
		await more({ author: 'Kundestøtte Bergen' });
		expect(body()).toMatchObject({ Author: 'Kundestøtte Bergen' });
		expect(held()[0].Author).toBe('Kundestøtte Bergen');
	});

	it.each([
		['true', true, 1],
		['false', false, 0],
		['a text from an expression', '={{ "true" }}', 1],
		['SuperOffice’s own 1', '={{ 1 }}', 1],
		['SuperOffice’s own 0', '={{ 0 }}', 0],
	])('has Read by Customer from %s', async (_what, readByCustomer, expected) => {
		await more({ readByCustomer });
		expect(body().ReadByCustomer).toBe(expected);
	});

	it.each([
		['a text', '["Track parcel","Snakk med oss"]', '["Track parcel","Snakk med oss"]'],
		[
			'a list from an expression',
			'={{ ["Track parcel", "Snakk med oss"] }}',
			'["Track parcel","Snakk med oss"]',
		],
	])('has the special param from %s', async (_what, specialParam, expected) => {
		await more({ specialType: 'Options', specialParam });
		expect(body()).toMatchObject({ SpecialType: 'Options', SpecialParam: expected });
	});

	it.each([
		['UTC', '2026-05-04T11:30:00Z', '2026-05-04T11:30:00.000Z'],
		['an offset', '2026-05-04T13:30:00+02:00', '2026-05-04T11:30:00.000Z'],
		['no zone: the workflow’s', '2026-05-04T07:30:00', '2026-05-04T11:30:00.000Z'],
		['n8n’s picker', '2026-05-04 07:30:00', '2026-05-04T11:30:00.000Z'],
		['a luxon date', '={{ DateTime.fromISO("2026-05-04T11:30:00Z") }}', '2026-05-04T11:30:00.000Z'],
	])('has the time from %s', async (_what, whenPosted, expected) => {
		await add({ additionalFields: { whenPosted } }, { timezone: 'America/New_York' });
		expect(body().WhenPosted).toBe(expected);
		expect(held()[0].WhenPosted).toBe(expected);
	});

	it.each([
		['acceptLanguage', 'accept-language', 'nb'],
		['language', 'so-language', 'en'],
		['timeZone', 'so-timezone', 'NO, includeTZOffset'],
	])('has the option %s as the header %s', async (name, header, value) => {
		await add({ options: { [name]: value } });
		expect(posts()[0].headers[header]).toBe(value);
	});

	it.each([
		['list', 'NO'],
		['id', ' NO, includeTZOffset '],
	])('has the time zone of the mode %s', async (mode, value) => {
		await add({ options: { timeZone: { __rl: true, mode, value } } });
		expect(posts()[0].headers['so-timezone']).toBe(value.trim());
		await add({ options: { timeZone: { __rl: true, mode, value: '' } } });
		expect(posts()[1].headers).not.toHaveProperty('so-timezone');
	});

	it.each(['utc', 'no', 'UTC,includeTZOffset', 'includeTZOffset', '261', 'Europe/Oslo', 'Etc/GMT+1'])(
		'has the time zone %s, which is for SuperOffice to know',
		async (timeZone) => {
			await add({ options: { timeZone } });
			expect(posts()[0].headers['so-timezone']).toBe(timeZone);
		},
	);

	it.each([
		['acceptLanguage', 'accept-language'],
		['language', 'so-language'],
		['timeZone', 'so-timezone'],
	])('has the option %s without what copying has added', async (name, header) => {
		await add({ options: { [name]: '\u200bNO\ufeff\n' } });
		expect(posts()[0].headers[header]).toBe('NO');
	});

	it('takes no locator that holds an object, nor one in another option', async () => {
		const locator = (value: unknown) => ({ __rl: true, mode: 'id', value }) as unknown as INodeParameters;
		const nested = await add({ options: { timeZone: locator({ code: 'NO' }) } });
		expect(nested.error?.message).toBe('"Options > Time Zone" holds an object instead of text');
		const elsewhere = await add({ options: { language: locator('en') } });
		expect(elsewhere.error?.message).toBe('"Options > Language" holds an object instead of text');
		expect(posts()).toEqual([]);
	});

	it('has the culture beside a language', async () => {
		await add({ options: { culture: 'nb', language: 'en' } });
		expect(posts()[0].headers).toMatchObject({ 'so-culture': 'nb', 'so-language': 'en' });
		await add({ options: { culture: 'da', acceptLanguage: 'da' } });
		expect(posts()[1].headers).toMatchObject({ 'so-culture': 'da', 'accept-language': 'da' });
	});

	it('gives the dates of the answer in the asked zone', async () => {
		const whenPosted = '2026-07-01T10:00:00Z';
		const { main } = await add({
			additionalFields: { whenPosted },
			options: { timeZone: 'NO, includeTZOffset' },
		});
		expect(main[0].json.WhenPosted).toBe('2026-07-01T12:00:00.000+02:00');
	});

	it('leaves out what was added and left empty', async () => {
		await add({
			additionalFields: { author: '', specialParam: '', whenPosted: '' },
			options: { language: '', timeZone: '' },
		});
		expect(Object.keys(body())).toEqual(['ChatSessionId', 'Type', 'Message']);
	});
});

describe('what is refused before it is sent', () => {
	it.each<[string, INodeParameters, RegExp]>([
		[
			'an empty session',
			{ chatSessionId: { __rl: true, mode: 'id', value: '={{ "" }}' } },
			/^"Chat Session" is empty/,
		],
		['a word as session', { chatSessionId: 'abc' }, /^"Chat Session" holds "abc"/],
		['session 0', { chatSessionId: '0' }, /^"Chat Session" holds "0"/],
		['a session beyond 32 bits', { chatSessionId: '2147483648' }, /^"Chat Session" holds/],
		['a path as session', { chatSessionId: '5177/../5178' }, /^"Chat Session" holds/],
		['no text', { text: '' }, /^"Text" is empty/],
		['an object as text', { text: '={{ {a: 1} }}' }, /^"Text" holds an object/],
		['an unknown type', { messageType: '={{ "ToAll" }}' }, /^"Message Type" holds "ToAll"/],
		[
			'an unknown special type',
			{ additionalFields: { specialType: '={{ "Link" }}' } },
			/Special Type" holds "Link"/,
		],
		[
			'a long author',
			{ additionalFields: { author: 'x'.repeat(256) } },
			/^"Additional Fields > Author" has 256/,
		],
		['a lonely param', { additionalFields: { specialParam: 'x' } }, /Special Param" is set without/],
		['no options', { additionalFields: { specialType: 'Options' } }, /Special Param" does not hold a list/],
		[
			'no date',
			{ additionalFields: { whenPosted: 'soon' } },
			/When Posted" holds "soon", which is not a date/,
		],
		['2 as a flag', { additionalFields: { readByCustomer: '={{ 2 }}' } }, /Read by Customer" holds a number/],
		['a culture alone', { options: { culture: 'nb' } }, /^"Options > Culture" has no effect/],
		[
			'a header of two lines',
			{ options: { language: 'en\nX-Evil: 1' } },
			/^"Options > Language" holds letters/,
		],
	])('is %s', async (_what, parameters, words) => {
		const { message, description } = errorOf(await add(parameters));
		expect(message).toMatch(words);
		expect(description).toMatch(/\w/);
		expect(superOffice().store.requests()).toEqual([]);
	});
});
