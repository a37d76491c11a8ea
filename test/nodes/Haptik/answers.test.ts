import type { HttpAnswer } from '../../../nodes/engine/answer';
import {
	hiddenRefusal,
	isUnknownUser,
	loggedIn,
	readLogged,
	refusal,
	saysUnknownUser,
	vendorText,
} from '../../../nodes/Haptik/answers';
import { expectWords } from '../../support/words';

const answer = (status: number, body: unknown): HttpAnswer => ({
	status,
	headers: {},
	body: typeof body === 'string' ? body : JSON.stringify(body),
});

describe('isUnknownUser', () => {
	it.each([
		[403, { error_message: 'user is not registered' }, true],
		[403, { error_message: 'User is not registered ' }, true],
		[403, { error_message: 'Invalid_User' }, false],
		[403, { error_message: 'user is not registered for this business' }, false],
		[401, { error_message: 'user is not registered' }, false],
		[200, { error_message: 'user is not registered' }, false],
		[403, '<html>user is not registered</html>', false],
		[403, '', false],
	])('%i %j: %s', (status, body, expected) => {
		expect(isUnknownUser(answer(status, body))).toBe(expected);
	});
});

describe('saysUnknownUser', () => {
	it.each([
		[400, 'user is not registered', true],
		[404, ' User is not registered', true],
		[399, 'user is not registered', false],
		[200, 'user is not registered', false],
		[400, 'user is registered', false],
	])('%i %j: %s', (status, error_message, expected) => {
		expect(saysUnknownUser(answer(status, { error_message }))).toBe(expected);
	});
});

describe('vendorText', () => {
	it.each([
		[{ error_message: 'no' }, 'no'],
		[{ error: 'no' }, '{"error":"no"}'],
		['  upstream timed out ', 'upstream timed out'],
		['<html></html>', undefined],
		['', undefined],
		['x'.repeat(1000), 'x'.repeat(300)],
		['"text"', '"text"'],
	])('of %j', (body, text) => expect(vendorText(answer(400, body))).toBe(text));
});

describe('loggedIn', () => {
	it('keeps keys that Haptik adds', () => {
		expect(loggedIn(answer(200, { message_id: 1, sort_id: 7 }))).toEqual({ message_id: 1, sort_id: 7 });
	});

	it.each([
		[200, { message_id: 1 }, 1],
		[201, [{ message_id: 1_411_200_492 }], 1_411_200_492],
		[200, { message_id: '990011240' }, '990011240'],
		[200, '{"message_id":90071992547409931}', '90071992547409931'],
		[200, { message_id: 'b3f1-42', error_message: '' }, 'b3f1-42'],
		[200, { message_id: 5, error_message: null }, 5],
	])('finds the message in %i %j', (status, body, id) => {
		expect(loggedIn(answer(status, body))?.message_id).toBe(id);
	});

	it.each([
		[200, {}],
		[200, []],
		[200, 'null'],
		[200, '1'],
		[200, { message_id: null }],
		[200, { message_id: 0 }],
		[200, { message_id: -1 }],
		[200, { message_id: 1.5 }],
		[200, { message_id: true }],
		[200, { message_id: [1] }],
		[200, { message_id: '' }],
		[200, { message_id: '  ' }],
		[200, { message_id: '0' }],
		[200, { message_id: '-1' }],
		[200, '{"message_id":-90071992547409931}'],
		[200, { id: 1 }],
		[200, { message: { message_id: 1 } }],
		[200, [{}]],
		[200, [[{ message_id: 1 }]]],
		[200, [{ message_id: 1 }, { message_id: 2 }]],
		[200, { message_id: 1, error_message: 'queue is closed' }],
		[204, ''],
		[300, { message_id: 1 }],
		[403, { message_id: 1 }],
	])('finds nothing in %i %j', (status, body) => {
		expect(loggedIn(answer(status, body))).toBeUndefined();
		expect(() => readLogged('file', answer(status, body))).toThrow(/^Haptik/);
	});
});

describe('hiddenRefusal', () => {
	it('is a refusal under the status of a success', () => {
		const facts = hiddenRefusal(answer(200, { error_message: 'queue is closed' }))?.facts;
		expect(facts).toMatchObject({
			delivery: 'refused',
			vendor: 'Haptik',
			vendorText: 'queue is closed',
			httpStatus: 200,
		});
		expectWords(facts ?? { message: '', remedy: '' });
	});

	it.each([
		[{ message_id: 1 }],
		[{ error_message: '' }],
		[{ error_message: null }],
		['queue is closed'],
		[''],
	])('is none in %j', (body) => expect(hiddenRefusal(answer(200, body))).toBeUndefined());
});

describe('refusal', () => {
	it.each([
		[400, 'Haptik refused the request', 'refused'],
		[401, 'Haptik did not accept the credential', 'refused'],
		[403, 'Haptik denied access', 'refused'],
		[404, 'Haptik has no API at this address', 'refused'],
		[500, 'Haptik could not finish the request', 'uncertain'],
	])('says what %i means', (status, message, delivery) => {
		expect(refusal(answer(status, ''))?.facts).toMatchObject({ message, delivery, httpStatus: status });
		expectWords(refusal(answer(status, ''))?.facts ?? { message: '', remedy: '' });
	});

	it('has nothing against a success', () => {
		expect(refusal(answer(200, {}))).toBeUndefined();
		expect(refusal(answer(201, {}))).toBeUndefined();
	});
});
