import { CHAT_KEYS, type ChatKey, MESSAGE_KEYS } from '../../../../nodes/CallGear/UploadChats/body';
import { columnField, columnName, SHOWN_COLUMNS } from '../../../../nodes/CallGear/UploadChats/columns';
import type { ActionContract, Variant, VariantOf } from '../../../../testkit/contract';
import { COLUMN, IDENTIFIER, SETTING, withoutFormats } from '../../../../testkit/fates';
import { byApiKey, prepareAccount } from '../reads';
import { type CallGear, chatOf, inDubai, knowledgeOf } from '../support';

/** Two chats a request, so that the contract's few items need several; the zone is given, so that uploads are the only calls. */
function uploadChats(callGear: () => CallGear): Omit<Variant, 'credentials'> {
	const { chats, secrets } = knowledgeOf(callGear);
	const item = (index: number, changes = {}) => ({ json: { index, chat: chatOf(index, changes) } });
	return {
		parameters: {
			source: 'json',
			chat: '={{ $json.chat }}',
			options: { batchSize: 2, accountTimezone: 'Asia/Dubai' },
		},
		item: (index) => item(index),
		bad: {
			item: (index) => item(index, { status: 'succeeded' }),
			message: /^"Chat > status" holds "succeeded"$/,
		},
		refused: {
			item: (index) => item(index, { site_id: 9999 }),
			message: /^"Chat > site_id" holds 9999, which CallGear does not know$/,
		},
		call: { method: 'POST', path: '/v2.0', bodyIncludes: 'upload.chats' },
		writes: true,
		// Another day, with all its points
		prepare: () => prepareAccount(callGear),
		delivered: () => chats().map(({ ext_id: extId }) => Number(String(extId).slice('tg-'.length))),
		secrets,
		itemsPerCall: 2,
	};
}

const byKey: VariantOf<'callGear'> = (callGear) => ({
	...uploadChats(callGear),
	variant: 'API key',
	...byApiKey(callGear),
	// As the node packs them by itself: CallGear allows 60 requests a minute
	soak: { unit: 'chat', count: 2_000, options: { batchSize: 50 } },
});

const byLogin: VariantOf<'callGear'> = (callGear) => ({
	...uploadChats(callGear),
	variant: 'login and password',
	credentials: () => ({ callGearApi: knowledgeOf(callGear).loginCredential() as never }),
	steps: { 'sign-in': { method: 'POST', path: '/v2.0', bodyIncludes: 'login.user' } },
	expire: () => {
		for (const token of callGear().state.tokens.values()) if (token.kind === 'session') token.diesAt = 0;
	},
	exceptions: {
		'401 once': {
			report: 'not delivered',
			because: 'CallGear tells of an expired session inside an answer with status 200',
		},
	},
});

/** What says who, where or what kind; all else is text, or a time. */
const KNOWN_THINGS = [
	'email',
	'status',
	'initiator',
	'visitor_session_id',
	'campaign_id',
	'site_id',
	'source_id',
	'ext_id',
];

/** CallGear takes nothing else of a phone. */
const digits = (value: unknown) => [String(value).replace(/\D/g, '')];

const named = (keys: readonly string[], name: (key: string) => [path: string, label: string]) =>
	Object.fromEntries(keys.map(name));

/** The ID of another tool, with its name. */
const ownId = (value: unknown) => {
	const id = withoutFormats(String(value)).trim();
	return id === '' ? [] : [`jivo-${id}`];
};

