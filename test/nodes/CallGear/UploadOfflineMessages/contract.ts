import { MESSAGE_KEYS } from '../../../../nodes/CallGear/UploadOfflineMessages/body';
import type { ActionContract, Variant, VariantOf } from '../../../../testkit/contract';
import { IDENTIFIER, SETTING } from '../../../../testkit/fates';
import { byApiKey, prepareAccount } from '../reads';
import { type CallGear, digitsOf, inDubai, knowledgeOf, messageOf } from '../support';

/** Two a request, so that the contract's few items need several; the zone is given, so that uploads are the only calls. */
function uploadOfflineMessages(callGear: () => CallGear): Omit<Variant, 'credentials'> {
	const { offlineMessages, secrets } = knowledgeOf(callGear);
	const item = (index: number, changes = {}) => ({ json: { index, message: messageOf(index, changes) } });
	return {
		parameters: {
			source: 'json',
			offlineMessage: '={{ $json.message }}',
			options: { batchSize: 2, accountTimezone: 'Asia/Dubai' },
		},
		item: (index) => item(index),
		bad: {
			item: (index) => item(index, { phone: '555-123' }),
			message: /^"Offline Message > phone" holds "555-123"$/,
		},
		refused: {
			item: (index) => item(index, { site_id: 9999 }),
			message: /^"Offline Message > site_id" holds 9999, which CallGear does not know$/,
		},
		call: { method: 'POST', path: '/v2.0', bodyIncludes: 'upload.offline_messages' },
		writes: true,
		// Another day, with all its points
		prepare: () => prepareAccount(callGear),
		delivered: () =>
			offlineMessages().map(({ ext_id: extId }) => Number(String(extId).slice('form-'.length))),
		secrets,
		itemsPerCall: 2,
	};
}

const byKey: VariantOf<'callGear'> = (callGear) => ({
	...uploadOfflineMessages(callGear),
	...byApiKey(callGear),
});

export const contract: ActionContract<'callGear'> = {
	node: 'callGearUploadOfflineMessages',
	foundBy: [],
	variants: [byKey],
	ways: [
		{
			parameters: {
				source: 'fields',
				text: 'A table for two',
				phone: '971500000001',
				dateTime: '2026-02-03T06:00:05Z',
				siteId: { __rl: true, mode: 'id', value: '3101' },
				userFields: {
					userField: [{ userFieldId: { __rl: true, mode: 'id', value: 'city' }, value: 'Dubai' }],
				},
			},
		},
		{
			parameters: {},
			json: { message: messageOf(0, { user_fields: [{ ext_id: 'city', value: 'Dubai' }] }) },
			inItem: {
				...Object.fromEntries(MESSAGE_KEYS.map((key) => [`message.${key}`, `Offline Message > ${key}`])),
				'message.user_fields': 'Offline Message > user_fields',
				'message.user_fields[0]': 'Offline Message > user_fields 1',
				'message.user_fields[0].ext_id': 'Offline Message > user_fields 1 > ext_id',
				'message.user_fields[0].value': 'Offline Message > user_fields 1 > value',
			},
		},
	],
	fates: {
		...Object.fromEntries(
			['email', 'visitor_session_id', 'campaign_id', 'site_id', 'source_id', 'ext_id'].map((key) => [
				`item.message.${key}`,
				IDENTIFIER,
			]),
		),
		'item.message.phone': digitsOf,
		'item.message.date_time': inDubai,
		'item.message.user_fields': (value) => (Array.isArray(value) && value.length === 0 ? [] : [value]),
		'item.message.user_fields[0].ext_id': IDENTIFIER,
		source: SETTING,
		phone: digitsOf,
		email: IDENTIFIER,
		dateTime: inDubai,
		'additionalFields.ownMessageId': IDENTIFIER,
		'userFields.userField.0.userFieldId': IDENTIFIER,
		'options.accountTimezone': SETTING,
		'options.batchSize': SETTING,
		'options.checkOnly': SETTING,
		'options.inputTimezone': SETTING,
		'options.missingExtId': SETTING,
		'options.skipUploaded': SETTING,
	},
	unlisted: { 'additionalFields.ownMessageId': 'the ID is of your own system' },
	subtitles: [
		[{}, 'one offline message per item'],
		[{ source: 'json' }, 'offline messages as JSON'],
	],
	tool: { model: ['text', 'formName'], flow: ['siteId', 'campaignId', 'phone', 'email'] },
};
