import fc from 'fast-check';
import { Settings } from 'luxon';

import { eventItem, type VendorEvent } from '../../../../nodes/engine/eventItem';
import { readEvents } from '../../../../nodes/Expertflow/Trigger/events';
import { eventItemSchema } from '../../../../testkit/trigger';
import { holds } from '../../../properties/check';
import { bot, headerOf, mediaUrlOf, messageOf, text } from '../events';

const all = (told: unknown): VendorEvent[] => readEvents(told, Buffer.from(JSON.stringify(told) ?? ''));
const read = (told: unknown): VendorEvent => all(told)[0];

describe('who wrote', () => {
	it.each([
		['AGENT', 'agent'],
		['bot', 'bot'],
		['CUSTOMER', 'customer'],
		['CONNECTOR', 'customer'],
		['SYSTEM', 'system'],
		['APP', 'system'],
	])('%s is %s', (type, expected) => {
		const sender = { id: 7, type, senderName: 'maria' };
		expect(read(messageOf('m', text('Hi'), { sender })).sender).toEqual({
			type: expected,
			id: '7',
			name: 'maria',
		});
	});

	it.each([['ROBOT'], ['constructor'], [undefined], [7]])('%s is nobody known', (type) => {
		expect(read(messageOf('m', text('Hi'), { sender: { type } })).sender).toBeUndefined();
	});
});

describe('the key', () => {
	it('is the ID and the type', () => {
		expect(read(messageOf('m', text('Hi'))).eventKey).toBe('PLAIN m');
		expect(read({ ...messageOf('', text('Hi')), id: 7 }).eventKey).toBe('PLAIN 7');
		expect(read(messageOf('x'.repeat(200), text('Hi'))).eventKey).toBe(`PLAIN ${'x'.repeat(200)}`);
	});

	it.each([undefined, null, '', ' ', {}, [1], true, 'x'.repeat(201)])(
		'is that of the bytes where the ID is %p',
		(id) => {
			const one = { ...messageOf('', text('Hi')), id };
			expect(read(one).eventKey).toMatch(/^PLAIN [\da-f]{32}$/);
			expect(read({ ...one, body: text('Ho') }).eventKey).not.toBe(read(one).eventKey);
		},
	);

	it('of an edited message is another one each time that it says something else', () => {
		const edited = (words: string) => read(messageOf('m', text(words), { intent: 'UPDATE' })).eventKey;
		expect(edited('Hi')).toMatch(/^PLAIN m [\da-f]{32}$/);
		expect(edited('Hi')).toBe(edited('Hi'));
		expect(edited('Ho')).not.toBe(edited('Hi'));
	});
});

describe('the time', () => {
	it.each([
		[1_760_000_012_345, '2025-10-09T08:53:32.345Z'],
		['1760000012345', '2025-10-09T08:53:32.345Z'],
		['2025-10-09T10:53:32.345+02:00', '2025-10-09T08:53:32.345Z'],
		[0, '1970-01-01T00:00:00.000Z'],
		['soon', undefined],
		[9e15, undefined],
		[-1, undefined],
		[null, undefined],
		[{}, undefined],
	])('%p is %s', (timestamp, expected) => {
		expect(read(messageOf('m', text('Hi'), { timestamp })).occurredAt).toBe(expected);
	});

	it('is the same where n8n runs in another zone', () => {
		const { defaultZone } = Settings;
		try {
			Settings.defaultZone = 'Asia/Kolkata';
			for (const timestamp of [1_760_000_012_345, '2025-10-09T08:53:32.345', '2025-10-09T10:53:32.345+02:00'])
				expect(read(messageOf('m', text('Hi'), { timestamp })).occurredAt).toBe('2025-10-09T08:53:32.345Z');
		} finally {
			Settings.defaultZone = defaultZone;
		}
	});
});

describe('the conversation', () => {
	it.each([
		[headerOf(), '68f0aa66'],
		[headerOf({ conversationId: null }), '880044:4915550001122'],
		[{ channelData: { channelCustomerIdentifier: '49' } }, '49'],
		[{}, undefined],
		[null, undefined],
	])('of %j is %s', (header, expected) => {
		expect(read({ id: 'm', header, body: text('Hi') }).conversationId).toBe(expected);
	});
});