export const contract: ActionContract<'callGear'> = {
	node: 'callGearUploadChats',
	foundBy: ['chat', 'live chat', 'whatsapp', 'csv', 'conversation', 'transcript'],
	variants: [byKey, byLogin],
	ways: [
		{
			parameters: {
				source: 'fields',
				phone: '971500000001',
				siteId: { __rl: true, mode: 'id', value: '3101' },
				messages: {
					message: [
						{
							dateTime: '2026-02-03T06:00:05Z',
							messageSource: 'operator',
							employeeId: { __rl: true, mode: 'id', value: '9012' },
							text: 'Is Friday free?',
						},
					],
				},
			},
		},
		{
			parameters: { source: 'rows', chatKey: 'chat_id', timesWithoutZone: 'workflow' },
			json: {
				chat_id: 'a',
				phone: '971500000001',
				site_id: 3101,
				date_time: '2026-02-03 10:00:00',
				source: 'operator',
				employee_id: 9012,
				message: 'Is Friday free?',
			},
			inItem: named([...CHAT_KEYS, ...MESSAGE_KEYS, 'chat_id'], (column) => [
				column,
				`${column === 'chat_id' ? 'Chat Key Column' : columnName(column as ChatKey)} (${column})`,
			]),
		},
		{
			parameters: {
				source: 'export',
				exportFormat: 'whatsapp',
				export: '={{ $json.file }}',
				exportPart: 'last',
				phone: '971500000001',
				siteId: { __rl: true, mode: 'id', value: '3101' },
				agents: {
					agent: [{ inExport: 'Aisha Khan', employeeId: { __rl: true, mode: 'id', value: '9012' } }],
				},
			},
			json: { file: '13/02/2026, 10:00 - Mira: Is Friday free?\n13/02/2026, 10:01 - Aisha Khan: Yes.' },
		},
		{
			parameters: {
				source: 'export',
				exportFormat: 'jivo',
				export: '={{ $json.export }}',
				otherEmployeeId: { __rl: true, mode: 'id', value: '9012' },
				siteId: { __rl: true, mode: 'id', value: '3101' },
			},
			json: {
				export: {
					event_name: 'chat_finished',
					chat_id: 7607,
					visitor: { phone: '971500000001', email: 'mira@example.net' },
					agents: [{ id: '1', email: 'aisha@acme-dental.example' }],
					chat: {
						messages: [
							{ message: 'Yes.', timestamp: 1770098470, type: 'agent', agent_id: 1 },
							{ message: 'Is Friday free?', timestamp: 1770098475, type: 'visitor' },
						],
					},
				},
			},
			inItem: {
				'export.event_name': 'Export > event_name',
				'export.chat_id': 'Export > chat_id',
				'export.visitor.name': 'Export > visitor > name',
				'export.visitor.email': 'Export > visitor > email',
				'export.visitor.phone': 'Export > visitor > phone',
				'export.agents': 'Export > agents',
				'export.chat.messages': 'Export > chat > messages',
				'export.chat.messages[1]': 'Export > chat > messages 2',
				'export.chat.messages[1].message': 'Export > chat > messages 2 > message',
				'export.chat.messages[1].timestamp': 'Export > chat > messages 2 > timestamp',
				'export.chat.messages[1].type': 'Export > chat > messages 2 > type',
				'export.chat.messages[0].agent_id': 'Export > chat > messages 1 > agent_id',
			},
		},
		{
			parameters: {},
			inItem: {
				'chat.messages': 'Chat > messages',
				'chat.messages[1]': 'Chat > messages 2',
				...named(CHAT_KEYS, (key) => [`chat.${key}`, `Chat > ${key}`]),
				...named(MESSAGE_KEYS, (key) => [`chat.messages[1].${key}`, `Chat > messages 2 > ${key}`]),
			},
		},
	],
	fates: {
		...Object.fromEntries(
			[...KNOWN_THINGS, 'phone'].flatMap((key) => [
				[`item.${key}`, key === 'phone' ? digits : IDENTIFIER],
				[`item.chat.${key}`, key === 'phone' ? digits : IDENTIFIER],
			]),
		),
		phone: digits,
		email: IDENTIFIER,
		'additionalFields.extId': IDENTIFIER,
		source: SETTING,
		inputColumns: { stays: 'Only the editor reads it, for the list of columns.' },
		chatKey: COLUMN,
		...Object.fromEntries(SHOWN_COLUMNS.map((key) => [columnField(key), COLUMN])),
		columns: COLUMN,
		'item.chat_id': { stays: 'It says which rows belong together.' },
		'item.start_date_time': inDubai,
		'item.date_time': inDubai,
		'item.chat.start_date_time': inDubai,
		'item.chat.messages[1].date_time': inDubai,
		startDateTime: inDubai,
		'messages.message.0.dateTime': inDubai,
		'options.accountTimezone': SETTING,
		'options.batchSize': SETTING,
		'options.checkOnly': SETTING,
		'options.equalStart': SETTING,
		'options.inputTimezone': SETTING,
		'options.missingExtId': SETTING,
		'options.skipUploaded': SETTING,
		exportFormat: SETTING,
		exportPart: SETTING,
		pauseHours: SETTING,
		exportTimezone: SETTING,
		dayMonthOrder: SETTING,
		'agents.agent.0.inExport': { stays: 'It says who is meant in the export.' },
		'item.export.visitor.phone': digits,
		'item.export.visitor.email': IDENTIFIER,
		otherEmployeeId: { stays: 'Only agents who are not found need it.' },
		'item.export.chat_id': ownId,
		'item.export.agents': { stays: 'It says who the agents are.' },
		'item.export.chat.messages[0].agent_id': { stays: 'It says which of the agents wrote.' },
		'item.export.chat.messages[1].timestamp': inDubai,
		timesWithoutZone: SETTING,
		countryCode: SETTING,
		words: SETTING,
	},
	unlisted: { 'additionalFields.extId': 'the ID is of your own system' },
	subtitles: [[{}, 'one chat per item']],
	tool: { model: ['status', 'messages.message.text'], flow: ['siteId', 'campaignId', 'phone', 'email'] },
};
