import type { INodeParameters } from 'n8n-workflow';

import { sentTo } from '../messages/sent';
import { mediaUrl, onlyError, PNG, run, store, useExpertflow, vendor } from '../support';

useExpertflow();

const TO = { serviceIdentifier: '880044', channelCustomerIdentifier: '4915550001122' };
const send = async (parameters: INodeParameters, more: Parameters<typeof run>[2] = {}) =>
	await run('expertflowSendMessage', { ...TO, options: { maxTries: 1 }, ...parameters }, more);
const refused = async (parameters: INodeParameters) =>
	onlyError(await send(parameters, { onError: 'continueErrorOutput' }));
const arrived = async (parameters: INodeParameters) => {
	const { error } = await send(parameters);
	expect(error).toBeUndefined();
	return sentTo(vendor)[0];
};

describe('a text', () => {
	it('arrives as it stands, by the connector, for the customer', async () => {
		const { main } = await send({ text: ' Where is my *order*?\n' });
		const [{ id, header, body }] = sentTo(vendor);
		expect(body).toEqual({ type: 'PLAIN', markdownText: ' Where is my *order*?\n' });
		expect(header).toMatchObject({ sender: { type: 'CONNECTOR' }, channelData: TO, intent: null });
		expect(main[0].json).toEqual({
			messageId: id,
			status: 'DELIVERED',
			reasonCode: 200,
			httpStatus: 200,
			messageType: 'PLAIN',
		});
	});

	it('has to be there', async () => {
		expect(await refused({ text: ' ' })).toMatchObject({ message: '"Text" is empty', delivery: 'notSent' });
		expect(vendor().store.requests()).toEqual([]);
	});

	it('has the whole answer beside it on request, and another status where delivery follows', async () => {
		vendor().settings.deferred = true;
		const { main } = await send({ text: 'Hi', options: { includeRawAnswer: true } });
		expect(main[0].json).toMatchObject({ status: 'ACCEPTED', httpStatus: 202, answer: null });
	});

	it.each([
		['intent', 'START_CHAT', 'intent', 'START_CHAT'],
		['roomId', 'r-1', 'roomId', 'r-1'],
		['providerMessageId', 'wamid.1', 'providerMessageId', 'wamid.1'],
		['entities', '{"topic":"billing"}', 'entities', { topic: 'billing' }],
	])('carries %s in its header', async (name, value, key, expected) => {
		const { header } = await arrived({ text: 'Hi', additionalFields: { [name]: value } });
		expect(header[key]).toEqual(expected);
	});

	it('has the ID that is given', async () => {
		expect((await arrived({ text: 'Hi', additionalFields: { messageId: 'm-1' } })).id).toBe('m-1');
	});
});

describe('a reply', () => {
	const reply = { messageType: 'reply', text: 'Yes, that one' };

	it('quotes the other message by both of its IDs', async () => {
		const { header, body } = await arrived({
			...reply,
			originalMessageId: '1b0a77de',
			providerMessageId: 'wamid.7',
		});
		expect(body).toEqual({ type: 'PLAIN', markdownText: 'Yes, that one' });
		expect(header).toMatchObject({
			intent: 'REPLY_TO',
			originalMessageId: '1b0a77de',
			providerMessageId: 'wamid.7',
		});
	});

	it.each([
		['Original Message ID', { providerMessageId: 'x', originalMessageId: '={{ "" }}' }],
		['Provider Message ID', { providerMessageId: '={{ "" }}', originalMessageId: 'x' }],
	])('without %s is refused before anything is sent', async (label, ids) => {
		expect(await refused({ ...reply, ...ids })).toMatchObject({
			message: `"${label}" is empty`,
			field: label,
		});
		expect(vendor().store.requests()).toEqual([]);
	});
});

