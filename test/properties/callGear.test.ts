import fc from 'fast-check';
import { isEqual } from 'lodash';
import { DateTime } from 'luxon';

import { buildChat, type Rules } from '../../nodes/CallGear/UploadChats/body';
import { singly } from '../../nodes/CallGear/uploads/findings';
import { chatOfJson } from '../../nodes/CallGear/UploadChats/json';
import { Failure } from '../../nodes/engine/errors';
import { type Sandbox, startSandbox } from '../../sandbox';
import { type Agreement, attempting, Comparison } from './agreement';
import { anyText, holds, mostly, oddValue } from './check';

const ZONE = 'Asia/Dubai';
const NOW = DateTime.fromISO('2026-06-01T12:00:00Z');
const rules: Rules = { zone: ZONE, inputZone: ZONE, now: NOW, equalStart: 'refuse', makeExtId: false };

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({
		vendors: ['callGear'],
		settings: { callGear: { timezone: ZONE, dayLimit: 1e9, minuteLimit: 1e9 } },
	});
	sandbox.vendors.callGear.clock.stopAt(NOW.toJSDate());
});
afterAll(async () => await sandbox.stop());

const clockTime = fc
	.integer({ min: -400 * 86_400, max: 3_600 })
	.map((seconds) => NOW.plus({ seconds }).setZone(ZONE).toFormat('yyyy-MM-dd HH:mm:ss'));
const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
const given = (chat: object) =>
	Object.fromEntries(Object.entries(chat).filter(([, value]) => value !== undefined));

/** Whether a number belongs to somebody only CallGear knows; so only what is no number of anybody. */
const noId = fc.constantFrom(undefined, '', ' ', 0, -1, 1.5, '0', 'x', {}, [3101], true);

const message = fc
	.record({
		date_time: mostly(clockTime),
		source: mostly(fc.constantFrom('operator', 'visitor', 'system')),
		employee_id: mostly(fc.constant(9012), noId),
		message: mostly(
			anyText({ minLength: 1, maxLength: 30 }),
			fc.oneof(oddValue, fc.constantFrom(' ', '\n\t')),
		),
	})
	.map(({ employee_id, ...rest }) => (rest.source === 'operator' ? { ...rest, employee_id } : rest))
	.map(given);

const noPhone = fc.oneof(fc.stringMatching(/^0[0-9]{7,14}$/), fc.stringMatching(/^[0-9]{6,17}$/), anyText());

/** A chat in CallGear's own words: mostly good, with messages after its start. */
const chat = fc
	.record({
		start_date_time: mostly(
			fc.constant('2025-01-02 08:00:00'),
			fc.oneof(clockTime, fc.constant('yesterday')),
		),
		name: optional(mostly(anyText({ maxLength: 20 }))),
		phone: optional(mostly(fc.stringMatching(/^[1-9][0-9]{7,14}$/), noPhone)),
		email: optional(mostly(fc.emailAddress(), anyText())),
		status: mostly(fc.constantFrom('lost', 'refused', 'succeed')),
		initiator: optional(mostly(fc.constantFrom('autoinvite', 'operator', 'visitor'))),
		site_id: mostly(fc.constant(3101), noId),
		ext_id: optional(mostly(anyText({ minLength: 1, maxLength: 20 }))),
		messages: fc.array(message, { maxLength: 4 }),
	})
	.map(given);

const agreement: Agreement<object> = {
	build: async (input) => (await buildChat(chatOfJson(input, 'Chat'), rules)).chat,
	unchecked: (input) => input,
	refusal: async (body) => {
		const { url, keys } = sandbox.vendors.callGear;
		const params = { access_token: keys.accessToken, chats: [body] };
		const answer = await fetch(`${url}/v2.0`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'upload.chats', params }),
		});
		const { error } = (await answer.json()) as { error?: { message: string } };
		return error?.message;
	},
	parts: singly,
	differences: [
		{
			words: /^"Chat > messages" is empty$/,
			because: 'A chat in which nobody wrote says nothing, and is most likely a mapping gone wrong.',
		},
		{
			words: /^"Chat > messages \d > message" is empty$/,
			because: 'A message of nothing but spaces is most likely an empty cell.',
		},
		{
			words: /^"Chat > phone" holds "0/,
			because:
				'E.164 knows no country code that begins with 0: such a number is a local one, and reaches nobody.',
		},
	],
};

