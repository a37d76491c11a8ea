/** What a field of a message's class may hold. */
type Kind =
	| 'text'
	/** 32 bits, with a sign. */
	| 'int'
	/** 64 bits; JSON's numbers are exact up to 2^53. */
	| 'long'
	/** With a fraction or without. */
	| 'double'
	/** Milliseconds since 1970, or a date as text. */
	| 'time'
	/** Any JSON. */
	| 'any'
	/** An object of any keys. */
	| 'map'
	/** An object of the keys that the rows below it name. */
	| 'object'
	/** A list of what the row with `[]` behind its name says. */
	| 'list';

interface Rule {
	kind: Kind;
	/** Neither absent nor null; a text also not blank, where that is said. */
	must?: 'be there' | 'not be blank';
	oneOf?: string[];
}

const words = (text: string) => text.split(' ');

type Rules = Record<string, Rule>;

/**
 * The constraints of every message, by the paths of its values: the classes CimMessage, MessageHeader, Sender, ChannelData, Attribute and MessageBody
 * of version 1.21.1, with their annotations and enums. https://github.com/expertflow/object-model
 */
const envelope: Rules = {
	id: { kind: 'text' },
	header: { kind: 'object', must: 'be there' },
	'header.sender': { kind: 'object', must: 'be there' },
	'header.sender.id': { kind: 'text', must: 'not be blank' },
	'header.sender.type': {
		kind: 'text',
		must: 'be there',
		oneOf: words('AGENT BOT CUSTOMER APP CONNECTOR SYSTEM'),
	},
	'header.sender.senderName': { kind: 'text' },
	'header.sender.additionalDetail': { kind: 'map' },
	'header.channelData': { kind: 'object', must: 'be there' },
	'header.channelData.channelCustomerIdentifier': { kind: 'text', must: 'not be blank' },
	'header.channelData.serviceIdentifier': { kind: 'text', must: 'not be blank' },
	'header.channelData.requestPriority': { kind: 'int' },
	'header.channelData.customerFirstName': { kind: 'text' },
	'header.channelData.customerLastName': { kind: 'text' },
	'header.channelData.additionalAttributes': { kind: 'list' },
	'header.channelData.additionalAttributes[]': { kind: 'object', must: 'be there' },
	'header.channelData.additionalAttributes[].key': { kind: 'text' },
	'header.channelData.additionalAttributes[].type': {
		kind: 'text',
		oneOf: words(
			'Alphanum100 AlphanumSpecial200 String2000 String50 String100 PositiveNumber IP Number PhoneNumber URL Boolean Email Password StringList WebChannelData',
		),
	},
	'header.channelData.additionalAttributes[].value': { kind: 'any' },
	'header.language': { kind: 'object' },
	'header.timestamp': { kind: 'time' },
	'header.securityInfo': { kind: 'object' },
	'header.stamps': { kind: 'list' },
	'header.stamps[]': { kind: 'text' },
	'header.intent': {
		kind: 'text',
		oneOf: words(
			'NONE REPLY_TO UPDATE START_CHAT END_CHAT CALL_LEG_STARTED CALL_LEG_ENDED AGENT_OUTBOUND START_VOICE END_VOICE NETWORK_DISCONNECT ASSIGN_RESOURCE_REQUESTED IVR_AGGREGATED_ACTIVITY START_CONVERSATION CALL_HOLD CALL_RESUME',
		),
	},
	'header.entities': { kind: 'map' },
	'header.channelSessionId': { kind: 'text' },
	'header.conversationId': { kind: 'text' },
	'header.customer': { kind: 'map' },
	'header.originalMessageId': { kind: 'text' },
	'header.providerMessageId': { kind: 'text' },
	'header.schedulingMetaData': { kind: 'map' },
	'header.roomId': { kind: 'text' },
	body: { kind: 'object', must: 'be there' },
	'body.markdownText': { kind: 'text' },
};

/** StructuredMessage, of which most bodies are a kind. */
const structured: Rules = { 'body.additionalDetails': { kind: 'any' } };

/** MultimediaMessage and Attachment. */
const media: Rules = {
	...structured,
	'body.caption': { kind: 'text' },
	'body.attachment': { kind: 'object', must: 'be there' },
	'body.attachment.mediaUrl': { kind: 'text', must: 'not be blank' },
	'body.attachment.thumbnail': { kind: 'text' },
	'body.attachment.mimeType': { kind: 'text' },
	'body.attachment.size': { kind: 'long' },
	'body.attachment.mediaLabel': { kind: 'text' },
	'body.attachment.mediaName': { kind: 'text' },
};

