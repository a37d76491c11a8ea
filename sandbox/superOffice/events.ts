import { OrderProblem } from '../events/outbox';
import type { EventKind, VendorEvents } from '../events/vendorEvents';
import { bodyOf, EVENTS, signatureOf, testBody } from './firing';
import { keep } from './messages';
import { type Message, type Session, type Status } from './sessions';
import { keys, type SuperOfficeWorld } from './world';

const SECOND = 1000;

/** https://docs.superoffice.com/en/automation/webhook/dev/notification */
const FAILURES = 9;

/**
 * What SuperOffice sends to webhooks, and how. Those that were registered by a call have secrets of their own; the one that an administrator enters by
 * hand has the sandbox's. https://docs.superoffice.com/en/automation/webhook/dev/notification
 */
export function superOfficeEvents(world: SuperOfficeWorld): VendorEvents {
	const event = (title: string, body: EventKind['body']): EventKind => ({ title, hook: 'webhook', body });
	const onSession = (title: string, name: string, act: (session: Session, text: string) => void) =>
		event(title, ({ about, text }) => {
			const session = sessionAbout(about, world);
			act(session, text);
			return bodyOf(name, session, world);
		});
	const says = (title: string, message: Partial<Message>) =>
		onSession(title, EVENTS.message, (session, text) => say(session, { Message: text, ...message }, world));
	const becomes = (title: string, status: Status) =>
		onSession(title, EVENTS.changed, (session) => {
			session.status = status;
			if (status === 'Finished') session.ended = world.clock.now();
		});
	return {
		about: { label: 'Chat session', value: '5177' },
		secret: keys.webhookSecret,
		signature: 'X-SuperOffice-Signature',
		headers: ({ body, bytes, secret, tries }) => {
			const { Event, EventId } = body as { Event: string; EventId: string };
			return {
				'User-Agent': 'NetServer-Webhook/11.12',
				'X-SuperOffice-Event': Event,
				'X-SuperOffice-EventId': EventId,
				'X-SuperOffice-Retry': String(tries),
				...(secret ? { 'X-SuperOffice-Signature': signatureOf(bytes, secret) } : {}),
				...(Event === 'test' ? { 'X-Hook-Test': 'true' } : {}),
			};
		},
		addresses: (kind) =>
			[...world.state.webhooks.values()]
				.filter(({ State, Events }) => State !== 'Stopped' && Events.includes(eventOf(kind)))
				.map(({ address }) => address),
		hooks: {
			webhook: {
				title: 'Webhook that an administrator enters',
				get timeoutMs() {
					return world.settings.webhookTimeoutMs;
				},
				retriesMs: [SECOND, 4 * SECOND],
				switchedOff: { failures: FAILURES, keptMs: 0 },
				judge: ({ status }) => (status === 200 ? undefined : `The answer is ${status} instead of 200.`),
			},
		},
		kinds: {
			[EVENTS.message]: says('The customer writes', {}),
			agentMessage: says('An agent writes', { Type: 'ToCustomer', Author: 'Kari Holm' }),
			botMessage: says('A bot writes', {
				Type: 'ToCustomer',
				Author: 'Order bot',
				SpecialType: 'BotMessage',
			}),
			clickedOption: says('The customer clicks on an option', {
				Type: 'Special',
				SpecialType: 'ClickedOption',
			}),
			[EVENTS.created]: onSession('A chat begins', EVENTS.created, () => {}),
			[EVENTS.changed]: becomes('The chat has ended', 'Finished'),
			queued: becomes('The chat waits in the queue', 'InQueue'),
			test: event('The test of the address', () => testBody()),
			unknown: event('An event of something else', () => ({
				...testBody(),
				Event: 'contact.created',
				PrimaryKey: 12,
				Entity: 'contact',
			})),
		},
	};
}

/** The event that a kind of this page stands for. */
const eventOf = (kind: string) =>
	({
		agentMessage: EVENTS.message,
		botMessage: EVENTS.message,
		clickedOption: EVENTS.message,
		queued: EVENTS.changed,
		unknown: 'contact.created',
	})[kind] ?? kind;

function sessionAbout(about: string, { state }: SuperOfficeWorld): Session {
	const session = state.sessions.get(Number(about));
	if (!session) throw new OrderProblem(`There is no chat session ${about}.`);
	return session;
}

function say(session: Session, changes: Partial<Message>, world: SuperOfficeWorld): void {
	const message: Message = {
		ChatMessageId: (world.state.lastMessageId += 1),
		ChatSessionId: session.id,
		Type: 'ToUser',
		Message: '',
		Author: session.customer.name,
		ReadByCustomer: 0,
		SpecialType: 'None',
		SpecialParam: '',
		WhenPosted: world.clock.now(),
		...changes,
	};
	keep(session, message, world);
}
