import { chatOfJson } from '../../../../nodes/CallGear/UploadChats/json';
import { failureOf } from '../../../support/failure';

const refusal = (value: unknown) => failureOf(() => chatOfJson(value, 'Chat', 4).findings.raise());
const KEYS =
	'start_date_time, name, phone, email, status, initiator, visitor_session_id, campaign_id, site_id, source_id, ext_id';

describe('a chat in CallGear’s own words', () => {
	it.each<[unknown, object]>([
		[
			[{}],
			{
				field: 'Chat',
				message: '"Chat" holds a list',
				remedy: 'Give one chat per item; a Split Out node makes items of a list.',
			},
		],
		[
			{ colour: 'red' },
			{
				field: 'Chat',
				message: '"Chat" holds "colour", which CallGear does not know',
				remedy: `Known are: ${KEYS}, messages.`,
			},
		],
		[{ ['x'.repeat(61)]: 1 }, { message: `"Chat" holds "${'x'.repeat(60)}", which CallGear does not know` }],
		[
			{ messages: 'Hi' },
			{
				field: 'Chat > messages',
				message: '"Chat > messages" is no list',
				remedy: 'Give a list of messages.',
			},
		],
		[
			{ messages: [[]] },
			{
				field: 'Chat > messages 1',
				message: '"Chat > messages 1" holds a list',
				remedy: 'Give an object with date_time, source, employee_id, message.',
			},
		],
		[
			{ messages: [{}, { text: 'Hi' }] },
			{
				field: 'Chat > messages 2',
				message: '"Chat > messages 2" holds "text", which CallGear does not know',
				remedy: 'Known are: date_time, source, employee_id, message.',
			},
		],
	])('is refused where it is %j', (value, facts) => {
		expect(refusal(value)).toMatchObject(facts);
	});

	it('may have no messages yet, and is asked for them by their place', () => {
		const { chat, messages } = chatOfJson({}, 'Chat');
		expect(messages).toEqual([]);
		expect(chat.label('messages')).toBe('Chat > messages');
	});

	it('is told all that is wrong with its messages', () => {
		const { message, remedy } = refusal({ messages: ['a', { text: 'b' }, {}] });
		expect(message).toBe('"Chat > messages 1" holds no object, and another problem');
		expect(remedy).toContain('(2) "Chat > messages" holds "text", which CallGear does not know.');
	});

	it('is of its item', () => {
		const { messages } = chatOfJson({ messages: [{ message: 'Hi' }] }, 'Chat', 4);
		expect(messages[0].itemIndex).toBe(4);
	});
});
