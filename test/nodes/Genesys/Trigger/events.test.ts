import { Settings } from 'luxon';

import { CHATS, readEvents } from '../../../../nodes/Genesys/Trigger/events';

const listener = { agentId: 'a', occurrences: { keyOf: (subject: string) => subject } };

/** The one event of a message. */
function read(message: object) {
	const data = { messageType: 'MessageLogUpdated', messages: [{ type: 'Text', index: 1, ...message }] };
	const [event] = readEvents({ channel: CHATS, data } as never, listener as never);
	return event;
}

describe('when a message was sent', () => {
	it.each<[object, string | undefined]>([
		[{ timestampSeconds: 1_469_111_000_000 }, '2016-07-21T14:23:20.000Z'],
		[{ timestampSeconds: 1_469_111_000 }, '2016-07-21T14:23:20.000Z'],
		[{ timestampSeconds: 1e11 }, '1973-03-03T09:46:40.000Z'],
		[{ timestamp: '2016-07-21 17:23:20.000+0300' }, '2016-07-21T14:23:20.000Z'],
		[{ timestampSeconds: 1_469_111_000_000, timestamp: 'yesterday' }, '2016-07-21T14:23:20.000Z'],
		[{ timestamp: 'yesterday' }, undefined],
		[{}, undefined],
	])('of %j is %s', (message, expected) => expect(read(message).occurredAt).toBe(expected));

	it('is the same wherever n8n runs', () => {
		const { defaultZone } = Settings;
		try {
			Settings.defaultZone = 'Asia/Kolkata';
			for (const time of [
				{ timestampSeconds: 1_469_111_000_000 },
				{ timestamp: '2016-07-21 17:23:20.000+0300' },
			])
				expect(read(time).occurredAt).toBe('2016-07-21T14:23:20.000Z');
		} finally {
			Settings.defaultZone = defaultZone;
		}
	});
});

describe('what the agent of the credential has written', () => {
	const isOwn = (from: object, agentId?: string) => {
		const data = { messageType: 'MessageLogUpdated', messages: [{ type: 'Text', from }] };
		return readEvents({ channel: CHATS, data } as never, { ...listener, agentId } as never)[0].isOwn;
	};

	it.each<[object, string | undefined, boolean]>([
		[{ type: 'Agent', path: '/users/a' }, 'a', true],
		[{ type: 'Agent', uri: 'https://gws.example/api/v2/users/a?x=1' }, 'a', true],
		[{ type: 'Agent', path: '/users/a%20b' }, 'a b', true],
		[{ type: 'Agent', path: '/users/b', uri: '/users/a' }, 'a', false],
		[{ type: 'Agent', path: '/users/b' }, undefined, true],
		[{ type: 'Agent' }, 'a', true],
		[{ type: 'Customer', path: '/users/a' }, 'a', false],
		[{}, 'a', false],
	])('%j heard by %s: %s', (from, agentId, own) => expect(isOwn(from, agentId)).toBe(own));
});

it.each([
	[{ type: 'Customer', participantId: 'p', id: 'i' }, 'p'],
	[{ type: 'Customer', participantId: 'p' }, 'p'],
	[{ type: 'Customer', id: 'i' }, 'i'],
	[{ type: 'Customer' }, undefined],
])('the ID of the participant %j is %s', (from, id) => {
	const { sender, more } = read({ from });
	expect([sender?.id, more.participantId]).toStrictEqual([id, id]);
});

it.each([
	[{ type: 'Text', text: 'said', noticeText: 'n', url: 'u' }, 'said'],
	[{ type: 'PushUrl', noticeText: 'n', url: 'u' }, 'u'],
	[{ type: 'Notice', noticeText: 'n' }, 'n'],
	[{ type: 'CustomNotice', noticeText: 'n' }, 'n'],
	[{ type: 'SystemCommand', noticeText: 'file-uploaded' }, undefined],
])('what %j says is %s', (message, text) => expect(read(message).text).toBe(text));

it('each of several messages has itself alone as its raw event, with what Genesys tells around it', () => {
	const messages = ['a', 'b'].map((text, index) => ({ type: 'Text', text, index }));
	const data = { messageType: 'MessageLogUpdated', chatPath: '/chats/c', messages };
	const events = readEvents({ channel: CHATS, data } as never, listener as never);
	expect(events.map(({ raw }) => raw)).toEqual(
		messages.map((message) => expect.objectContaining({ ...data, messages: [message] }) as unknown),
	);
});

it('what another channel tells is one event, whatever it is called', () => {
	const data = { messageType: 'MessageLogUpdated', messages: [{ type: 'Text' }, { type: 'Text' }] };
	const events = readEvents({ channel: '/v2/me/devices', data } as never, listener as never);
	expect(events).toHaveLength(1);
	expect(events[0].more).toMatchObject({ channel: '/v2/me/devices', data });
});
