import { omit } from 'lodash';
import { Settings } from 'luxon';

import type { VendorEvent } from '../../../../nodes/engine/eventItem';
import { readEvents } from '../../../../nodes/Haptik/Trigger/events';
import { agent, bot, envelope, messageOf } from '../events';

const read = (told: object): VendorEvent => {
	const [event] = readEvents(told, Buffer.from(JSON.stringify(told)));
	return event;
};

describe('who wrote', () => {
	it.each([
		['the bot', bot, { type: 'bot', id: '12', name: 'gogo' }],
		['an agent', agent, { type: 'agent', id: '235', name: 'Ravi' }],
		[
			'the bot, in words as in 2018',
			{ ...bot, is_automated: 'True' },
			{ type: 'bot', id: '12', name: 'gogo' },
		],
		['an agent, in words', { name: 'Ravi', is_automated: 'False' }, { type: 'agent', name: 'Ravi' }],
		['the bot, by its name alone', { name: 'gogo' }, { type: 'bot', name: 'gogo' }],
		['nobody knows', { name: 'Ravi' }, undefined],
		['nobody, in words of no meaning', { name: 'Ravi', is_automated: 'perhaps' }, undefined],
		['nobody is told', undefined, undefined],
	])('%s', (_, told, sender) => {
		expect(read(messageOf(1, 'Hi', { agent: told })).sender).toEqual(sender);
	});
});

describe('the conversation', () => {
	it.each([
		[{ auth_id: 'cust_1', user_name: 'b71f', user_id: '5' }, 7104, '7104:cust_1'],
		[{ auth_id: '', user_name: 'b71f', user_id: '5' }, 7104, '7104:b71f'],
		[{ user_id: 5 }, 7104, '7104:5'],
		[{ auth_id: 'cust_1' }, undefined, 'cust_1'],
		[{}, 7104, undefined],
		[undefined, undefined, undefined],
	])('of %j at %s is %s', (user, business_id, expected) => {
		expect(read(messageOf(1, 'Hi', { user, business_id })).conversationId).toBe(expected);
	});
});

describe('the key', () => {
	const complete = (more: object = {}) => ({
		...envelope,
		event_name: 'webhook_conversation_complete',
		data: { conversation_no: '6' },
		...more,
	});

	it('of a message is its ID, and its event', () => {
		expect(read(messageOf(77, 'Hi')).eventKey).toBe('message 77');
		expect(read(messageOf(77, 'Hi', { event_name: 'chat_pinned' })).eventKey).toBe('chat_pinned 77');
	});

	it('of a completion is the same when it is sent again at another time', () => {
		const again = complete({ timestamp: '2026-02-03T09:00:00.000Z' });
		expect(read(again).eventKey).toBe(read(complete()).eventKey);
	});

	it('of another completion is another', () => {
		const other = complete({ data: { conversation_no: '7' } });
		expect(read(other).eventKey).not.toBe(read(complete()).eventKey);
	});

	it('of an event without an ID is that of its bytes', () => {
		const typing = { ...envelope, event_name: 'typing_indicator', typing_indicator: 'start' };
		const later = { ...typing, timestamp: '2026-02-03T09:00:00.000Z' };
		expect(read(typing).eventKey).toBe(read({ ...typing }).eventKey);
		expect(read(later).eventKey).not.toBe(read(typing).eventKey);
	});
});

describe('what Haptik may leave out or add', () => {
	it('is everything but the name of the event', () => {
		expect(read({ event_name: 'message' })).toEqual({
			eventKey: expect.stringMatching(/^message [\da-f]{32}$/) as unknown,
			event: 'message',
			isOwn: false,
			more: {},
			raw: { event_name: 'message' },
		});
	});

	it.each([{}, { event_name: '' }, { event_name: 7.5, message: 1 }, { event: 'API_INTEGRATION' }])(
		'%j is no event, or one of an odd name',
		(told) => {
			const events = readEvents(told, Buffer.from(''));
			expect(events.map(({ event }) => event)).toStrictEqual(
				'event_name' in told && told.event_name ? ['7.5'] : [],
			);
		},
	);

	it.each([
		['2026-02-03T08:15:32.410Z', '2026-02-03T08:15:32.410Z'],
		['2026-02-03T09:15:32.410+01:00', '2026-02-03T08:15:32.410Z'],
		['2026-02-03T08:15:32.410', '2026-02-03T08:15:32.410Z'],
		['yesterday', undefined],
		[undefined, undefined],
	])('a time of %s is %s', (timestamp, expected) => {
		expect(read({ ...messageOf(1, 'Hi'), timestamp }).occurredAt).toBe(expected);
	});

	it.each(['America/New_York', 'Asia/Kolkata'])('a time is the same where n8n runs in %s', (defaultZone) => {
		const before = Settings.defaultZone;
		try {
			Settings.defaultZone = defaultZone;
			const timestamp = '2026-02-03T08:15:32.410';
			expect(read({ ...messageOf(1, 'Hi'), timestamp }).occurredAt).toBe('2026-02-03T08:15:32.410Z');
		} finally {
			Settings.defaultZone = before;
		}
	});

	it.each(['message', 'typing_indicator', 'tomorrow'])(
		'of %s has nothing that belongs to another event',
		(event_name) => {
			const { more } = read({
				...messageOf(
					1,
					{ type: 'SYSTEM', text: 'Hi', data: { payload: { agent_name: 'Ravi', team_name: 'Care' } } },
					{ event_name },
				),
				data: { conversation_no: '6', completion_type: 'gogo' },
				follow_up_details: { send_to: 2 },
			});
			const others = ['agentName', 'teamName', 'conversationNo', 'completionType', 'followUpDetails'];
			expect(Object.keys(more).filter((key) => others.includes(key))).toEqual([]);
		},
	);

	it('a follow-up that was agreed upon', () => {
		const told = {
			...envelope,
			event_name: 'webhook_conversation_complete',
			follow_up_details: { follow_up_timestamp: 1_770_100_000, send_to: 2 },
			data: { completion_type: 'gogo', chat_link: 'https://haptik.example.org/6' },
		};
		expect(
			omit(read(told).more, Object.keys(read(envelope && { ...envelope, event_name: 'x' }).more)),
		).toEqual({
			followUpDetails: { follow_up_timestamp: 1_770_100_000, send_to: 2 },
			completionType: 'gogo',
			chatLink: 'https://haptik.example.org/6',
		});
	});
});
