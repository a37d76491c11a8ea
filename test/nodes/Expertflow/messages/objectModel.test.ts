import fc from 'fast-check';
import { cloneDeep, set, unset } from 'lodash';

import { Fields } from '../../../../nodes/engine/fields';
import { downloadUrl } from '../../../../nodes/Expertflow/files/mediaUrl';
import { readHeader } from '../../../../nodes/Expertflow/messages/header';
import { readBody } from '../../../../nodes/Expertflow/SendMedia/body';
import { properties } from '../../../../nodes/Expertflow/SendMedia/properties';
import { readMessage } from '../../../../sandbox/expertflow/cim';
import { anyText, holds } from '../../../properties/check';
import { brokenRules, rules } from '../objectModel';

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
});

/** A message in which every value that the classes know is there. */
const full = () => {
	const more = {
		additionalAttributes: { attribute: [{ key: 'a', type: 'WebChannelData', value: { queue: '' } }] },
		customerFirstName: 'Ada',
		customerLastName: 'Miller',
		roomId: 'r',
		entities: '{}',
		intent: 'UPDATE',
		originalMessageId: 'o',
		providerMessageId: 'p',
	};
	const message = built(
		{ additionalFields: more, text: 'x', caption: 'y' },
		{ mimeType: 'image/png', size: 1 },
	);
	const given = {
		customer: {},
		schedulingMetaData: {},
		channelSessionId: 's',
		conversationId: 'c',
		stamps: ['s'],
	};
	set(message, 'header', { ...(message as { header: object }).header, ...given });
	set(message, 'header.sender.additionalDetail', {});
	set(message, 'body.attachment.thumbnail', 't');
	set(message, 'body.attachment.mediaLabel', 'l');
	set(message, 'body.attachment.mediaName', 'n');
	return message;
};

/** What no field of a kind can be read from. */
const WRONG: Record<string, unknown> = {
	text: { not: 'text' },
	int: 'many',
	long: 'many',
	time: 'soon',
	map: 'text',
	object: 'text',
	list: 'text',
};

/** One thing broken, for every rule that the table has. */
const broken = Object.entries(rules).flatMap(([path, { kind, must, oneOf }]) => {
	const at = path.replaceAll('[]', '[0]');
	const ways: Array<[string, (message: object) => unknown]> = [];
	if (kind !== 'any') ways.push([`${path} of another kind`, (message) => set(message, at, WRONG[kind])]);
	if (must && !path.endsWith('[]')) ways.push([`no ${path}`, (message) => unset(message, at)]);
	if (must && path.endsWith('[]')) ways.push([`null as ${path}`, (message) => set(message, at, null)]);
	if (must === 'not be blank') ways.push([`a blank ${path}`, (message) => set(message, at, ' ')]);
	if (oneOf) ways.push([`another word as ${path}`, (message) => set(message, at, 'OTHER')]);
	return ways;
});

// The server takes a sender, an intent and a body of any word
const open = /another word as (header\.sender\.type|header\.intent|body\.type)/;

describe('the table of constraints', () => {
	it('has nothing against a message with everything in it, nor has the sandbox', () => {
		expect(brokenRules(full())).toEqual([]);
		expect(readMessage(full())).not.toHaveProperty('problem');
	});

	it.each(broken)('knows %s, and the sandbox refuses it', (what, breaking) => {
		const message = cloneDeep(full());
		breaking(message);
		expect(brokenRules(message)).toHaveLength(1);
		if (!open.test(what)) expect(readMessage(message)).toHaveProperty('problem');
	});

	it('knows a key that the classes do not have', () => {
		expect(brokenRules({ ...full(), channel: 'WEB' })).toEqual(['channel is unknown to the class']);
		const message = set(full(), 'body.attachment.mediaURL', 'x');
		expect(brokenRules(message)).toEqual(['body.attachment.mediaURL is unknown to the class']);
	});
});
