import type { ActionContract, VariantOf } from '../../../../testkit/contract';
import { IDENTIFIER, SETTING, withoutFormats } from '../../../../testkit/fates';
import { headerFates, headerUnlisted, sends, withAttributes } from '../messages/sent';

const degrees = (value: unknown) => [String(Number(withoutFormats(String(value)).trim()))];
const listed = (value: unknown) =>
	[String(value)].flatMap((text) => text.split(/[,\n]/).map((part) => withoutFormats(part).trim()));

/** Its keys stand beside those of other fields; an empty one is what some of them hold. */
const spread = (value: unknown) => {
	const header = (typeof value === 'string' ? JSON.parse(value) : value) as object;
	const parts = Object.values(header).map((one: unknown) => (typeof one === 'object' ? one : String(one)));
	return [...parts, header];
};

const OF_REPLY = { originalMessageId: '7c0e4b1a', providerMessageId: 'wamid.1' };
const PLACE = { latitude: '47.3769', longitude: '8.5417' };
const STICKER = { storedName: '48213_wave.webp' };
const CUSTOM = { customBody: { type: 'URL', mediaUrl: 'https://www.example.com' } };

const sendMessage: VariantOf<'expertflow'> = (expertflow) => {
	const sent = sends({ messageType: 'PLAIN', text: '={{ $json.text }}' })(expertflow);
	return {
		...sent,
		prepare: (count) => {
			sent.prepare?.(count);
			// A sticker of any name, whatever is stored
			expertflow().settings.knownMediaOnly = false;
		},
		soak: { unit: 'message', count: 100 },
	};
};

export const contract: ActionContract<'expertflow'> = {
	node: 'expertflowSendMessage',
	foundBy: ['chat', 'live chat', 'whatsapp', 'conversation'],
	variants: [sendMessage],
	ways: [
		{
			// Of a type that is an expression n8n asks for all that any of them needs
			parameters: {
				messageType: 'PLAIN',
				...OF_REPLY,
				...PLACE,
				...STICKER,
				...CUSTOM,
				additionalFields: withAttributes,
			},
		},
		{ parameters: { messageType: 'reply', ...OF_REPLY } },
		{ parameters: { messageType: 'LOCATION', ...PLACE } },
		{
			parameters: {
				messageType: 'CONTACT',
				contacts: {
					contact: [{ formattedName: 'Ada Miller', phones: '+49 1555 0001122', emails: 'ada@example.com' }],
				},
			},
		},
		{ parameters: { messageType: 'STICKER', ...STICKER } },
		{
			parameters: { messageType: 'custom', ...CUSTOM },
		},
	],
	fates: {
		...headerFates,
		messageType: SETTING,
		latitude: degrees,
		longitude: degrees,
		storedName: IDENTIFIER,
		originalMessageId: IDENTIFIER,
		providerMessageId: IDENTIFIER,
		'additionalFields.originalMessageId': IDENTIFIER,
		'additionalFields.anyType': SETTING,
		'additionalFields.customHeader': spread,
		'additionalFields.locationUrl': IDENTIFIER,
		'additionalFields.stickerId': IDENTIFIER,
		'contacts.contact.0.formattedName': IDENTIFIER,
		'contacts.contact.0.firstName': IDENTIFIER,
		'contacts.contact.0.lastName': IDENTIFIER,
		'contacts.contact.0.middleName': IDENTIFIER,
		'contacts.contact.0.namePrefix': IDENTIFIER,
		'contacts.contact.0.nameSuffix': IDENTIFIER,
		'contacts.contact.0.contactDetails': spread,
		'contacts.contact.0.phones': listed,
		'contacts.contact.0.emails': listed,
	},
	unlisted: {
		...headerUnlisted,
		originalMessageId: 'Expertflow lists no messages to a connector',
		providerMessageId: 'the ID is of the provider, e.g. WhatsApp',
		'additionalFields.originalMessageId': 'Expertflow lists no messages to a connector',
		'additionalFields.stickerId': 'the ID is of the channel',
	},
	subtitles: [
		[{}, 'text'],
		[{ messageType: 'LOCATION' }, 'location'],
	],
	tool: { model: ['text'], flow: ['serviceIdentifier', 'channelCustomerIdentifier'] },
};
