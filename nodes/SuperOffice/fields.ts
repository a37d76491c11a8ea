import type { ICredentialsDisplayOptions, INodeProperties } from 'n8n-workflow';

import { invalidField } from '../engine/errors';
import type { Fields } from '../engine/fields';
import { locatedId } from '../engine/locator';
import { bare } from '../engine/values';
import { tenantOf } from './account';
import type { Authentication, Call, Installation } from './api';

/** Shows a credential only for the way of signing in that it belongs to. */
export const shownFor = (authentication: Authentication): ICredentialsDisplayOptions => ({
	show: { authentication: [authentication] },
});

/** Which of the credentials a node uses. */
export const authenticationField: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Online as a Person (OAuth2)', value: 'oAuth2' },
		{ name: 'Online as a System User', value: 'systemUser' },
		{ name: 'Onsite (Own Installation)', value: 'onsite' },
	],
	default: 'oAuth2',
	description: 'Where your SuperOffice runs, and as whom the flow signs in',
};

/** Reads how the node signs in. @throws Failure when the workflow holds another word */
export function readAuthentication(fields: Fields): Authentication {
	return fields.choice('authentication') as Authentication;
}

/** The chat session that a node works on. */
export const chatSessionField: INodeProperties = {
	displayName: 'Chat Session',
	name: 'chatSessionId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The chat session, by its number',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a chat session…',
			typeOptions: { searchListMethod: 'searchChatSessions', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 5177',
			hint: 'A webhook of SuperOffice has it as PrimaryKey',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*(?:\\d+\\s*)?$',
						errorMessage: 'The ID of a chat session is a number; choose By URL for an address',
					},
				},
			],
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://online3.superoffice.com/Cust12345/api/v1/ChatSession/5177',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '[^]*[Cc]hat[Ss]ession/\\d[^]*',
						errorMessage: 'An address of a chat session holds ChatSession/ and its number',
					},
				},
			],
		},
	],
};

/** Shows the chat session below the node's name. */
export const sessionSubtitle =
	'={{ $parameter["chatSessionId"] ? "session " + String($parameter["chatSessionId"]).split("ChatSession/").pop().split("/")[0] : "" }}';

/** The largest number of a record. */
export const LARGEST_INT32 = 2_147_483_647;

/** Reads the number of the chat session, also from an address. @throws Failure when there is none */
export function readChatSessionId(fields: Fields): number {
	const text = fields.id('chatSessionId');
	const digits = /\/ChatSession\/(\d+)/i.exec(text)?.[1] ?? text;
	const id = /^\d+$/.test(digits) ? Number(digits) : 0;
	if (id >= 1 && id <= LARGEST_INT32) return id;
	throw invalidField(
		fields.label('chatSessionId'),
		`holds "${text.slice(0, 60)}"`,
		`Use the number of a chat session, from 1 to ${LARGEST_INT32}, or the address of one.`,
	);
}

/**
 * Refuses the address of a chat session in another tenant, each of which counts its own sessions: the same number is somebody else's chat here.
 *
 * @throws Failure when it names a tenant that is not the credential's
 */
export function requireOwnSession(fields: Fields, { place, credentials }: Installation): void {
	const addressed = /\/(Cust\d+)\//i.exec(fields.id('chatSessionId'))?.[1];
	if (addressed === undefined || place === 'onsite') return;
	const tenant = tenantOf(credentials);
	if (addressed.toLowerCase() === tenant.toLowerCase()) return;
	throw invalidField(
		fields.label('chatSessionId'),
		`is an address of the tenant ${addressed}`,
		`The credential is for ${tenant}, where this number is another chat. Choose a session of that tenant, or another credential.`,
	);
}

/** What to say when SuperOffice does not know the chat session. */
export function unknownSession(fields: Fields, chatSessionId: number): Call['missing'] {
	return {
		message: `SuperOffice has no chat session ${chatSessionId}`,
		remedy: 'Check the number: SuperOffice removes deleted sessions, and each tenant counts its own.',
		field: fields.label('chatSessionId'),
	};
}

/** Without a zone of the user's choice times say which one they are in. https://docs.superoffice.com/en/api/web-services/so-timezone */
export const IN_UTC = { 'SO-TimeZone': 'UTC, includeTZOffset' };

/** A text in a filter. https://docs.superoffice.com/en/api/search/odata/strings */
export const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** The zone of the dates that a node gives. */
export const timeZoneOption: INodeProperties = {
	displayName: 'Time Zone',
	name: 'timeZone',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'Sent as SO-TimeZone: the zone in which the answer shows its dates',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a time zone…',
			typeOptions: { searchListMethod: 'searchTimeZones', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. NO, includeTZOffset',
			hint: 'Code or ID of the zone. Add ", includeTZOffset" to get the offsets of the dates too.',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^[\\x20-\\x7e]*$',
						errorMessage: 'A time zone is a code such as NO or US-NY, or a number',
					},
				},
			],
		},
	],
};