describe('a location', () => {
	const at = { messageType: 'LOCATION', latitude: '47.3769', longitude: '-8.5' };

	it('arrives in numbers, alone', async () => {
		expect((await arrived(at)).body).toEqual({
			type: 'LOCATION',
			markdownText: null,
			additionalDetails: null,
			location: { latitude: 47.3769, longitude: -8.5 },
		});
	});

	it('arrives with its name, address, page and words', async () => {
		const additionalFields = {
			locationName: 'Office',
			locationAddress: 'Street 1',
			locationUrl: 'https://www.example.com',
			additionalDetails: '{"floor":2}',
			textBeside: 'I am here',
		};
		expect((await arrived({ ...at, additionalFields })).body).toMatchObject({
			markdownText: 'I am here',
			additionalDetails: { name: 'Office', address: 'Street 1', url: 'https://www.example.com', floor: 2 },
		});
	});

	it('on the null island is one', async () => {
		const { body } = await arrived({ ...at, latitude: '={{ 0 }}', longitude: '0' });
		expect(body.location).toEqual({ latitude: 0, longitude: 0 });
	});

	it.each([
		['Latitude', { latitude: '90.01' }],
		['Latitude', { latitude: '47,3769' }],
		['Longitude', { longitude: '-180.5' }],
		['Longitude', { longitude: 'E 8' }],
	])('whose %s is none is refused: %j', async (field, wrong) => {
		expect(await refused({ ...at, ...wrong })).toMatchObject({ field, delivery: 'notSent' });
	});
});

describe('a contact', () => {
	const of = (...contact: INodeParameters[]) => ({ messageType: 'CONTACT', contacts: { contact } });

	it('arrives with all that is known of it', async () => {
		const ada = {
			formattedName: 'Dr. Ada Miller',
			firstName: 'Ada',
			lastName: 'Miller',
			middleName: 'Maria',
			namePrefix: 'Dr.',
			nameSuffix: 'Jr.',
			phones: '+49 1555 0001122, +49 1555 0001133',
			phoneDetails: '{"type":"CELL","wa_id":null}',
			emails: 'ada@example.com',
			contactDetails: '{"birthday":"1990-02-03"}',
		};
		const details = { type: 'CELL', wa_id: null };
		expect((await arrived(of(ada, { formattedName: 'Bob' }))).body).toEqual({
			type: 'CONTACT',
			markdownText: null,
			additionalDetails: null,
			contacts: [
				{
					name: {
						formattedName: 'Dr. Ada Miller',
						additionalNameDetails: {
							first_name: 'Ada',
							last_name: 'Miller',
							middle_name: 'Maria',
							name_prefix: 'Dr.',
							name_suffix: 'Jr.',
						},
					},
					phones: [
						{ phone: '+49 1555 0001122', additionalPhoneDetails: details },
						{ phone: '+49 1555 0001133', additionalPhoneDetails: details },
					],
					additionalContactDetails: {
						emails: [{ email: 'ada@example.com', type: 'INTERNET' }],
						birthday: '1990-02-03',
					},
				},
				{
					name: { formattedName: 'Bob', additionalNameDetails: {} },
					phones: [],
					additionalContactDetails: {},
				},
			],
		});
	});

	it.each([
		['"Contacts" is empty', of()],
		['"Contacts 1 > Formatted Name" is empty', of({ phones: '1' })],
		[
			'"Contacts 2 > Phone Details" is not an object',
			of({ formattedName: 'A' }, { formattedName: 'B', phoneDetails: '[1]' }),
		],
	])('is refused where %s', async (message, parameters) => {
		expect(await refused(parameters)).toMatchObject({ message, delivery: 'notSent' });
		expect(vendor().store.requests()).toEqual([]);
	});
});

