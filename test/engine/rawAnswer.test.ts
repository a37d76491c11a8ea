import { Fields } from '../../nodes/engine/fields';
import { optionsField } from '../../nodes/engine/options';
import { rawAnswerField, readRawAnswer } from '../../nodes/engine/rawAnswer';
import { contextOf } from './context';

const properties = [optionsField({ timeoutMs: 1000, writes: true }, [rawAnswerField])];

function outputWith(options: object, answer: unknown) {
	const { context } = contextOf({ items: [{ options }] });
	const addAnswer = readRawAnswer(Fields.ofItem(context, 0, properties));
	return addAnswer({ id: 7 }, answer);
}

it.each([{}, { includeRawAnswer: false }])('leaves an output item as it is unless asked: %j', (options) => {
	expect(outputWith(options, { text: 'yes' })).toEqual({ id: 7 });
});

it('adds the whole answer', () => {
	const answer = { text: 'yes', list: [{ deep: 'no' }, 3, null, true] };
	expect(outputWith({ includeRawAnswer: true }, answer)).toEqual({ id: 7, answer });
});

it('adds null for an answer that holds nothing', () => {
	expect(outputWith({ includeRawAnswer: true }, undefined)).toEqual({ id: 7, answer: null });
});
