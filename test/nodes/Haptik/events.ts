import { createHmac } from 'node:crypto';

import type { Signed } from '../../../testkit/trigger';

/** What all of Haptik's events have. https://docs.haptik.ai/webhooks/webhook-payload */
export const envelope = {
	version: '1.0',
	timestamp: '2026-02-03T08:15:32.410Z',
	user: {
		auth_id: 'cust_88123',
		user_name: 'b71f0c',
		user_id: '553201',
		device_platform: 13,
		device_platform_name: 'Webhook',
		phone_model: '',
		os_version: '',
		package_name: '',
	},
	business_id: 7104,
	business_name: 'Acme Support',
};

export const bot = {
	id: 12,
	name: 'gogo',
	profile_image: 'https://assets.haptikapi.com/content/x.png',
	is_automated: true,
	email: null,
};

export const agent = { id: 235, name: 'Ravi', is_automated: false, email: 'ravi@example.org' };

/** What the items of all these events have. */
export const common = {
	occurredAt: '2026-02-03T08:15:32.410Z',
	conversationId: '7104:cust_88123',
	isOwn: false,
	sessionId: '7104:cust_88123',
	authId: 'cust_88123',
	userName: 'b71f0c',
	userId: '553201',
	businessId: 7104,
	businessName: 'Acme Support',
};

/** A message of the bot. */
export const messageOf = (id: number, body: unknown, more: object = {}) => ({
	...envelope,
	event_name: 'message',
	agent: bot,
	message: { id, body },
	...more,
});

export const signature: Signed = {
	header: 'x-hub-signature',
	sign: (bytes, secret) => `sha1=${createHmac('sha1', secret).update(bytes).digest('hex')}`,
	secret: 'orchid-lamp-42',
};
