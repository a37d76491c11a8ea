import { Fields } from '../../../../nodes/engine/fields';
import { readButton } from '../../../../nodes/Haptik/SendMessage/button';
import { properties } from '../../../../nodes/Haptik/SendMessage/properties';
import { failureOf } from '../../../support/failure';
import { expectWords } from '../../../support/words';

const read = (button: unknown) => readButton(Fields.of({ button }, properties));
const quickReply = (payload: object, more: object = {}) => ({
	actionable_text: 'Track',
	is_default: 0,
	type: 'TEXT_ONLY',
	payload,
	...more,
});

describe('what a picked button sends back', () => {
	it.each([
		[{ message: 'Track my order', gogo_message: 'track_order{task}' }, 'track_order{task}'],
		[{ message: 'Track my order', gogo_message: '' }, 'Track my order'],
		[{ message: 'Track my order', gogo_message: ' ' }, 'Track my order'],
		[{ message: 'Track my order', gogo_message: null }, 'Track my order'],
		[{ message: ' Track my order\n' }, ' Track my order\n'],
		[{ gogo_message: 'हाँ 👍' }, 'हाँ 👍'],
	])('of %j is %s', (payload, text) => {
		expect(read(quickReply(payload))).toBe(text);
		expect(read(JSON.stringify(quickReply(payload)))).toBe(text);
	});

	it.each([{ type: undefined }, { type: '' }, { uri: '' }, { uri: null }, { type: null, uri: '' }])(
		'is the same with %j',
		(more) => expect(read(quickReply({ message: 'yes' }, more))).toBe('yes'),
	);

	it('is the reply of what the trigger gives', () => {
		expect(read({ label: 'Track', reply: 'track_order{task}' })).toBe('track_order{task}');
	});

	it('is that of a TEXT_ONLY one whatever its uri', () => {
		expect(read(quickReply({ message: 'yes' }, { uri: 'LINK' }))).toBe('yes');
	});
});

describe('refused', () => {
	it.each([
		[undefined, '"Button" is empty'],
		['', '"Button" is empty'],
		['Track', /^"Button" is not valid JSON/],
		[[quickReply({ message: 'yes' })], '"Button" is no button of Haptik'],
		[{ actionable_text: 'Track' }, '"Button" is no button of Haptik'],
		[{ label: 'Open', url: 'https://shop.example.org' }, '"Button" is no button of Haptik'],
		[{ label: 'Track', reply: ' ' }, '"Button" is no button of Haptik'],
		[{ payload: { message: 5 } }, '"Button" is no button of Haptik'],
		[5, '"Button" is no button of Haptik'],
		[quickReply({}), '"Button" has neither a gogo_message nor a message'],
		[quickReply({ message: '  ', gogo_message: '' }), '"Button" has neither a gogo_message nor a message'],
		[
			quickReply({ url: 'https://files.example.org' }, { type: 'APP_ACTION', uri: 'LINK' }),
			'"Button" holds a button that no text answers (APP_ACTION LINK)',
		],
		[
			quickReply({ message: 'yes' }, { type: undefined, uri: 'CALL' }),
			'"Button" holds a button that no text answers (CALL)',
		],
	])('%j', (value, message) => {
		expect(() => read(value)).toThrow(message);
	});

	it('by no more of its type than can be read', () =>
		expect(() => read(quickReply({}, { type: 'X'.repeat(61) }))).toThrow(`(${'X'.repeat(60)})`));

	it.each([undefined, '', {}, 5, quickReply({})])('in words that say how to go on: %j', (value) =>
		expectWords(failureOf(() => read(value))),
	);

	it.each([
		['GALLERY_PICKER', 'Haptik waits for a file: send it with Haptik Send File.'],
		['LINK', 'It opens something for the user. To send a text all the same, choose "Text" as Source.'],
	])('with how to go on after %s', (uri, remedy) => {
		expect(() => read(quickReply({}, { type: 'APP_ACTION', uri }))).toThrow(
			expect.objectContaining({
				facts: expect.objectContaining({ remedy, field: 'Button', delivery: 'notSent' }) as unknown,
			}) as Error,
		);
	});
});
