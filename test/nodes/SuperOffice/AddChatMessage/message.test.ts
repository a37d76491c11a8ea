import { DateTime } from 'luxon';

import { chatMessage, type Draft } from '../../../../nodes/SuperOffice/AddChatMessage/message';
import { failureOf } from '../../../support/failure';

const draft: Draft = { chatSessionId: 5177, type: 'ToCustomer', message: 'Hello' };
const build = (changes: Partial<Draft>) => chatMessage({ ...draft, ...changes }, (field) => `<${field}>`);

const refused = (changes: Partial<Draft>) => failureOf(() => build(changes));

it('holds what was given, in the vendor’s words, and nothing else', () => {
	expect(build({})).toEqual({ ChatSessionId: 5177, Type: 'ToCustomer', Message: 'Hello' });
	expect(
		build({
			type: 'ToUser',
			author: 'Ida Ødegård',
			readByCustomer: true,
			specialType: 'Url',
			specialParam: 'https://example.net/',
			whenPosted: DateTime.fromISO('2026-05-04T13:30:00.5+02:00', { setZone: true }),
		}),
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
	const message = '<b>5 < 6 & "so"</b>\nÆØÅ 😀';
	expect(build({ message }).Message).toBe(message);
	expect(build({ message, escapeHtml: true }).Message).toBe(
		'&lt;b&gt;5 &lt; 6 &amp; &quot;so&quot;&lt;/b&gt;\nÆØÅ 😀',
	);
});

it('may have no text when it is special', () => {
	expect(build({ message: undefined, specialType: 'BotMessage' })).toMatchObject({
		Message: '',
		SpecialType: 'BotMessage',
	});
});

it.each<[string, Partial<Draft>, string, RegExp]>([
	['no text', { message: undefined }, '<message>', /is empty/],
	['only spaces', { message: ' \n' }, '<message>', /is empty/],
	['no text and None', { message: '', specialType: 'None' }, '<message>', /is empty/],
	['a long author', { author: 'å'.repeat(256) }, '<author>', /has 256 characters/],
	['a long param', { specialType: 'Url', specialParam: 'x'.repeat(256) }, '<specialParam>', /256 characters/],
	['a param without a type', { specialParam: 'x' }, '<specialParam>', /is set without "<specialType>"/],
	['a param with None', { specialType: 'None', specialParam: 'x' }, '<specialParam>', /is set without/],
	['options without a list', { specialType: 'Options' }, '<specialParam>', /list of texts/],
	['options that are no JSON', { specialType: 'Options', specialParam: 'Yes' }, '<specialParam>', /list/],
	['options that are an object', { specialType: 'Options', specialParam: '{}' }, '<specialParam>', /list/],
	['options that are numbers', { specialType: 'Options', specialParam: '[1]' }, '<specialParam>', /list/],
])('refuses %s', (_what, changes, field, words) => {
	const { message, field: named, remedy, delivery } = refused(changes);
	expect(message).toMatch(words);
	expect(message.startsWith(`"${field}"`)).toBe(true);
	expect([named, delivery]).toEqual([field, 'notSent']);
	expect(remedy).not.toBe('');
});

it('takes texts of exactly 255 characters', () => {
	const text = 'x'.repeat(255);
	expect(build({ author: text, specialType: 'Url', specialParam: text })).toMatchObject({
		Author: text,
		SpecialParam: text,
	});
});
