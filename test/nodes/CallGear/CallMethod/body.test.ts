import { onlyReads, readMethod, readParams } from '../../../../nodes/CallGear/CallMethod/body';
import { properties } from '../../../../nodes/CallGear/CallMethod/properties';
import { Fields } from '../../../../nodes/engine/fields';
import { failureOf } from '../../../support/failure';

const methodOf = (method: unknown) => readMethod(Fields.of({ method }, properties));
const paramsOf = (params: unknown) => readParams(Fields.of({ params }, properties));

describe('a method', () => {
	it.each(['get.calls_report', 'set.tag_communications', 'getobj.v2', ' upload.chats '])(
		'is %s',
		(method) => {
			expect(methodOf(method)).toBe(method.trim());
		},
	);

	it.each([
		'get',
		'get.',
		'.tags',
		'Get.tags',
		'get.Tags',
		'get tags',
		'get.tags?x',
		'x/get.tags',
		'get.tags.all',
	])('is not %s', (method) => {
		expect(failureOf(() => methodOf(method))).toMatchObject({
			field: 'Method',
			message: `"Method" holds "${method}"`,
			remedy:
				'Use the name that stands on the page of the Data API: a verb, a dot and what it is about, e.g. get.calls_report.',
		});
	});

	it.each(['login.user', 'logout.user'])('is not %s, which is the credential’s own', (method) => {
		expect(failureOf(() => methodOf(method))).toMatchObject({
			message: `"Method" holds "${method}", which the credential does by itself`,
			remedy: 'Choose Login and Password in the credential: each execution then has a session of its own.',
		});
	});

	it.each([
		['get.tags', true],
		['getobj.tags', true],
		['getter.tags', false],
		['forget.tags', false],
		['get_all.tags', false],
		['set.tags', false],
	])('%s leaves everything as it is: %s', (method, reads) => expect(onlyReads(method)).toBe(reads));
});

describe('the params', () => {
	it.each<[unknown, object]>([
		['{"limit":2}', { limit: 2 }],
		[{ limit: 2 }, { limit: 2 }],
		['', {}],
	])('of %j are %j', (given, params) => expect(paramsOf(given)).toEqual(params));

	it.each<[unknown, string, string]>([
		['[]', 'holds a list', 'Give an object: CallGear knows params by their names alone.'],
		['7', 'holds no object', 'Give an object: CallGear knows params by their names alone.'],
		[
			'{"access_token":""}',
			'holds access_token, which the credential adds',
			'Take it out: a key in a field could be read by whoever sees the flow.',
		],
	])('are not %j', (given, problem, remedy) => {
		expect(failureOf(() => paramsOf(given))).toMatchObject({
			field: 'Params',
			message: `"Params" ${problem}`,
			remedy,
		});
	});
});
