import { DateTime } from 'luxon';

import { Fields } from '../../../../nodes/engine/fields';
import { readChatMessage } from '../../../../nodes/SuperOffice/AddChatMessage/body';
import { properties } from '../../../../nodes/SuperOffice/AddChatMessage/properties';
import { failureOf } from '../../../support/failure';

type Values = Record<string, unknown>;

const message = { chatSessionId: 5177, messageType: 'ToCustomer', text: 'Hello' };
const build = (additionalFields: Values, more: Values = {}) =>
	readChatMessage(Fields.of({ ...message, additionalFields, ...more }, properties), 'Europe/Oslo');

it('holds what was given, in the vendor’s words, and nothing else', () => {
	expect(build({})).toEqual({ ChatSessionId: 5177, Type: 'ToCustomer', Message: 'Hello' });
	expect(
		build(
			{
				author: 'Ida Ødegård',
				readByCustomer: true,
				specialType: 'Url',
				specialParam: 'https://example.net/',
				whenPosted: DateTime.fromISO('2026-05-04T13:30:00.5+02:00', { setZone: true }),
			},
			{ messageType: 'ToUser' },
		),
	).toEqual({
		ChatSessionId: 5177,
		Type: 'ToUser',
		Message: 'Hello',
		Author: 'Ida Ødegård',
		ReadByCustomer: 1,
		SpecialType: 'Url',
		SpecialParam: 'https://example.net/',
		WhenPosted: '2026-05-04T11:30:00.500Z',
	});
});

it('keeps a zero and an explicit None', () => {
	expect(build({ readByCustomer: false, specialType: 'None' })).toMatchObject({
		ReadByCustomer: 0,
		SpecialType: 'None',
	});
});

it('sends plain text, and the text as it is when told that it is HTML', () => {
	const text = '<b>5 < 6 & "so"</b>\nÆØÅ 😀';
	const plain = '&lt;b&gt;5 &lt; 6 &amp; &quot;so&quot;&lt;/b&gt;<br>ÆØÅ 😀';
	expect(build({}, { text }).Message).toBe(plain);
	expect(build({}, { text, options: { escapeHtml: true } }).Message).toBe(plain);
	expect(build({}, { text, options: { escapeHtml: false } }).Message).toBe(text);
});

it.each([
	['one\ntwo', 'one<br>two'],
	['one\r\ntwo\rthree', 'one<br>two<br>three'],
	['\n\n', '<br><br>'],
	['<br>\n', '&lt;br&gt;<br>'],
])('keeps the line breaks of a plain text: %j', (text, Message) => {
	const html = { text, options: { escapeHtml: false } };
	expect(build({ specialType: 'BotMessage' }, { text })).toMatchObject({ Message });
	expect(build({ specialType: 'BotMessage' }, html)).toMatchObject({ Message: text });
});

it('may have no text when it is special', () => {
	expect(build({ specialType: 'BotMessage' }, { text: undefined })).toMatchObject({
		Message: '',
		SpecialType: 'BotMessage',
	});
});

const TEXT = 'Text';
const AUTHOR = 'Additional Fields > Author';
const PARAM = 'Additional Fields > Special Param';

it.each<[string, Values, string, RegExp]>([
	['no text', { text: undefined }, TEXT, /is empty/],
	['only spaces', { text: ' \n' }, TEXT, /is empty/],
	['no text and None', { text: '', additionalFields: { specialType: 'None' } }, TEXT, /is empty/],
])('refuses %s', (_what, more, field, words) => expectRefusal(() => build({}, more), field, words));

