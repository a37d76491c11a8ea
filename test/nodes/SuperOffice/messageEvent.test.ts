import { ofMessage, postedAt } from '../../../nodes/SuperOffice/messageEvent';

const NOTICED = '2026-05-04T11:31:00.000Z';
const event = {
	eventKey: 'of the webhook',
	event: 'chatsession.message',
	occurredAt: NOTICED,
	isOwn: false,
	more: { chatSessionId: 5177 },
	raw: {},
};
const told = (message: object) => ofMessage(event, { ChatMessageId: 9, ...message }, false);

describe('when a message was posted', () => {
	it.each([
		['2026-05-04T11:30:00', '2026-05-04T11:30:00.000Z'],
		['2026-05-04T13:30:00+02:00', '2026-05-04T11:30:00.000Z'],
	])('%s is %s', (WhenPosted, instant) => {
		expect(told({ WhenPosted }).occurredAt).toBe(instant);
		expect(new Date(postedAt({ ChatMessageId: 9, WhenPosted })).toISOString()).toBe(instant);
	});

	it.each([undefined, null, '', 'soon'])('is when it was noticed where %p tells nothing', (WhenPosted) => {
		expect(told({ WhenPosted }).occurredAt).toBe(NOTICED);
		expect(postedAt({ ChatMessageId: 9, WhenPosted })).toBeNaN();
	});
});

it.each([
	[{ Message: '<b>Hello</b>' }, 'Hello'],
	[{ Message: 'Choose', SpecialType: 'Options', SpecialParam: '["a"]' }, 'Choose'],
	[{ Message: '', SpecialType: 'Url', SpecialParam: 'https://x.example' }, 'https://x.example'],
	[{ Message: null, SpecialParam: null }, ''],
	[{}, ''],
])('the text of %j is %j', (message, text) => expect(told(message).text).toBe(text));

it.each([
	[{ SpecialType: 'None', SpecialParam: '', Type: null }, {}],
	[{}, {}],
	[
		{ Type: 'Special', SpecialType: 'Options', SpecialParam: '["a"]' },
		{ messageType: 'Special', specialType: 'Options', specialParam: '["a"]' },
	],
])('what else it tells of %j is %j', (message, more) => {
	expect(told(message)).toMatchObject({ eventKey: 'message 9', isOwn: false });
	expect(told(message).more).toStrictEqual({ chatSessionId: 5177, chatMessageId: 9, ...more });
});
