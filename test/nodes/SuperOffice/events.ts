import { createHash } from 'node:crypto';

import { signatureOf } from '../../../sandbox/superOffice/firing';
import { keys } from '../../../sandbox/superOffice/world';
import type { Signed } from '../../../testkit/trigger';

/** The secret that the node makes of a password onsite. */
export const derived = (own: string) =>
	createHash('sha256').update(`n8n webhook of SuperOffice ${own}`).digest('hex');

export const signature: Signed = {
	header: 'x-superoffice-signature',
	sign: signatureOf,
	secret: derived(keys.password),
};

/** An event as the vendor's page shows it. https://docs.superoffice.com/en/automation/webhook/dev/notification */
export const eventOf = (name: string, number: number, changes: object = {}) => ({
	EventId: `1f0c2b7e-8d55-4b0a-9f61-2f5f9b9c1a${number}`,
	Timestamp: '2026-05-04T11:31:08.12Z',
	Changes: ['chatSession.topicId', 'chatMessage.sessionId', 'chatMessage.id', 'chatMessage.message'],
	Event: name,
	PrimaryKey: 5177,
	Entity: 'chatsession',
	ContextIdentifier: 'Default',
	ChangedByAssociateId: 21,
	WebhookName: 'n8n chat',
	...changes,
});
