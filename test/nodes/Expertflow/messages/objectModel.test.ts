import fc from 'fast-check';
import { cloneDeep, omit, set, unset } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';

import { Fields } from '../../../../nodes/engine/fields';
import { END_CHAT, endBody } from '../../../../nodes/Expertflow/EndChat/body';
import { properties as ofEndChat } from '../../../../nodes/Expertflow/EndChat/properties';
import { downloadUrl } from '../../../../nodes/Expertflow/files/mediaUrl';
import { readHeader } from '../../../../nodes/Expertflow/messages/header';
import { readBody } from '../../../../nodes/Expertflow/SendMedia/body';
import { properties } from '../../../../nodes/Expertflow/SendMedia/properties';
import { readBody as readMessageBody } from '../../../../nodes/Expertflow/SendMessage/body';
import { properties as ofSendMessage } from '../../../../nodes/Expertflow/SendMessage/properties';
import { readReceipt } from '../../../../nodes/Expertflow/SendReceipt/body';
import { properties as ofSendReceipt } from '../../../../nodes/Expertflow/SendReceipt/properties';
import { readMessage } from '../../../../sandbox/expertflow/cim';
import { anyText, holds } from '../../../properties/check';
import { brokenRules, rulesOf } from '../objectModel';

/** A message as Send Media builds it. */
function built(values: Record<string, unknown>, file: { mimeType?: string; size?: number } = {}): object {
	const fields = Fields.of(
		{ serviceIdentifier: '880044', channelCustomerIdentifier: '49155', messageType: 'auto', ...values },
		properties,
	);
	const mediaUrl = downloadUrl('https://cx.example.test/file-engine', '1_photo.png');
	const header = readHeader(fields, 'UTC');
	return { id: 'one', header, body: readBody(fields)({ mediaUrl, fileName: 'photo.png', ...file }) };
}

const TO = { serviceIdentifier: '880044', channelCustomerIdentifier: '49155' };

const fieldsOf = (values: Record<string, unknown>, of: INodeProperties[]) =>
	Fields.of({ ...TO, ...values }, of);

/** A message as Send Message builds it. */
function said(values: Record<string, unknown>): object {
	const fields = fieldsOf(values, ofSendMessage);
	const mediaUrl = (name: string) => downloadUrl('https://cx.example.test/file-engine', name);
	return { id: 'one', header: readHeader(fields, 'UTC'), body: readMessageBody(fields)({ mediaUrl }) };
}

/** A message as Send Receipt builds it. */
function receipt(values: Record<string, unknown>): object {
	const fields = fieldsOf(values, ofSendReceipt);
	return { id: 'one', header: readHeader(fields, 'UTC'), body: readReceipt(fields).body };
}

/** A message as End Chat builds it. */
function end(values: Record<string, unknown>): object {
	const fields = fieldsOf(values, ofEndChat);
	return { id: 'one', header: { ...readHeader(fields, 'UTC'), ...END_CHAT }, body: endBody(fields) };
}

const text = anyText({ minLength: 1, maxLength: 20 }).filter((value) => value.trim() !== '');
const json = fc.dictionary(
	fc.stringMatching(/^[a-z]{1,5}$/),
	fc.oneof(anyText(), fc.integer(), fc.boolean()),
);
const attribute = fc.oneof(
	fc.record({
		key: text,
		type: fc.constantFrom('String100', 'Number', 'Boolean', 'StringList'),
		value: anyText(),
	}),
	fc.record({ key: text, type: fc.constant('WebChannelData'), value: json }),
	fc.record({ key: text, type: fc.constant('StringList'), value: fc.array(anyText()) }),
);

const everything = fc.record({
	serviceIdentifier: text,
	channelCustomerIdentifier: text,
	messageType: fc.constantFrom('auto', 'IMAGE', 'VIDEO', 'AUDIO', 'FILE'),
	caption: anyText(),
	text: anyText(),
	additionalFields: fc.record(
		{
			senderId: text,
			senderName: text,
			requestPriority: fc.nat(10),
			customerFirstName: anyText(),
			customerLastName: anyText(),
			additionalAttributes: fc.record({ attribute: fc.array(attribute, { maxLength: 3 }) }),
			intent: fc.constantFrom('', 'START_CHAT', 'START_CONVERSATION', 'UPDATE'),
			entities: json,
			originalMessageId: text,
			providerMessageId: text,
			roomId: text,
			thumbnail: text,
			additionalDetails: json,
			timestamp: fc.constantFrom('2026-02-03T10:00:00Z', '2026-02-03'),
		},
		{ requiredKeys: [] },
	),
});

