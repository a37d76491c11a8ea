import { Fields } from '../../../../nodes/engine/fields';
import { CHATS, readEvents } from '../../../../nodes/Genesys/Trigger/events';
import { properties } from '../../../../nodes/Genesys/Trigger/properties';
import { readWishes } from '../../../../nodes/Genesys/Trigger/wishes';
import { failureOf } from '../../../support/failure';
import { COLLEAGUE, customer, notified, said } from './samples';

const listener = { agentId: 'a', occurrences: { keyOf: (subject: string) => subject } };

const wishesOf = (parameters: object) =>
	readWishes(Fields.of({ channels: [CHATS], events: ['Text'], sender: 'anyone', ...parameters }, properties));

/** Which of the events start the flow, by their texts or else their names. */
function started(parameters: object, ...published: object[]) {
	const { wants } = wishesOf(parameters);
	const events = published.flatMap((each) => readEvents(each as never, listener as never));
	return events.filter(wants).map(({ text, event }) => text ?? event);
}

const message = (text: string, from?: object, type = 'Text') => said({ type, text, from, index: 1 });
const stateChange = notified({
	messageType: 'ChatStateChangeMessage',
	notificationType: 'StatusChange',
	chat: { id: 'c', state: 'Completed' },
});
const rating = notified({ messageType: 'ChatRated', chatPath: '/chats/c' });
const device = { channel: '/v2/me/devices', data: { messageType: 'DeviceStateChange' } };

describe('the sender', () => {
	it.each([
		['Customer', ['of the customer']],
		['Agent', ['of a colleague']],
		['others', ['of the system', 'of nobody']],
		['anyone', ['of the customer', 'of a colleague', 'of the system', 'of nobody']],
	])('%s lets pass the messages %j, and what is no message', (sender, passed) => {
		const events = ['Text', 'StatusChange'];
		const all = [
			message('of the customer', customer),
			message('of a colleague', COLLEAGUE),
			message('of the system', { type: 'External' }),
			message('of nobody'),
			stateChange,
		];
		expect(started({ events, sender }, ...all)).toEqual([...passed, 'StatusChange']);
	});
});

describe('the events', () => {
	it('let pass what is chosen, and what is not listed only as any other', () => {
		const all = [message('hello', customer), stateChange, rating];
		expect(started({ events: ['Text'] }, ...all)).toEqual(['hello']);
		expect(started({ events: ['other'] }, ...all)).toEqual(['ChatRated']);
	});

	it('say nothing about another channel', () => {
		const channels = [CHATS, '/v2/me/devices'];
		expect(started({ channels, sender: 'Customer' }, device, rating)).toEqual(['DeviceStateChange']);
	});

	it('of chats are none where Chats is not chosen', () => {
		const channels = ['/v2/me/devices'];
		expect(started({ channels }, message('hello', customer), device)).toEqual(['DeviceStateChange']);
	});
});

it('the filter lets pass what happens in its chats', () => {
	const elsewhere = notified({ ...rating.data, chatPath: '/chats/C' });
	const parameters = { events: ['other'], filters: { chatIds: 'x, C' } };
	const { wants } = wishesOf(parameters);
	const [inOther, inNamed] = [rating, elsewhere].flatMap((each) =>
		readEvents(each as never, listener as never),
	);
	expect([wants(inOther), wants(inNamed)]).toEqual([false, true]);
});

it.each([
	[{ includeOwnMessages: true }, true],
	[{}, false],
	// Hidden there
	[{ channels: ['/v2/me/calls'], includeOwnMessages: true }, false],
])('with %j own messages start the flow: %s', (parameters, own) => {
	expect(wishesOf(parameters).withOwn).toBe(own);
});

it.each([
	[{ channels: [] }, '"Channels" is empty', 'Choose at least one channel.'],
	[{ events: [] }, '"Events" is empty', expect.stringContaining('at least one event')],
])('%j is refused', (parameters, message, remedy) => {
	expect(failureOf(() => wishesOf(parameters))).toMatchObject({ message, remedy });
});