/** The headers of https://docs.superoffice.com/en/api/web-services/endpoints/http-headers that change how values are read and shown. */
export const headerOptions: INodeProperties[] = [
	{
		displayName: 'Accept Language',
		name: 'acceptLanguage',
		type: 'string',
		default: '',
		placeholder: 'e.g. en',
		description:
			'Sent as Accept-Language: the two-letter code of the language for values that SuperOffice keeps in several',
	},
	{
		displayName: 'Culture',
		name: 'culture',
		type: 'string',
		default: '',
		placeholder: 'e.g. nb',
		description:
			'Sent as SO-Culture: how numbers and dates are written inside texts. Has no effect without a language.',
	},
	{
		displayName: 'Language',
		name: 'language',
		type: 'string',
		default: '',
		placeholder: 'e.g. en',
		description:
			'Sent as SO-Language, which overrides Accept Language. Enter * to get the values of all languages.',
	},
	timeZoneOption,
];

const HEADERS = {
	acceptLanguage: 'Accept-Language',
	culture: 'SO-Culture',
	language: 'SO-Language',
	timeZone: 'SO-TimeZone',
};

/** What an option holds; the time zone can be picked. */
function headerText(options: Fields, name: string): string {
	const value = options.raw(name);
	const located = name === 'timeZone' ? locatedId(value) : value;
	if (located === value) return options.optionalText(name) ?? '';
	if (typeof located !== 'object') return String(located ?? '');
	throw invalidField(options.label(name), 'holds an object instead of text', 'Use a code such as NO.');
}

/** Reads the header options of a node. @throws Failure when a value cannot stand in a header, or would have no effect */
export function readHeaders(options: Fields): Record<string, string> {
	const values = Object.entries(HEADERS).map(([name, header]) => {
		const value = bare(headerText(options, name));
		if (/^[\x20-\x7e]*$/.test(value)) return [header, value];
		throw invalidField(
			options.label(name),
			'holds letters that no header can carry',
			'Use codes such as en.',
		);
	});
	const headers = Object.fromEntries(values.filter(([, value]) => value !== '')) as Record<string, string>;
	if (headers['SO-Culture'] && !headers['SO-Language'] && !headers['Accept-Language']) {
		throw invalidField(
			options.label('culture'),
			'has no effect without a language',
			'SuperOffice ignores it then: add Language, or remove it.',
		);
	}
	return headers;
}

/** A topic. */
export const topicField: INodeProperties = {
	displayName: 'Topic',
	name: 'topicId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'The topic, which SuperOffice also calls a chat channel',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a topic…',
			typeOptions: { searchListMethod: 'searchTopics', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 3',
			hint: 'The TopicId of a chat session',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*(?:\\d+\\s*)?$',
						errorMessage: 'The ID of a topic is a number',
					},
				},
			],
		},
	],
};

/**
 * Reads the number of a record, also from a pick list.
 *
 * @returns undefined where the field is empty
 * @throws Failure when it holds something else
 */
export function optionalRecordId(fields: Fields, name: string, example: string): number | undefined {
	const value = locatedId(fields.raw(name));
	if (value === undefined) return undefined;
	const text = typeof value === 'object' ? '' : bare(String(value));
	if (text === '' && typeof value !== 'object') return undefined;
	const id = /^\d+$/.test(text) ? Number(text) : 0;
	if (id >= 1 && id <= LARGEST_INT32) return id;
	const shown = typeof value === 'object' ? 'an object' : `"${text.slice(0, 60)}"`;
	throw invalidField(fields.label(name), `holds ${shown}`, `Use ${example}.`);
}

/** Reads the number of the topic that a node works on. @throws Failure when there is none */
export function readTopicId(fields: Fields): number {
	const example = 'the number of a topic, such as 3';
	const id = optionalRecordId(fields, 'topicId', example);
	if (id !== undefined) return id;
	throw invalidField(fields.label('topicId'), 'is empty', `Choose a topic, or use ${example}.`);
}

/** What to say when SuperOffice does not know the topic. */
export function unknownTopic(fields: Fields, topicId: number): Call['missing'] {
	return {
		message: `SuperOffice has no chat topic ${topicId}`,
		remedy: 'Check the number, or choose the topic from the list.',
		field: fields.label('topicId'),
	};
}