it.each<[string, Values, string, RegExp]>([
	['a long author', { author: 'å'.repeat(256) }, AUTHOR, /has 256 characters/],
	['a long param', { specialType: 'Url', specialParam: 'x'.repeat(256) }, PARAM, /256 characters/],
	[
		'a param without a type',
		{ specialParam: 'x' },
		PARAM,
		/is set without "Additional Fields > Special Type"/,
	],
	['a param with None', { specialType: 'None', specialParam: 'x' }, PARAM, /is set without/],
	['options without a list', { specialType: 'Options' }, PARAM, /list of texts/],
	['options that are no JSON', { specialType: 'Options', specialParam: 'Yes' }, PARAM, /list/],
	['options that are an object', { specialType: 'Options', specialParam: '{}' }, PARAM, /list/],
	['options that are numbers', { specialType: 'Options', specialParam: '[1]' }, PARAM, /list/],
	[
		'half a character in the options, written as JSON writes it',
		{ specialType: 'Options', specialParam: '["Yes", "No \\ud83d"]' },
		PARAM,
		/holds half a character at 1$/,
	],
	['half a character in a list', { specialType: 'Options', specialParam: ['\ud83d'] }, PARAM, /half/],
	['half a character in a text', { specialType: 'Url', specialParam: 'a\ude00' }, PARAM, /half/],
	['half a character as author', { author: 'Ida \ud83d' }, AUTHOR, /half/],
])('refuses %s', (_what, additional, field, words) => expectRefusal(() => build(additional), field, words));

function expectRefusal(work: () => unknown, field: string, words: RegExp): void {
	const { message, field: named, remedy, delivery } = failureOf(work);
	expect(message).toMatch(words);
	expect(message.startsWith(`"${field}"`)).toBe(true);
	expect([named, delivery]).toEqual([field, 'notSent']);
	expect(remedy).not.toBe('');
}

it('keeps the options as they were typed, whole characters in any form', () => {
	const specialParam = '["Yes \\ud83d\\ude00", "No 👋"]';
	expect(build({ specialType: 'Options', specialParam }).SpecialParam).toBe(specialParam);
});

const TIME = 'Additional Fields > When Posted';

it.each<[unknown, string]>([
	[46_056.416666666664, '2026-02-03T09:00:00.000Z'],
	['1770109200', '2026-02-03T09:00:00.000Z'],
	[1_770_109_200_000, '2026-02-03T09:00:00.000Z'],
	['\u200e2026-02-03\u200e 10:00', '2026-02-03T09:00:00.000Z'],
	['2026-02-03', '2026-02-02T23:00:00.000Z'],
])('takes the time %j for what it is', (whenPosted, WhenPosted) => {
	expect(build({ whenPosted })).toMatchObject({ WhenPosted });
});

it.each<[unknown, RegExp]>([
	['10:30', /which is a time of day without its date$/],
	['2026', /which is a year without month and day$/],
	['03.02.2026 10:00', /which is a date in an order that is not the same everywhere$/],
	[12, /which is neither milliseconds nor seconds/],
	['2026-02-31T10:00:00Z', /which is not a date$/],
	['2026-10-25 02:30', /that the clocks of Europe\/Oslo show twice$/],
	['2026-03-29 02:30', /that the clocks of Europe\/Oslo leave out$/],
	// As SuperOffice writes that there is none
	['0001-01-01T00:00:00', /which is what programs write where there is no date$/],
	['0001-01-01T00:00:00Z', /which is what programs write where there is no date$/],
])('takes %j for no time', (whenPosted, words) => {
	expectRefusal(() => build({ whenPosted }), TIME, words);
});

it.each([2 ** 53, 5_177 + 2 ** 53, '9007199254740993', 51_770_000_000])(
	'takes %j for no chat session',
	(chatSessionId) => expectRefusal(() => build({}, { chatSessionId }), 'Chat Session', /holds/),
);

it.each(['\u200b5177', '51\u206077\ufeff', '\u202a5177\u202c\n'])(
	'takes what copying has added off the chat session %j, and leaves it in texts',
	(chatSessionId) => {
		const text = 'Hello\u200b';
		const author = '\u202aIda\u202c';
		expect(build({ author, readByCustomer: 'TRUE\u200b' }, { chatSessionId, text })).toMatchObject({
			ChatSessionId: 5177,
			Message: text,
			Author: author,
			ReadByCustomer: 1,
		});
	},
);

it('takes texts of exactly 255 characters', () => {
	const text = 'x'.repeat(255);
	expect(build({ author: text, specialType: 'Url', specialParam: text })).toMatchObject({
		Author: text,
		SpecialParam: text,
	});
});