describe('files', () => {
	const attached = (body: object) => read(messageOf('m', body)).attachments;

	it.each([
		['by the name that the message tells', { additionalDetails: { fileName: 'Label.pdf' } }, 'Label.pdf'],
		[
			'by the label',
			{ attachment: { mediaUrl: mediaUrlOf('1_a.pdf'), mediaLabel: 'Label', mediaName: 'b' } },
			'Label',
		],
		[
			'by the stored name beside',
			{ attachment: { mediaUrl: mediaUrlOf('1_a.pdf'), mediaName: 'b.pdf' } },
			'b.pdf',
		],
		['by the stored name in the address', {}, '1_ä b.pdf'],
	])('are called %s', (_, more, name) => {
		const attachment = { mediaUrl: mediaUrlOf('1_%C3%A4%20b.pdf') };
		expect(attached({ type: 'FILE', attachment, ...more })).toMatchObject([{ name }]);
	});

	it('have the type that the widget writes elsewhere', () => {
		const attachment = { mediaUrl: 'https://a.example.test/x', type: 'image/png', mimeType: null };
		expect(attached({ type: 'IMAGE', attachment })).toEqual([
			{ url: 'https://a.example.test/x', mimeType: 'image/png' },
		]);
	});

	it('of an email are all there, a link is none', () => {
		const attachments = [{ mediaUrl: mediaUrlOf('1_a.pdf'), size: 7 }, { mediaUrl: '' }, 'x'];
		expect(attached({ type: 'EMAIL', attachments })).toEqual([
			{ url: mediaUrlOf('1_a.pdf'), name: '1_a.pdf', size: 7 },
		]);
		const link = read(
			messageOf('m', { type: 'URL', mediaUrl: 'https://www.example.com', markdownText: 'Look' }),
		);
		expect(link).toMatchObject({ text: 'Look', more: { url: 'https://www.example.com' } });
		expect(link.attachments).toBeUndefined();
	});

	it('of odd kinds are none', () => {
		for (const attachment of [null, 'x', [], { mediaUrl: 7.5, size: 'x' }, { mediaUrl: null }])
			expect(attached({ type: 'FILE', attachment })?.[0]?.size).toBeUndefined();
	});
});

it('cards say their texts, and offer all of their buttons', () => {
	const elements = ['Gold', 'Silver'].map((title) => ({
		text: title,
		buttons: [{ title: `Take ${title}`, type: 'postback', payload: title.toUpperCase() }],
	}));
	expect(
		read(messageOf('m', { type: 'CAROUSEL', markdownText: null, elements }, { sender: bot })),
	).toMatchObject({
		text: 'Gold\nSilver',
		more: {
			choices: [
				{ label: 'Take Gold', type: 'postback', payload: 'GOLD' },
				{ label: 'Take Silver', type: 'postback', payload: 'SILVER' },
			],
		},
	});
});

it('a notification is one where its type stands beside the body, too', () => {
	const { event, more } = read({ ...messageOf('m', undefined), notificationType: 'AGENT_RESERVED' });
	expect({ event, type: more.notificationType }).toEqual({ event: 'NOTIFICATION', type: 'AGENT_RESERVED' });
});

it('of a type that nobody knows the whole body goes along', () => {
	const body = { type: 'ORDER_PLACED', order: { number: 7 }, markdownText: 'New' };
	expect(read(messageOf('m', body))).toMatchObject({ event: 'ORDER_PLACED', text: 'New', more: { body } });
});

it('what a message has beside its words stands under the vendor’s names', () => {
	const header = {
		intent: 'REPLY_TO',
		entities: { topic: 'x' },
		providerMessageId: 'wamid.1',
		replyToMessageId: 'old',
	};
	expect(read(messageOf('m', text('Hi'), header)).more).toMatchObject({
		intent: 'REPLY_TO',
		entities: { topic: 'x' },
		providerMessageId: 'wamid.1',
		originalMessageId: 'old',
	});
});

describe('whatever comes', () => {
	it.each([null, 7, 'text', [], {}, { body: {} }, { body: 'x', header: 1 }, { id: 'm', header: headerOf() }])(
		'%j is no event',
		(told) => expect(all(told)).toEqual([]),
	);

	it('is read without an error, and becomes an item of the one shape', async () => {
		const anything = fc.anything({ maxDepth: 3 });
		const keys = ['id', 'header', 'body', 'notificationType', 'connectorConfigurations'];
		const odd = fc.oneof(
			fc.dictionary(fc.constantFrom(...keys), anything),
			fc.record({
				id: anything,
				header: fc.dictionary(
					fc.constantFrom('sender', 'channelData', 'timestamp', 'conversationId', 'intent', 'entities'),
					anything,
				),
				body: fc.dictionary(
					fc.constantFrom(
						...[
							'type',
							'markdownText',
							'attachment',
							'attachments',
							'mediaUrl',
							'buttons',
							'elements',
							'contacts',
						],
						...[
							'location',
							'status',
							'reasonCode',
							'messageId',
							'notificationType',
							'additionalDetails',
							'caption',
						],
					),
					fc.oneof(anything, fc.constantFrom('PLAIN', 'IMAGE', 'URL', 'DELIVERYNOTIFICATION')),
				),
			}),
		);
		await holds(
			odd,
			(told) => {
				for (const event of readEvents(told, Buffer.from('x')))
					expect(eventItemSchema.safeParse(eventItem(event, { withRaw: false }).json).error).toBeUndefined();
			},
			2_000,
		);
	});
});
