import { trim } from 'lodash';

import type { ActionContract, Exception, Variant, VariantOf } from '../../../../testkit/contract';
import { IDENTIFIER, instantOf, SETTING } from '../../../../testkit/fates';
import { type Expertflow, loggedIn, NO_CONVERSATIONS, SIGN_IN, withFile } from '../support';
import { SOURCE } from './support';

const ANY_SUCCESS: Exception = {
	report: 'delivered',
	because: 'CCM takes a message with any status of success, and its body differs or is missing',
};

function sendMedia(expertflow: () => Expertflow): Omit<Variant, 'item' | 'bad' | 'refused'> {
	return {
		...loggedIn(expertflow),
		parameters: {
			serviceIdentifier: '={{ $json.service }}',
			channelCustomerIdentifier: '={{ $json.customer }}',
			caption: '={{ String($json.index) }}',
		},
		call: { method: 'POST', path: '/ccm/message/receive' },
		writes: true,
		delivered: () =>
			expertflow()
				.store.held<{ body: { caption: string } }>('message')
				.map(({ fact }) => Number(fact.body.caption)),
		steps: { 'sign-in': SIGN_IN, upload: { method: 'POST', path: /\/uploadFile(Stream|FromUrl)$/ } },
		exceptions: { 'empty answer': ANY_SUCCESS, 'JSON of another shape': ANY_SUCCESS },
	};
}

const customer = (index: number, service = '880044') => ({ index, service, customer: `customer${index}` });
const NO_SERVICE = /^"Service Identifier" is empty$/;
const NO_CHANNEL =
	/^Expertflow has no channel with this Service Identifier; the file itself is already uploaded$/;

const fromFile: VariantOf<'expertflow'> = (expertflow) => {
	const message = sendMedia(expertflow);
	return {
		...message,
		variant: 'from file',
		parameters: { ...message.parameters, source: 'file', binaryField: 'data' },
		item: (index) => withFile({}, customer(index)),
		bad: { item: (index) => withFile({}, customer(index, '')), message: NO_SERVICE },
		refused: { item: (index) => withFile({}, customer(index, 'nobody')), message: NO_CHANNEL },
		soak: { unit: 'file', count: 150 },
	};
};

const fromUrl: VariantOf<'expertflow'> = (expertflow) => {
	const message = sendMedia(expertflow);
	const fields = { source: 'url', sourceUrl: SOURCE, channel: 'WEB' };
	return {
		...message,
		variant: 'from URL',
		parameters: { ...message.parameters, ...fields, fileDetails: { fileName: 'photo.jpg' } },
		item: (index) => ({ json: customer(index) }),
		bad: { item: (index) => ({ json: customer(index, '') }), message: NO_SERVICE },
		refused: { item: (index) => ({ json: customer(index, 'nobody') }), message: NO_CHANNEL },
	};
};

export const contract: ActionContract<'expertflow'> = {
	node: 'expertflowSendMedia',
	foundBy: ['chat', 'live chat', 'whatsapp', 'conversation'],
	variants: [fromFile, fromUrl],
	ways: [
		{
			parameters: {
				source: 'storedFile',
				sourceUrl: SOURCE,
				channel: 'WEB',
				storedName: '0_photo.png',
				additionalFields: {
					additionalAttributes: { attribute: [{ key: 'tier', type: 'String100', value: 'gold' }] },
				},
			},
		},
	],
	fates: {
		identifierFormat: SETTING,
		storedName: IDENTIFIER,
		channel: IDENTIFIER,
		channelCustomerIdentifier: IDENTIFIER,
		serviceIdentifier: IDENTIFIER,
		'additionalFields.additionalAttributes.attribute.0.key': IDENTIFIER,
		'additionalFields.apiKey360': IDENTIFIER,
		'additionalFields.conversationId': IDENTIFIER,
		'additionalFields.messageId': IDENTIFIER,
		'additionalFields.originalMessageId': IDENTIFIER,
		'additionalFields.providerMessageId': IDENTIFIER,
		'additionalFields.roomId': IDENTIFIER,
		'additionalFields.senderId': IDENTIFIER,
		'additionalFields.senderName': IDENTIFIER,
		'additionalFields.thumbnail': IDENTIFIER,
		source: SETTING,
		// Slashes around a path say nothing
		'options.uploadPath': (value) => [trim(String(value).trim(), '/')],
		'additionalFields.timestamp': (value) => [String(instantOf(value).toMillis())],
	},
	unlisted: {
		serviceIdentifier: 'Expertflow finds one channel by its identifier, and lists none',
		channelCustomerIdentifier: 'the customer is known by the number or address on the channel',
		'additionalFields.conversationId': NO_CONVERSATIONS,
		'additionalFields.messageId': 'the ID is made with the message',
		'additionalFields.originalMessageId': 'Expertflow lists no messages to a connector',
		'additionalFields.providerMessageId': 'the ID is of the provider, e.g. WhatsApp',
		'additionalFields.roomId': 'Expertflow lists no rooms to a connector',
		'additionalFields.senderId': 'Expertflow lists no senders',
	},
	subtitles: [
		[{}, ''],
		[{ channelCustomerIdentifier: '4915550001122' }, 'to 4915550001122'],
	],
	tool: { model: ['caption', 'text', 'sourceUrl'], flow: ['serviceIdentifier', 'channelCustomerIdentifier'] },
};
