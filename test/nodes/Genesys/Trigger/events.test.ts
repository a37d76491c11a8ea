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