const more = fc.record(
	{ senderId: text, customerFirstName: anyText(), providerMessageId: text, roomId: text, messageId: text },
	{ requiredKeys: [] },
);

/** What is beside a place, a card or a sticker. */
const beside = fc.record(
	{
		textBeside: anyText(),
		additionalDetails: json,
		locationName: anyText(),
		locationAddress: anyText(),
		locationUrl: text,
		stickerId: text,
	},
	{ requiredKeys: [] },
);

const degrees = (most: number) =>
	fc.oneof(fc.integer({ min: -most, max: most }), fc.integer({ min: -most, max: most }).map(String));
const list = fc.array(fc.stringMatching(/^\+?[0-9]{5,12}$/), { maxLength: 3 });

const contact = fc.record(
	{
		formattedName: text,
		firstName: anyText(),
		middleName: anyText(),
		phones: list,
		emails: list,
		phoneDetails: json,
		contactDetails: json,
	},
	{ requiredKeys: ['formattedName'] },
);

const messages = fc.oneof(
	fc.record({ messageType: fc.constant('PLAIN'), text, additionalFields: more }),
	fc.record({
		messageType: fc.constant('STICKER'),
		storedName: fc.constant('1_a.webp'),
		additionalFields: beside,
	}),
	fc.record({
		messageType: fc.constant('LOCATION'),
		latitude: degrees(90),
		longitude: degrees(180),
		additionalFields: beside,
	}),
	fc.record({
		messageType: fc.constant('CONTACT'),
		contacts: fc.record({ contact: fc.array(contact, { minLength: 1, maxLength: 3 }) }),
		additionalFields: beside,
	}),
);

const receipts = fc.record({
	receipt: fc.constantFrom('DELIVERED', 'FAILED', 'READ', 'TYPING_STARTED', 'TYPING_STOPPED'),
	receivedMessageId: text,
	reasonCode: fc.constantFrom('400', '404', '500'),
	reason: anyText(),
	additionalFields: more,
});

const ends = fc.record({ text: anyText(), additionalFields: more });

const file = fc.record(
	{ mimeType: fc.constantFrom('image/png', 'video/mp4', 'application/pdf'), size: fc.maxSafeNat() },
	{ requiredKeys: [] },
);

describe('every message that is built', () => {
	it('keeps the constraints of the vendor’s classes', async () => {
		await holds(
			fc.tuple(everything, file),
			([values, of]) => {
				expect(brokenRules(built(values, of))).toEqual([]);
			},
			1_000,
		);
	});

	it('keeps them with nothing but the two identifiers', () => {
		expect(brokenRules(built({}))).toEqual([]);
	});

	it.each([
		['Send Message', messages, said],
		['Send Receipt', receipts, receipt],
		['End Chat', ends, end],
	] as const)('of %s keeps them, and the rules of the sandbox', async (_, values, build) => {
		await holds(
			values as fc.Arbitrary<Record<string, unknown>>,
			(given) => {
				const message = JSON.parse(JSON.stringify(build(given))) as object;
				expect(brokenRules(message)).toEqual([]);
				expect(readMessage(message)).not.toHaveProperty('problem');
			},
			600,
		);
	});
});

/** What every message may have beside what these nodes give it. */
const header = {
	'header.customer': {},
	'header.schedulingMetaData': {},
	'header.channelSessionId': 's',
	'header.conversationId': 'c',
	'header.stamps': ['s'],
	'header.sender.additionalDetail': {},
};

const additionalFields = {
	additionalAttributes: { attribute: [{ key: 'a', type: 'WebChannelData', value: { queue: '' } }] },
	customerFirstName: 'Ada',
	customerLastName: 'Miller',
	roomId: 'r',
	entities: '{}',
	intent: 'UPDATE',
	originalMessageId: 'o',
	providerMessageId: 'p',
	stickerId: 'x',
	textBeside: 'x',
	additionalDetails: { a: 1 },
};

/** What tells something itself has no intent. */
const ofNews = omit(additionalFields, ['intent', 'entities', 'originalMessageId']);

const card = {
	formattedName: 'Ada Miller',
	firstName: 'Ada',
	phones: '1',
	emails: 'a@b.c',
	phoneDetails: { a: 1 },
};