describe('a sticker', () => {
	beforeEach(() => store('48213_wave.webp', PNG, 'image/webp'));

	it('arrives by the address of its file, without an attachment', async () => {
		const additionalFields = { stickerId: 's-1', additionalDetails: '{"metadata":{"emojis":["👋"]}}' };
		const { main } = await send({ messageType: 'STICKER', storedName: '48213_wave.webp', additionalFields });
		expect(sentTo(vendor)[0].body).toEqual({
			type: 'STICKER',
			mediaUrl: mediaUrl('48213_wave.webp'),
			stickerId: 's-1',
			markdownText: null,
			additionalDetails: { metadata: { emojis: ['👋'] } },
		});
		expect(main[0].json).toMatchObject({ messageType: 'STICKER', name: '48213_wave.webp' });
	});

	it('is the same with a pasted media URL, and refused with any other address', async () => {
		const storedName = 'https://cx.example.com/file-engine/api/downloadFileStream?filename=48213_wave.webp';
		expect((await arrived({ messageType: 'STICKER', storedName })).body.mediaUrl).toBe(
			mediaUrl('48213_wave.webp'),
		);
		expect(
			await refused({ messageType: 'STICKER', storedName: 'https://a.example.com/x.webp' }),
		).toMatchObject({
			message: '"Stored Name" is no address of a file that Expertflow stores',
		});
	});

	it('that is not stored is refused by Expertflow', async () => {
		expect(await refused({ messageType: 'STICKER', storedName: 'nowhere.webp' })).toMatchObject({
			message: 'Expertflow refused the message',
			vendorText: 'mediaUrl names no stored file',
		});
	});
});

describe('a custom message', () => {
	const custom = (customBody: unknown, additionalFields: INodeParameters = {}) =>
		({ messageType: 'custom', customBody, additionalFields }) as INodeParameters;

	it('arrives as it stands', async () => {
		const body = { type: 'URL', mediaUrl: 'https://www.example.com', extra: [1, { a: null }] };
		expect((await arrived(custom(JSON.stringify(body)))).body).toEqual(body);
	});

	it('has in its header what is said there, e.g. the payload of a button as its intent', async () => {
		const customHeader = {
			intent: 'TRACK_ORDER',
			originalMessageId: '1b0a77de',
			timestamp: 1_760_000_000_123,
		};
		const { header } = await arrived(
			custom({ type: 'PLAIN', markdownText: 'Track' }, { customHeader: JSON.stringify(customHeader) }),
		);
		expect(header).toMatchObject(customHeader);
	});

	it.each([
		['"Body" is not an object', custom([1])],
		['"Body" is empty', custom('={{ "" }}')],
		['"Body" has no type', custom({ markdownText: 'Hi' })],
		['"Body" has no type', custom({ type: ' ' })],
		['"Body" has the type "IMG", which Expertflow does not know', custom({ type: 'IMG' })],
		['"Body" has the type "plain", which Expertflow does not know', custom({ type: 'plain' })],
		[
			'"Additional Fields > Header" holds "sender"',
			custom({ type: 'PLAIN' }, { customHeader: '{"sender":{}}' }),
		],
		[
			'"Additional Fields > Header" holds "channelData"',
			custom({ type: 'PLAIN' }, { customHeader: { channelData: {} } }),
		],
	])('is refused where %s', async (message, parameters) => {
		expect(await refused(parameters)).toMatchObject({ message, delivery: 'notSent' });
		expect(vendor().store.requests()).toEqual([]);
	});

	it('goes on from a header that would change who writes to whom', async () => {
		const { description } = await refused(custom({ type: 'PLAIN' }, { customHeader: '{"sender":{}}' }));
		expect(description).toContain('Who writes to whom is said by the fields of the node: take it out.');
	});

	it('of a type that Expertflow does not know is sent on request', async () => {
		expect((await arrived(custom({ type: 'ORDER_PLACED', order: 7 }, { anyType: true }))).body).toEqual({
			type: 'ORDER_PLACED',
			order: 7,
		});
		expect(vendor().store.held('warning')).toHaveLength(1);
	});
});

it('one item after the other for a customer, in input order', async () => {
	const items = ['one', 'two', 'three', 'four'].map((text) => ({ json: { text } }));
	await send({ text: '={{ $json.text }}', options: { concurrency: 4 } }, { items });
	expect(sentTo(vendor).map(({ body }) => body.markdownText)).toEqual(['one', 'two', 'three', 'four']);
	expect(vendor().store.counters.maxInFlight).toBe(1);
});

it('each message has an ID of its own, and each text too', async () => {
	const items = [{ json: {} }, { json: {} }];
	await send({ text: 'Hi' }, { items });
	const ids = sentTo(vendor).map(({ id }) => id);
	expect(new Set(ids).size).toBe(2);
	for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/);
});
