import {
	isGarbled,
	lostCharacters,
	RIGHT_ENCODING,
	withEncoding,
} from '../../../../nodes/CallGear/uploads/garbled';
import { Failure, invalidField } from '../../../../nodes/engine/errors';

const HOW =
	'Set Encoding in Extract From File to that of the file, e.g. Windows-1252, or save the file as UTF-8.';

it.each(['Gr\ufffde', '\u0080', '\u0084', '\u0086', '\u0093Hi\u0094', '\u009f'])(
	'%j was read in another encoding than it was written in',
	(text) => expect(isGarbled(text)).toBe(true),
);

it.each<unknown>(['Größe', 'one\u0085two', '\u007f', '\u00a0', '', 7, null, ['\ufffd']])(
	'%j was not',
	(value) => expect(isGarbled(value)).toBe(false),
);

describe('a refusal', () => {
	const refusal = invalidField('Phone', 'holds "x"', 'Mend it.');
	const lost = { message: 'Gr\ufffde' };
	const whole = { message: 'Hi' };

	it('of an item in which characters were lost says so, once', () => {
		const told = withEncoding(refusal, [whole, lost]);
		expect(told.facts.remedy).toBe(`Mend it. Some characters of the item were lost. ${HOW}`);
		expect(withEncoding(told, [lost]).facts.remedy).toBe(told.facts.remedy);
	});

	it('of any other item stays as it is', () => {
		expect(withEncoding(refusal, [whole])).toBe(refusal);
	});

	it('of no value has another reason', () => {
		const general = new Failure({ message: 'No points', remedy: 'Wait.', delivery: 'refused' });
		expect(withEncoding(general, [lost])).toBe(general);
	});
});

it('what is sent in spite of it is warned of', () => {
	const texts = [{ name: 'Zoe' }, { message: 'Hi', source: 'Gr\ufffde' }];
	expect(lostCharacters(texts)).toEqual([
		`Some characters of the texts were lost before they came here. ${HOW}`,
	]);
	expect(lostCharacters(texts.slice(0, 1))).toEqual([]);
	expect(RIGHT_ENCODING).toBe(HOW);
});
