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

it('leaves the text as it is unless told to escape it', () => {
	const text = '<b>5 < 6 & "so"</b>\nÆØÅ 😀';
	expect(build({}, { text }).Message).toBe(text);
	expect(build({}, { text, options: { escapeHtml: true } }).Message).toBe(
		'&lt;b&gt;5 &lt; 6 &amp; &quot;so&quot;&lt;/b&gt;<br>ÆØÅ 😀',
	);
});

it.each([
	['one\ntwo', 'one<br>two'],
	['one\r\ntwo\rthree', 'one<br>two<br>three'],
	['\n\n', '<br><br>'],
	['<br>\n', '&lt;br&gt;<br>'],
])('keeps the line breaks of an escaped text: %j', (text, Message) => {
	const escaped = { text, options: { escapeHtml: true } };
	expect(build({ specialType: 'BotMessage' }, escaped)).toMatchObject({ Message });
	expect(build({ specialType: 'BotMessage' }, { text })).toMatchObject({ Message: text });
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
])('refuses %s', (_what, additional, field, words) => expectRefusal(() => build(additional), field, words));

function expectRefusal(work: () => unknown, field: string, words: RegExp): void {
	const { message, field: named, remedy, delivery } = failureOf(work);
	expect(message).toMatch(words);
	expect(message.startsWith(`"${field}"`)).toBe(true);
	expect([named, delivery]).toEqual([field, 'notSent']);
	expect(remedy).not.toBe('');
}

it('takes texts of exactly 255 characters', () => {
	const text = 'x'.repeat(255);
	expect(build({ author: text, specialType: 'Url', specialParam: text })).toMatchObject({
		Author: text,
		SpecialParam: text,
	});
});