describe('chats', () => {
	it('that pass the checks are taken by CallGear, and those that do not are not', async () => {
		const comparison = new Comparison(agreement);
		await holds(chat, async (input) => await comparison.compare(input), 1_500);
		comparison.expectAllSeen();
	});

	it('are taken whatever their start, when it may be moved or left out', async () => {
		const start = fc.constantFrom(undefined, '', '2026-06-01 15:59:59', '2026-06-01 16:00:00');
		const shifting: Rules = { ...rules, equalStart: 'shift', makeExtId: true };
		await holds(
			fc.tuple(
				start,
				anyText({ minLength: 1 }).filter((text) => text.trim() !== ''),
			),
			async ([when, text]) => {
				const messages = [{ date_time: '2026-06-01 16:00:00', source: 'visitor', message: text }];
				const input = {
					start_date_time: when,
					phone: '971500000001',
					status: 'lost',
					site_id: 3101,
					messages,
				};
				const { chat: built } = await buildChat(chatOfJson(given(input), 'Chat'), shifting);
				expect(await agreement.refusal(built)).toBeUndefined();
				expect(built.messages).toEqual(messages);
			},
		);
	});

	it('are taken whatever the clocks do, in the night in which they are set back and on the day after', async () => {
		const { settings, clock } = sandbox.vendors.callGear;
		const settingBack = DateTime.fromISO('2025-10-26T01:00:00Z');
		const berlin = (now: DateTime): Rules => ({
			...rules,
			...{ zone: 'Europe/Berlin', inputZone: 'Europe/Berlin', now },
			...{ equalStart: 'shift', makeExtId: false },
		});
		const minutes = fc.integer({ min: -100, max: 100 });
		const written = fc.constantFrom("yyyy-MM-dd'T'HH:mm:ssZZ", 'yyyy-MM-dd HH:mm:ss');
		const seen = { taken: 0, refused: 0 };
		settings.timezone = 'Europe/Berlin';
		await holds(
			fc.record({
				times: fc.array(minutes, { minLength: 1, maxLength: 4 }),
				format: written,
				start: optional(minutes),
				now: fc.constantFrom(-10, 20, 45, 70, 1_440),
			}),
			async ({ times, format, start, now }) => {
				const present = settingBack.plus({ minutes: now });
				clock.stopAt(present.toJSDate());
				const at = (minute: number) =>
					settingBack.plus({ minutes: minute }).setZone('Europe/Berlin').toFormat(format);
				const input = given({
					start_date_time: start === undefined ? undefined : at(start),
					phone: '971500000001',
					status: 'lost',
					site_id: 3101,
					messages: times.map((minute) => ({ date_time: at(minute), source: 'visitor', message: 'Hi' })),
				});
				const ours = await attempting(
					async () => (await buildChat(chatOfJson(input, 'Chat'), berlin(present))).chat,
				);
				seen[ours instanceof Failure ? 'refused' : 'taken'] += 1;
				if (!(ours instanceof Failure)) expect(await agreement.refusal(ours)).toBeUndefined();
			},
			400,
		);
		settings.timezone = ZONE;
		clock.stopAt(NOW.toJSDate());
		expect(Math.min(seen.taken, seen.refused)).toBeGreaterThan(40);
	});

	it('get the same own ID for the same content, and another one for any other', async () => {
		const extId = async (input: object) =>
			(await buildChat(chatOfJson(input, 'Chat'), { ...rules, makeExtId: true })).chat.ext_id;
		const good = (text: string, phone: string) => ({
			phone,
			status: 'lost',
			site_id: 3101,
			messages: [{ date_time: '2026-05-01 16:00:00', source: 'visitor', message: text }],
		});
		const one = fc.tuple(fc.stringMatching(/^\w{1,4}$/), fc.stringMatching(/^97150000000[0-9]$/));
		await holds(fc.tuple(one, one), async ([first, second]) => {
			const same = (await extId(good(...first))) === (await extId(good(...second)));
			expect(same).toBe(isEqual(first, second));
		});
	});
});