/** The type of each kind of body. */
const TYPES = {
	media: 'IMAGE',
	text: 'PLAIN',
	sticker: 'STICKER',
	location: 'LOCATION',
	contact: 'CONTACT',
	notification: 'NOTIFICATION',
	receipt: 'DELIVERYNOTIFICATION',
	end: 'PLAIN',
};

type Title = keyof typeof TYPES;

const TITLES = Object.keys(TYPES) as Title[];

/** For each kind of body a message in which every value that the classes know is there. */
const full: Record<Title, () => object> = {
	media: () =>
		complete(built({ additionalFields, text: 'x', caption: 'y' }, { mimeType: 'image/png', size: 1 }), {
			'body.attachment.thumbnail': 't',
			'body.attachment.mediaLabel': 'l',
			'body.attachment.mediaName': 'n',
		}),
	text: () => complete(said({ messageType: 'PLAIN', text: 'x', additionalFields })),
	sticker: () => complete(said({ messageType: 'STICKER', storedName: '1_a.webp', additionalFields })),
	location: () =>
		complete(said({ messageType: 'LOCATION', latitude: 1.5, longitude: '-2.25', additionalFields })),
	contact: () => complete(said({ messageType: 'CONTACT', contacts: { contact: [card] }, additionalFields })),
	notification: () =>
		complete(receipt({ receipt: 'TYPING_STARTED', additionalFields: ofNews }), {
			'body.notificationData': {},
		}),
	receipt: () => complete(receipt({ receipt: 'READ', receivedMessageId: 'm', additionalFields: ofNews })),
	end: () => complete(end({ additionalFields: ofNews })),
};

function complete(message: object, more: object = {}): object {
	// News has no field for them, but all messages may have them
	const always = { 'header.intent': 'UPDATE', 'header.entities': {}, 'header.originalMessageId': 'o' };
	for (const [path, value] of Object.entries({ ...header, ...always, ...more })) set(message, path, value);
	return message;
}

/** What no field of a kind can be read from. */
const WRONG: Record<string, unknown> = {
	text: { not: 'text' },
	int: 'many',
	long: 'many',
	double: 'many',
	time: 'soon',
	map: 'text',
	object: 'text',
	list: 'text',
};

type Breaking = [what: string, kind: Title, breaking: (message: object) => unknown];

/** One thing broken, for every rule that the table has for a kind of body. */
function breakings(title: Title): Breaking[] {
	return Object.entries(rulesOf(TYPES[title])).flatMap(([path, { kind, must, oneOf }]) => {
		const at = path.replaceAll('[]', '[0]');
		const ways: Breaking[] = [];
		const way = (what: string, breaking: Breaking[2]) => ways.push([what, title, breaking]);
		if (kind !== 'any') way(`${path} of another kind`, (message) => set(message, at, WRONG[kind]));
		if (must && !path.endsWith('[]')) way(`no ${path}`, (message) => unset(message, at));
		if (must && path.endsWith('[]')) way(`null as ${path}`, (message) => set(message, at, null));
		if (must === 'not be blank') way(`a blank ${path}`, (message) => set(message, at, ' '));
		if (oneOf) way(`another word as ${path}`, (message) => set(message, at, 'OTHER'));
		return ways;
	});
}

// The header is the same for all of them
const broken = TITLES.flatMap((title, index) =>
	breakings(title).filter(([what]) => index === 0 || what.includes('body.')),
);

// The server takes a sender, an intent and a body of any word
const open = /another word as (header\.sender\.type|header\.intent|body\.type)/;

describe('the table of constraints', () => {
	it.each(TITLES)('has nothing against a %s with everything in it, nor has the sandbox', (title) => {
		expect(full[title]()).toMatchObject({ body: { type: TYPES[title] } });
		expect(brokenRules(full[title]())).toEqual([]);
		expect(readMessage(full[title]())).not.toHaveProperty('problem');
	});

	it.each(broken)('knows %s (%s), and the sandbox refuses it', (what, title, breaking) => {
		const message = cloneDeep(full[title]());
		breaking(message);
		expect(brokenRules(message, rulesOf(TYPES[title]))).toHaveLength(1);
		if (!open.test(what)) expect(readMessage(message)).toHaveProperty('problem');
	});

	it('knows a key that the classes do not have', () => {
		expect(brokenRules({ ...full.media(), channel: 'WEB' })).toEqual(['channel is unknown to the class']);
		const message = set(full.media(), 'body.attachment.mediaURL', 'x');
		expect(brokenRules(message)).toEqual(['body.attachment.mediaURL is unknown to the class']);
	});
});
