import type { Exception, Variant, VariantOf } from '../../../../testkit/contract';
import { IDENTIFIER, instantOf, SETTING } from '../../../../testkit/fates';
import { type Expertflow, loggedIn, SIGN_IN } from '../support';

const ANY_SUCCESS: Exception = {
	report: 'delivered',
	because: 'CCM takes a message with any status of success, and its body differs or is missing',
};

/** A message as the sandbox holds it. */
export interface Sent {
	id: string;
	header: Record<string, unknown> & {
		channelData: Record<string, unknown>;
		sender: Record<string, unknown>;
	};
	body: Record<string, unknown>;
}

/** The messages that CCM holds, oldest first. */
export const sentTo = (expertflow: () => Expertflow) =>
	expertflow()
		.store.held<Sent>('message')
		.map(({ fact }) => fact);

const item = (index: number, service = '880044') => ({
	json: { index, service, customer: `customer${index}`, text: `Message ${index}` },
});

/** What a node that sends one message keeps, with the parameters that make its item a message. */
export function sends(parameters: Variant['parameters']): VariantOf<'expertflow'> {
	return (expertflow) => ({
		...loggedIn(expertflow),
		parameters: {
			serviceIdentifier: '={{ $json.service }}',
			channelCustomerIdentifier: '={{ $json.customer }}',
			...parameters,
		},
		item: (index) => item(index),
		bad: { item: (index) => item(index, ''), message: /^"Service Identifier" is empty$/ },
		refused: {
			item: (index) => item(index, 'nobody'),
			message: /^Expertflow has no channel with this Service Identifier$/,
		},
		call: { method: 'POST', path: '/ccm/message/receive' },
		writes: true,
		delivered: () =>
			sentTo(expertflow).map(({ header }) =>
				Number(String(header.channelData.channelCustomerIdentifier).slice('customer'.length)),
			),
		steps: { 'sign-in': SIGN_IN },
		exceptions: { 'empty answer': ANY_SUCCESS, 'JSON of another shape': ANY_SUCCESS },
	});
}

/** What becomes of the fields that all messages have. */
export const headerFates = {
	identifierFormat: SETTING,
	channelCustomerIdentifier: IDENTIFIER,
	serviceIdentifier: IDENTIFIER,
	'additionalFields.additionalAttributes.attribute.0.key': IDENTIFIER,
	'additionalFields.messageId': IDENTIFIER,
	'additionalFields.providerMessageId': IDENTIFIER,
	'additionalFields.roomId': IDENTIFIER,
	'additionalFields.senderId': IDENTIFIER,
	'additionalFields.senderName': IDENTIFIER,
	'additionalFields.timestamp': (value: unknown) => [String(instantOf(value).toMillis())],
};

/** Why nothing lists what these fields ask for. */
export const headerUnlisted = {
	serviceIdentifier: 'Expertflow finds one channel by its identifier, and lists none',
	channelCustomerIdentifier: 'the customer is known by the number or address on the channel',
	'additionalFields.messageId': 'the ID is made with the message',
	'additionalFields.providerMessageId': 'the ID is of the provider, e.g. WhatsApp',
	'additionalFields.roomId': 'Expertflow lists no rooms to a connector',
	'additionalFields.senderId': 'Expertflow lists no senders',
};

export const withAttributes = {
	additionalAttributes: { attribute: [{ key: 'tier', type: 'String100', value: 'gold' }] },
};
