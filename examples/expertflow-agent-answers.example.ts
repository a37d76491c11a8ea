import { randomUUID } from 'node:crypto';

import type { Example } from '../testkit/example';

interface Message {
	header: { intent: string | null; channelData: Record<string, unknown> };
	body: { type: string; status?: string; messageId?: string; markdownText: string };
}

/** Another one each time: the flow answers no message twice. */
const QUESTION = randomUUID();

/** A human agent in Expertflow asks something; the receipt goes back, and an AI agent with a scripted chat model answers in the customer's name. */
export const example: Example = {
	event: {
		vendor: 'expertflow',
		enter: { hook: 'provider', path: 'replace-this-with-a-secret-of-yours' },
		order: {
			kind: 'agentMessage',
			text: 'Which router is it?',
			about: '4915550007788',
			changes: { id: QUESTION },
		},
	},
	holds: () => [
		{
			vendor: 'expertflow',
			kind: 'message',
			compare: ({ fact }) => {
				const { header, body } = fact as unknown as Message;
				const { serviceIdentifier, channelCustomerIdentifier } = header.channelData;
				const { type, status, messageId, markdownText } = body;
				return {
					to: serviceIdentifier,
					customer: channelCustomerIdentifier,
					type,
					status,
					messageId,
					markdownText,
				};
			},
			expected: [
				{
					to: '880044',
					customer: '4915550007788',
					type: 'DELIVERYNOTIFICATION',
					status: 'DELIVERED',
					messageId: QUESTION,
					markdownText: '',
				},
				{
					to: '880044',
					customer: '4915550007788',
					type: 'PLAIN',
					status: undefined,
					messageId: undefined,
					markdownText: 'Thank you for asking. The router is a model R-7, bought in March.',
				},
			],
		},
	],
};
