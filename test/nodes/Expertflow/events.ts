/** Made up for the tests. */
export const IN_ADDRESS = 'kq3-v8Wd_Zt61mLx0pRb';

export const agent = { id: '9d1f0c3e', type: 'AGENT', senderName: 'maria', additionalDetail: null };
export const bot = { id: '2c0b7d11', type: 'BOT', senderName: 'greeter', additionalDetail: null };
export const system = { id: 'ccm', type: 'SYSTEM', senderName: 'CCM', additionalDetail: null };

/** The header of what CCM sends, with nulls where real traffic has them. */
export const headerOf = (more: object = {}) => ({
	sender: agent,
	channelData: {
		channelCustomerIdentifier: '4915550001122',
		serviceIdentifier: '880044',
		requestPriority: 0,
		customerFirstName: 'Ada',
		customerLastName: 'Test',
		additionalAttributes: [],
	},
	language: null,
	timestamp: 1_760_000_012_345,
	securityInfo: null,
	stamps: null,
	intent: null,
	entities: null,
	channelSessionId: '68f0aa11',
	conversationId: '68f0aa66',
	customer: { _id: '68f0aa77', web: ['4915550001122'] },
	originalMessageId: null,
	providerMessageId: null,
	roomId: '68f0aa88',
	schedulingMetaData: null,
	...more,
});

/** A message of an agent. */
export const messageOf = (id: string, body: unknown, more: object = {}) => ({
	id,
	header: headerOf(more),
	body,
});

export const text = (markdownText: string) => ({ type: 'PLAIN', markdownText });

/** What the items of all these events have. */
export const common = {
	occurredAt: '2025-10-09T08:53:32.345Z',
	conversationId: '68f0aa66',
	isOwn: false,
	sessionId: '68f0aa66',
	serviceIdentifier: '880044',
	channelCustomerIdentifier: '4915550001122',
	customerFirstName: 'Ada',
	customerLastName: 'Test',
	channelSessionId: '68f0aa11',
	roomId: '68f0aa88',
};

export const fromAgent = { type: 'agent' as const, id: '9d1f0c3e', name: 'maria' };
export const fromBot = { type: 'bot' as const, id: '2c0b7d11', name: 'greeter' };
export const fromSystem = { type: 'system' as const, id: 'ccm', name: 'CCM' };

export const mediaUrlOf = (name: string) =>
	`https://cx.example.test/file-engine/api/downloadFileStream?filename=${name}`;