/** The bodies that the nodes build: what their classes say beside that of every message. */
const bodies: Record<string, Rules> = {
	PLAIN: {},
	IMAGE: media,
	VIDEO: media,
	AUDIO: media,
	FILE: media,
	STICKER: {
		...structured,
		// The class has no annotation, the page has: https://docs.expertflow.com/cx/4.10/cim-media-messages
		'body.mediaUrl': { kind: 'text', must: 'not be blank' },
		'body.stickerId': { kind: 'text' },
	},
	LOCATION: {
		...structured,
		'body.location': { kind: 'object', must: 'be there' },
		'body.location.latitude': { kind: 'double', must: 'be there' },
		'body.location.longitude': { kind: 'double', must: 'be there' },
	},
	CONTACT: {
		...structured,
		'body.contacts': { kind: 'list', must: 'be there' },
		'body.contacts[]': { kind: 'object', must: 'be there' },
		'body.contacts[].name': { kind: 'object', must: 'be there' },
		'body.contacts[].name.formattedName': { kind: 'text', must: 'not be blank' },
		'body.contacts[].name.additionalNameDetails': { kind: 'any' },
		'body.contacts[].phones': { kind: 'list' },
		'body.contacts[].phones[]': { kind: 'object', must: 'be there' },
		'body.contacts[].phones[].phone': { kind: 'text', must: 'not be blank' },
		'body.contacts[].phones[].additionalPhoneDetails': { kind: 'any' },
		'body.contacts[].additionalContactDetails': { kind: 'any' },
	},
	NOTIFICATION: {
		'body.notificationType': {
			kind: 'text',
			must: 'be there',
			oneOf: words(
				'INFO SYSTEM_ERROR WARNING CHANNEL_SESSION_STARTED CHANNEL_SESSION_EXPIRED CHANNEL_SESSION_ENDED AGENT_SUBSCRIBED AGENT_UNSUBSCRIBED TASK_ENQUEUED NO_AGENT_AVAILABLE TYPING_STARTED TYPING_STOPPED AGENT_RESERVED PARTICIPANT_ROLE_CHANGED TASK_STATE_CHANGED CHANNEL_SESSION_DATA_UPDATED ADVISOR_SUBSCRIBED ROOM_MEMBER_STATUS_CHANGED',
			),
		},
		'body.notificationData': { kind: 'map' },
	},
	DELIVERYNOTIFICATION: {
		'body.messageId': { kind: 'text', must: 'not be blank' },
		'body.status': { kind: 'text', must: 'be there', oneOf: words('DELIVERED READ FAILED CONNECTED') },
		'body.reasonCode': { kind: 'text' },
	},
};

/** All constraints of a message with a body of this type. */
export const rulesOf = (type: string): Rules => ({
	...envelope,
	'body.type': { kind: 'text', must: 'be there', oneOf: Object.keys(bodies) },
	...(Object.hasOwn(bodies, type) ? bodies[type] : {}),
});

const isMap = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const fits: Record<Kind, (value: unknown) => boolean> = {
	text: (value) => typeof value === 'string',
	int: (value) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31,
	long: (value) => Number.isSafeInteger(value),
	double: (value) => Number.isFinite(value),
	time: (value) => Number.isSafeInteger(value) || !Number.isNaN(Date.parse(String(value))),
	any: () => true,
	map: isMap,
	object: isMap,
	list: Array.isArray,
};

/** Every constraint that a message breaks, by the path of the value that breaks it. */
export function brokenRules(message: object, rules = rulesOf(typeOf(message))): string[] {
	return problemsAt('', { kind: 'object', must: 'be there' }, message, rules);
}

const typeOf = (message: object) => String((message as { body?: { type?: unknown } }).body?.type);

function problemsAt(path: string, { kind, must, oneOf }: Rule, value: unknown, rules: Rules): string[] {
	const problem = (what: string) => [`${path || 'the message'} ${what}`];
	if (value === undefined || value === null) return must ? problem('is missing') : [];
	if (!fits[kind](value)) return problem(`is no ${kind}`);
	if (must === 'not be blank' && String(value).trim() === '') return problem('is blank');
	if (oneOf && !oneOf.includes(String(value))) return problem(`is none of ${oneOf.join(', ')}`);
	if (kind === 'list') {
		const entry = `${path}[]`;
		return (value as unknown[]).flatMap((one) => problemsAt(entry, rules[entry], one, rules));
	}
	return kind === 'object' ? problemsIn(path, value as Record<string, unknown>, rules) : [];
}

/** Looks at all that the class has, and at all that the object has. */
function problemsIn(path: string, object: Record<string, unknown>, rules: Rules): string[] {
	const below = path === '' ? '' : `${path}.`;
	const known = Object.keys(rules)
		.filter((name) => name.startsWith(below) && /^\w+$/.test(name.slice(below.length)))
		.map((name) => name.slice(below.length));
	const strange = Object.keys(object).filter((key) => !known.includes(key));
	return [
		...known.flatMap((key) => problemsAt(`${below}${key}`, rules[`${below}${key}`], object[key], rules)),
		...strange.map((key) => `${below}${key} is unknown to the class`),
	];
}
