import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';

import type { Message, Session } from '../../../../sandbox/superOffice/sessions';
import type { TriggerContract } from '../../../../testkit/trigger';
import { knowledgeOf, openSession, type SuperOffice, writes } from '../support';

const requested = DateTime.utc().minus({ hours: 2 }).startOf('second');
const later = (minutes: number) => requested.plus({ minutes });

const FIRST_MESSAGE = 90_412;

/** What happens to a chat of the sandbox; one that is not there begins. */
interface Told {
	session: number;
	becomes?: Partial<Session>;
	says?: Partial<Message>;
}

/** The chats that go on when the flow is published, the one that is told of first being the newest. */
function prepare(superOffice: SuperOffice): void {
	superOffice.state.lastMessageId = FIRST_MESSAGE - 1;
	for (const id of [6007, 6008, 6009]) {
		openSession(superOffice, id, { requested: requested.toJSDate(), lastMessage: 'Any <b>news</b>?' });
	}
}

function happens(superOffice: SuperOffice, told: unknown): void {
	const { session, becomes, says } = told as Told;
	const before = superOffice.state.sessions.get(session) ?? {};
	if (becomes) openSession(superOffice, session, { ...before, ...becomes });
	if (says) writes(superOffice, session, says);
}

const session = (id: number, changes: object = {}) => ({
	conversationId: String(id),
	sessionId: String(id),
	isOwn: false,
	chatSessionId: id,
	status: 'CustomerLast',
	firstMessage: 'Hello',
	lastMessage: 'Any news?',
	whenRequested: requested.toISO(),
	duration: '00:00:00',
	timeInQueue: '00:00:00',
	queueLength: 0,
	rating: 0,
	topicId: 3,
	topicName: 'Support',
	personName: 'Ida Berg',
	personEmail: 'ida@example.net',
	...changes,
});

/** What tells one change of a chat's status from another: all that the list of sessions shows of it. */
function seen(label: string, ended: DateTime): string {
	const state = JSON.stringify([label, 'Any <b>news</b>?', 0, ended.toISO()]);
	return createHash('sha256').update(state).digest('hex').slice(0, 16);
}

export const trigger: TriggerContract<'superOffice'> = {
	node: 'superOfficePollingTrigger',
	foundBy: ['chat', 'live chat', 'conversation'],
	credentials: (vendor) => ({ superOfficeApi: knowledgeOf(vendor).typed.onsite() }),
	parameters: {
		authentication: 'onsite',
		events: ['chatsession.created', 'chatsession.changed', 'chatsession.message'],
	},
	prepare,
	happens,
	samples: {
		'a chat that has ended': {
			told: { session: 6009, becomes: { status: 'Finished', ended: later(9).toJSDate() } },
			item: {
				eventKey: `chatsession.changed 6009 ${seen('Finished', later(9))}`,
				event: 'chatsession.changed',
				occurredAt: String(later(9).toISO()),
				...session(6009, { status: 'Finished', whenEnded: later(9).toISO() }),
			},
		},
		'a message of the customer': {
			told: {
				session: 6008,
				says: {
					Message: 'Wo ist mein <b>Päckchen</b>?<br>Danke &amp; Gruß',
					WhenPosted: later(5).toJSDate(),
				},
			},
			item: {
				eventKey: `message ${FIRST_MESSAGE}`,
				event: 'chatsession.message',
				occurredAt: String(later(5).toISO()),
				sender: { type: 'customer', name: 'Ida Berg' },
				text: 'Wo ist mein Päckchen?\nDanke & Gruß',
				chatInput: 'Wo ist mein Päckchen?\nDanke & Gruß',
				...session(6008),
				chatMessageId: FIRST_MESSAGE,
				messageType: 'ToUser',
			},
		},
		'a chat that begins': {
			told: {
				session: 6001,
				becomes: { status: 'InQueue', requested: later(1).toJSDate(), lastMessage: 'Hello' },
			},
			item: {
				eventKey: 'chatsession.created 6001',
				event: 'chatsession.created',
				occurredAt: String(later(1).toISO()),
				...session(6001, { status: 'InQueue', lastMessage: 'Hello', whenRequested: later(1).toISO() }),
			},
		},
	},
	subtitles: [
		[{}, 'message'],
		[{ events: ['chatsession.created', 'chatsession.changed'] }, 'created, changed'],
	],
};
