import { readEvents } from '../../../../nodes/CallGear/NotificationTrigger/events';

const read = (body: object) => readEvents(body)[0];

describe('the key', () => {
	it.each([
		'notification_time',
		'notification_timestamp',
		'call_session_id',
		'communication_id',
		'chat_id',
		'offline_message_id',
	])('is the same for the same notification where it tells %s', (name) => {
		const key = () => read({ event: 'chat', [name]: 7 }).eventKey;
		expect(key()).toMatch(/^chat [\da-f]{32}$/);
		expect(key()).toBe(key());
		expect(read({ event: 'chat', [name]: 8 }).eventKey).not.toBe(key());
	});

	it.each([{}, { chat_id: ' ' }, { visitor_id: 7 }])(
		'is another one each time where it tells nothing: %j',
		(told) => {
			const key = () => read({ event: 'chat', status: 'lost', ...told }).eventKey;
			expect(key()).toMatch(/^chat [\da-f]{8}-[\da-f-]{27}$/);
			expect(key()).not.toBe(key());
		},
	);
});

describe('what the item says by itself', () => {
	it.each([
		...['eventKey', 'event', 'occurredAt', 'conversationId', 'sender', 'text'],
		...['attachments', 'isOwn', 'chatInput', 'sessionId', 'raw'],
	])('no notification says otherwise: %s', (name) => {
		expect(read({ chat_id: 7, [name]: 'odd' }).more).toEqual({ chat_id: 7 });
	});

	it.each(['__proto__', 'constructor', 'prototype', '', 'a b', 'x'.repeat(101), 'ä'])(
		'a key that makes no good member is left out: %j',
		(name) => {
			const body = JSON.parse(`{"chat_id":7,${JSON.stringify(name)}:1}`) as object;
			expect(Object.keys(read(body).more)).toEqual(['chat_id']);
		},
	);

	it.each(['constructors', 'prototypes', '__proto__x', 'a.b-c_1', 'x'.repeat(100)])(
		'any other stays: %j',
		(name) => {
			expect(read({ [name]: 1 }).more).toEqual({ [name]: 1 });
		},
	);
});

describe('what a notification says', () => {
	it('is about the event that it names, else about its communication', () => {
		expect(read({ event: ' chat ', communication_type: 'call' }).event).toBe('chat');
		expect(read({ communication_type: 'call' }).event).toBe('call');
		expect(read({ status: 'lost' }).event).toBe('other');
	});

	it.each([
		[{ chat_id: 1, communication_id: 2, call_session_id: 3 }, '1'],
		[{ communication_id: 2, call_session_id: 3 }, '2'],
		[{ call_session_id: ' 3 ' }, '3'],
		[{ status: 'lost' }, undefined],
	])('is of the conversation: %j', (told, expected) => {
		expect(read(told).conversationId).toBe(expected);
	});

	it.each([
		[{ text: 'a', message: 'b', messages: 'c' }, 'a'],
		[{ text: ' ', message: 'b', messages: 'c' }, 'b'],
		[{ messages: 'c' }, 'c'],
		[{ messages: [{ text: 'c' }] }, undefined],
	])('has the text: %j', (told, expected) => {
		expect(read(told).text).toBe(expected);
	});

	it('is by the visitor where they left an offline message', () => {
		const visitor = { visitor_id: 440_102, visitor_name: 'Mira Stone' };
		expect(read({ event: 'offline_message', ...visitor }).sender).toEqual({
			type: 'customer',
			id: '440102',
			name: 'Mira Stone',
		});
		expect(read({ event: 'chat', ...visitor })).not.toHaveProperty('sender');
	});

	it.each([
		['1770098700', '2026-02-03T06:05:00.000Z'],
		[1_770_098_700_123, '2026-02-03T06:05:00.123Z'],
		['1770098700123.4', '2026-02-03T06:05:00.123Z'],
		['1770098700.25', '2026-02-03T06:05:00.250Z'],
		['x1770098700', undefined],
		['1770098700x', undefined],
		['17700987001', undefined],
		['177009870', undefined],
		['1770098700.', undefined],
		[null, undefined],
	])('was at %j: %s', (notification_timestamp, expected) => {
		expect(read({ event: 'chat', notification_timestamp }).occurredAt).toBe(expected);
	});

	it.each([null, 7, 'text', [], {}, { event: null, text: '' }])(
		'is nothing where the body holds nothing: %j',
		(body) => {
			expect(readEvents(body)).toEqual([]);
		},
	);
});
