import { Fields } from '../../../../nodes/engine/fields';
import { contextFields, headerFields } from '../../../../nodes/Expertflow/messages/fields';
import { readHeader } from '../../../../nodes/Expertflow/messages/header';
import { properties } from '../../../../nodes/Expertflow/SendMedia/properties';
import { failureOf } from '../../../support/failure';

const TO = { serviceIdentifier: '880044', channelCustomerIdentifier: '49155' };
const read = (additionalFields: object, timezone = 'UTC') =>
	readHeader(Fields.of({ ...TO, additionalFields }, properties), timezone);
const attributes = (type: string, value: unknown) => ({
	additionalAttributes: { attribute: [{ key: 'a', type, value }] },
});
const sentAs = (type: string, value: unknown) => read(attributes(type, value)).channelData;

describe('the header of a message', () => {
	it('has what the fields say', () => {
		const header = read({
			entities: '{"topic":"billing"}',
			roomId: 'r-1',
			senderName: 'MY_CONNECTOR',
			requestPriority: '10',
			timestamp: '2026-02-03T10:00:00Z',
		});
		expect(header).toMatchObject({
			sender: { type: 'CONNECTOR', senderName: 'MY_CONNECTOR' },
			channelData: { ...TO, requestPriority: 10 },
			entities: { topic: 'billing' },
			roomId: 'r-1',
			timestamp: Date.parse('2026-02-03T10:00:00Z'),
		});
	});

	it('is of now where no time is given, and a time without a zone is by the clocks of the workflow', () => {
		const before = Date.now();
		expect(read({}).timestamp).toBeGreaterThanOrEqual(before);
		expect(read({ timestamp: '2026-02-03T10:00:00' }, 'Asia/Karachi').timestamp).toBe(
			Date.parse('2026-02-03T05:00:00Z'),
		);
	});

	it.each([
		['Additional Fields > Original Message ID', { providerMessageId: 'b' }],
		['Additional Fields > Provider Message ID', { originalMessageId: 'a' }],
	])('of a reply needs %s', (field, ids) => {
		expect(failureOf(() => read({ intent: 'REPLY_TO', ...ids }))).toMatchObject({
			field,
			message: `"${field}" is empty`,
			remedy: 'A reply needs it: add the field, or set Intent to None.',
		});
	});

	it('of anything else needs no other message', () => {
		expect(read({ intent: 'START_CHAT' }).intent).toBe('START_CHAT');
		expect(read({ intent: '' }).intent).toBeNull();
	});

	it('refuses a priority above ten', () => {
		expect(failureOf(() => read({ requestPriority: 11 })).field).toBe('Additional Fields > Request Priority');
	});
});

describe('an attribute', () => {
	it.each<[type: string, value: unknown, sent: unknown]>([
		['String100', 'gold', 'gold'],
		['String100', '["gold"]', '["gold"]'],
		['Number', 42, '42'],
		['Boolean', '', ''],
		['StringList', 'gold', 'gold'],
		['StringList', ' ["gold", "premium"]', ['gold', 'premium']],
		['StringList', ['gold'], ['gold']],
		['StringList', [], []],
		['WebChannelData', '{"queue":"sales"}', { queue: 'sales' }],
		['WebChannelData', { queue: 'sales' }, { queue: 'sales' }],
	])('of the type %s holds %j as %j', (type, value, sent) => {
		expect(sentAs(type, value)).toMatchObject({ additionalAttributes: [{ key: 'a', type, value: sent }] });
	});

	it.each<[type: string, value: unknown, facts: object]>([
		[
			'WebChannelData',
			'',
			{
				message: expect.stringMatching(/Value" is empty$/) as string,
				remedy: 'WebChannelData is an object: enter it as JSON.',
			},
		],
		[
			'StringList',
			'["gold", 7]',
			{
				message: expect.stringMatching(/Value" holds a list of something else than texts$/) as string,
				remedy: 'Use a list such as ["gold", "premium"].',
			},
		],
	])('of the type %s cannot hold %j', (type, value, facts) => {
		expect(failureOf(() => sentAs(type, value))).toMatchObject(facts);
	});
});

it('what is no message of its own has no intent, no entities, and answers nothing', () => {
	const names = (fields: typeof headerFields) => fields.map(({ name }) => name);
	const ofWords = ['entities', 'intent', 'originalMessageId'];
	expect(names(headerFields)).toEqual(expect.arrayContaining(ofWords));
	expect(names(contextFields)).toEqual(names(headerFields).filter((name) => !ofWords.includes(name)));
});
