import { createHmac, randomUUID } from 'node:crypto';

import { type Session, STATUSES } from './sessions';
import { keys, type SuperOfficeWorld, type User } from './world';

/** https://docs.superoffice.com/en/automation/webhook/reference/chat-events */
export const EVENTS = {
	created: 'chatsession.created',
	changed: 'chatsession.changed',
	message: 'chatsession.message',
} as const;

/** How a webhook's calls are signed. https://docs.superoffice.com/en/automation/webhook/dev/security */
export const signatureOf = (bytes: Buffer, secret: string) =>
	createHmac('sha256', secret).update(bytes).digest('base64');

/** What proves an address. https://docs.superoffice.com/en/automation/webhook/reference/test-event */
export const testBody = () => ({
	EventId: randomUUID(),
	Timestamp: new Date(0).toISOString(),
	Changes: [],
	Event: 'test',
	PrimaryKey: 0,
	Entity: 'test',
	ContextIdentifier: keys.tenantId,
	ChangedByAssociateId: 0,
	WebhookName: '',
});

/** An event as it is sent: it names what has changed, and never says what a message says. */
export function bodyOf(name: string, session: Session, { clock, settings }: SuperOfficeWorld, user?: User) {
	const ofMessage = name === EVENTS.message;
	const values = {
		alertLevel: 0,
		chatbotIsactive: session.botIsActive ? 1 : 0,
		consented: session.customer.consented ? 1 : 0,
		contactId: String(session.links?.Contact ?? 0),
		customerAlias: session.customer.alias ?? '',
		customerId: String(session.links?.Person ?? 0),
		rating: 0,
		status: STATUSES[session.status].number,
		topicId: String(session.topic.id),
		userId: session.user?.serviceId ?? 0,
	};
	return {
		EventId: randomUUID(),
		Timestamp: clock.now().toISOString(),
		Changes: ofMessage
			? ['chatSession.topicId', 'chatMessage.sessionId', 'chatMessage.id', 'chatMessage.message']
			: ['status'],
		Event: name,
		PrimaryKey: session.id,
		Entity: 'chatsession',
		ContextIdentifier: keys.tenantId,
		ChangedByAssociateId: user === 'KARI' ? 21 : 2,
		WebhookName: 'n8n chat',
		...(settings.tellsFieldValues && !ofMessage ? { FieldValues: values } : {}),
	};
}

/** Tells the webhooks of what a call has changed, without holding its answer back. */
export function fire(world: SuperOfficeWorld, name: string, session: Session, user: User): void {
	const { outbox } = world;
	if (!outbox) return;
	const { url } = outbox.entered('webhook');
	const addresses = outbox.events.addresses?.(name) ?? [];
	if (url === '' && addresses.length === 0) return;
	void outbox.send({ kind: name, body: bodyOf(name, session, world, user) });
}
