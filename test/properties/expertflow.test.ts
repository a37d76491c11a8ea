import fc from 'fast-check';
import type { INodeProperties } from 'n8n-workflow';

import { Fields } from '../../nodes/engine/fields';
import { downloadUrl, nameInMediaUrl } from '../../nodes/Expertflow/files/mediaUrl';
import { readSource } from '../../nodes/Expertflow/files/source';
import { readHeader } from '../../nodes/Expertflow/messages/header';
import { readBody } from '../../nodes/Expertflow/SendMedia/body';
import { properties } from '../../nodes/Expertflow/SendMedia/properties';
import { properties as fromUrl } from '../../nodes/Expertflow/UploadFileFromUrl/properties';
import { type Sandbox, startSandbox } from '../../sandbox';
import { contextOf } from '../engine/context';
import { Comparison } from './agreement';
import { anyText, holds, inexactNumber, mostly, oddValue } from './check';

const STORED = '1_photo.png';
const SERVICE = '880044';
const SOURCE = 'https://media.example.test/m/77';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ vendors: ['expertflow'] });
	const { state, store } = sandbox.vendors.expertflow;
	store.keepFile('photo', Buffer.from('photo'));
	state.files.set(STORED, { sha256: 'photo', type: 'image/png', size: 5 });
});
afterAll(async () => await sandbox.stop());

const fieldsOf = (of: INodeProperties[], values: object) =>
	Fields.ofItem(contextOf({ items: [values as Record<string, unknown>] }).context, 0, of);

async function post(path: string, body: unknown): Promise<string | undefined> {
	const answer = await fetch(`${sandbox.vendors.expertflow.url}${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	const text = await answer.text();
	return answer.ok ? undefined : text;
}

const file = () => ({
	mediaUrl: downloadUrl(`${sandbox.vendors.expertflow.url}/file-engine`, STORED),
	mimeType: 'image/png',
	fileName: STORED,
});

const filled = anyText({ minLength: 1, maxLength: 20 }).filter((text) => text.trim() !== '');
/** What an ID may be, and now and then what only looks like one. */
const anId = mostly(filled, fc.oneof(oddValue, fc.constantFrom(' ', '\n', '\u200b')));
const attribute = fc.record({
	key: mostly(filled, fc.oneof(oddValue, fc.constantFrom('', ' ', '\u200b'))),
	type: mostly(fc.constantFrom('String100', 'Number', 'Boolean')),
	value: mostly(anyText(), fc.oneof(oddValue, inexactNumber)),
});

const envelope = fc.record({
	serviceIdentifier: fc.constant(SERVICE),
	channelCustomerIdentifier: anId,
	more: fc.record(
		{
			senderId: mostly(filled),
			senderName: mostly(filled),
			requestPriority: mostly(fc.nat(10), fc.constantFrom(11, 12, 99, 1.5, 'high', {})),
			customerFirstName: mostly(anyText()),
			customerLastName: mostly(anyText()),
			additionalAttributes: fc.array(attribute, { maxLength: 3 }).map((list) => ({ attribute: list })),
			intent: mostly(fc.constantFrom('', 'START_CHAT', 'REPLY_TO')),
			entities: mostly(fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), anyText())),
			originalMessageId: anId,
			providerMessageId: anId,
			roomId: mostly(filled),
		},
		{ requiredKeys: [] },
	),
});

describe('media messages', () => {
	it('that pass the checks are taken by CCM, and those that do not are not', async () => {
		const comparison = new Comparison<{ more: object } & Record<string, unknown>>({
			build: ({ more, ...input }) => {
				const fields = fieldsOf(properties, { messageType: 'auto', ...input, additionalFields: more });
				return { id: 'one', header: readHeader(fields, 'UTC'), body: readBody(fields)(file()) };
			},
			unchecked: ({ more, ...input }) => {
				const {
					additionalAttributes,
					senderId = 'n8n',
					senderName = 'n8n',
					requestPriority = 0,
					customerFirstName,
					customerLastName,
					...header
				} = more as Record<string, unknown>;
				const { attribute: attributes = [] } = (additionalAttributes ?? {}) as { attribute?: unknown };
				const { mediaUrl } = file();
				return {
					id: 'one',
					header: {
						...header,
						sender: { id: senderId, type: 'CONNECTOR', senderName },
						channelData: {
							...input,
							requestPriority,
							customerFirstName,
							customerLastName,
							additionalAttributes: attributes,
						},
					},
					body: { type: 'IMAGE', caption: '', attachment: { mediaUrl } },
				};
			},
			refusal: async (body) => await post('/ccm/message/receive', body),
			differences: [
				{ words: /number too large to be exact/, because: 'Another number would arrive.' },
				{ words: /number that is none/, because: 'JSON has no word for it, so that nothing would arrive.' },
				{
					words: /Attributes \d > Value" holds (a list|an object)/,
					because: 'Every type of an attribute is written as text.',
				},
				{
					words: /Attributes \d > Key" is empty/,
					because: 'An attribute without a name can be found by nobody.',
				},
				{
					words: /(Message ID|Identifier)" is empty/,
					because: 'An ID of nothing but spaces, or of what does not show, points at nothing.',
				},
				{ words: /Intent" holds/, because: 'The page lists the intents; another one would go unnoticed.' },
			],
		});
		await holds(envelope, async (input) => await comparison.compare(input), 1_000);
		comparison.expectAllSeen();
	});
});

const source = fc.record({
	sourceUrl: mostly(
		fc.constant(SOURCE),
		fc.constantFrom('', 'media/77', 'file:///etc/passwd', 'javascript:1', ' '),
	),
	channel: mostly(fc.constant('WEB'), fc.oneof(oddValue, fc.constant('\u200b'))),
	details: fc.record(
		{ fileName: fc.constant('photo.jpg'), mimeType: mostly(fc.constant('image/jpeg')) },
		{ requiredKeys: ['fileName'] },
	),
	more: fc.record(
		{
			conversationId: mostly(filled),
			oauth: mostly(fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), anyText())),
			apiKey360: mostly(filled),
		},
		{ requiredKeys: [] },
	),
});

describe('uploads from a URL', () => {
	it('that pass the checks are taken by the file engine, and those that do not are not', async () => {
		const comparison = new Comparison<{ details: object; more: object } & Record<string, unknown>>({
			build: ({ details, more, ...input }) => {
				const fields = fieldsOf(fromUrl, { ...input, fileDetails: details, additionalFields: more });
				return readSource(fields);
			},
			unchecked: ({ details, more, ...input }) => {
				const { mimeType, apiKey360, ...rest } = { ...details, ...more } as Record<string, unknown>;
				return { ...input, ...rest, mime_type: mimeType, APIKey360: apiKey360 };
			},
			refusal: async (body) => await post('/file-engine/api/uploadFileFromUrl', body),
			differences: [
				{ words: /"Channel" is empty/, because: 'What shows nothing is the name of no channel.' },
				{
					words: /MIME Type" holds "/,
					because: 'What is no MIME type opens nothing at the customer’s.',
				},
			],
		});
		await holds(source, async (input) => await comparison.compare(input), 800);
		comparison.expectAllSeen();
	});
});

describe('the address of a stored file', () => {
	it('gives back the name that it was made of', async () => {
		await holds(anyText({ minLength: 1 }), (name) => {
			expect(nameInMediaUrl(downloadUrl('https://cx.example/file-engine', name), 'Media URL')).toBe(name);
		});
	});
});
