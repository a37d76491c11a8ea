import { carriers } from '../../../testkit/superOffice/carriers';
import { departures, type Exchange } from '../../../testkit/superOffice/conformity';
import { login, rest } from '../../../testkit/superOffice/operations';
import { schemaOf } from '../../../testkit/superOffice/schemas';

const HEADERS = {
	accept: 'application/json',
	'content-type': 'application/json',
	authorization: 'Basic a2FyaTp4',
};
const MESSAGE = { ChatSessionId: 5177, Type: 'ToCustomer', Message: 'Hello' };
const ADDED = {
	...MESSAGE,
	ChatMessageId: 90_412,
	Author: '',
	ReadByCustomer: 0,
	SpecialType: 'None',
	SpecialParam: null,
	WhenPosted: '2026-05-04T11:31:07.52Z',
};
const PAGE = {
	'odata.metadata': 'https://online3.superoffice.com/Cust40417/api/v1/TimeZone/$metadata',
	'odata.nextLink': null,
	value: [{ PrimaryKey: '261', EntityName: 'all', id: 261, timeZone: 'NO' }],
};

const post = (changes: Partial<Exchange> = {}): Exchange => ({
	method: 'POST',
	path: '/SuperOffice/api/v1/ChatSession/5177/Messages',
	query: {},
	headers: HEADERS,
	body: MESSAGE,
	answer: { status: 200, body: ADDED },
	...changes,
});
const get = (path: string, body: unknown, query: Exchange['query'] = {}): Exchange =>
	post({
		method: 'GET',
		path: `/online2/Cust40417/api/v1${path}`,
		query,
		body: undefined,
		answer: { status: 200, body },
	});

/** What a departure says, without the call's name. */
const faults = (exchange: Exchange, side?: 'answer') =>
	departures(exchange, side).map((fault) => fault.replace(/^\S+ \S+: /, ''));

describe('what SuperOffice describes', () => {
	it.each<[string, Exchange]>([
		['a message', post()],
		['a message with an answer that was lost', post({ fault: 'resetAfter' })],
		[
			'a refusal',
			post({ answer: { status: 404, body: { Error: true, ErrorType: 'X', ErrorMessage: 'No.' } } }),
		],
		['a refusal without words', post({ answer: { status: 429, body: '' } })],
		[
			'a part of an entity',
			get('/ChatSession/1', { ChatSessionId: null, Rating: null }, { $select: 'Status' }),
		],
		['an entity with links', get('/ChatSession/1', { ChatSessionId: 1, _Links: { Self: 'https://x' } })],
		['rows of an archive', get('/TimeZone', PAGE, { $select: 'id,timeZone', $top: '5' })],
		[
			'nothing to pick up',
			post({
				path: '/SuperOffice/api/v1/ChatSession/Pickup',
				body: undefined,
				answer: { status: 200, body: null },
			}),
		],
		[
			'a deletion',
			post({
				method: 'DELETE',
				path: '/SuperOffice/api/v1/Webhook/3',
				body: undefined,
				answer: { status: 204, body: '' },
			}),
		],
		[
			'a list',
			get('/MDOList/chatchannel', [{ Id: 3, Name: 'Support', ChildItems: [{ Id: 4 }] }], { flat: 'true' }),
		],
		[
			'what is no call of the API',
			post({ path: '/SuperOffice/ChatSession/5177/Messages', answer: { status: 404, body: {} } }),
		],
	])('is %s', (_what, exchange) => expect(departures(exchange)).toEqual([]));

	it.each<[string, Exchange, RegExp]>([
		['an unknown call', post({ path: '/SuperOffice/api/v1/ChatSession/5177/Close' }), /^no such call/],
		['another method', post({ method: 'PATCH' }), /^no such call/],
		[
			'an id beyond 32 bits',
			post({ path: '/SuperOffice/api/v1/ChatSession/2147483648/Messages' }),
			/no int32/,
		],
		[
			'an unknown field',
			post({ body: { ...MESSAGE, Text: 'x' } }),
			/^in its body .*"additionalProperty":"Text"/,
		],
		['an unknown word', post({ body: { ...MESSAGE, Type: 'ToAll' } }), /^in its body .*Type.*allowed values/],
		['null', post({ body: { ...MESSAGE, Author: null } }), /^in its body .*Author should be string/],
		[
			'a number as text',
			post({ body: { ...MESSAGE, ChatSessionId: '5177' } }),
			/^in its body .*should be integer/,
		],
		[
			'a date that is none',
			post({ body: { ...MESSAGE, WhenPosted: '2026-05-04' } }),
			/^in its body .*WhenPosted/,
		],
		[
			'another content type',
			post({ headers: { ...HEADERS, 'content-type': 'text/plain' } }),
			/content type is text/,
		],
		['no signature', post({ headers: { ...HEADERS, authorization: undefined } }), /not signed/],
		['an unknown header', post({ headers: { ...HEADERS, 'so-zone': 'NO' } }), /header so-zone/],
		['no wish for JSON', post({ headers: { ...HEADERS, accept: '*/*' } }), /JSON is not asked for/],
		['a body where there is none', { ...get('/TimeZone', PAGE), body: { a: 1 } }, /has a body/],
		[
			'an unknown parameter',
			get('/TimeZone', PAGE, { $jsonSafe: 'true' }),
			/parameter \$jsonSafe is not described/,
		],
		['a parameter of another kind', get('/TimeZone', PAGE, { $top: 'ten' }), /parameter \$top holds ten/],
		['a missing parameter', get('/ChatTopic/UserAgents', []), /parameter flat is missing/],
	])('is not a request with %s', (_what, exchange, fault) => {
		expect(faults(exchange).join('\n')).toMatch(fault);
	});

	it.each<[string, Exchange, RegExp]>([
		[
			'an unknown field',
			post({ answer: { status: 200, body: { ...ADDED, Id: 1 } } }),
			/"additionalProperty":"Id"/,
		],
		[
			'null for a number',
			post({ answer: { status: 200, body: { ...ADDED, ChatMessageId: null } } }),
			/ChatMessageId/,
		],
		['another status', post({ answer: { status: 201, body: ADDED } }), /status is 201 instead of 200/],
		['a refusal of another form', post({ answer: { status: 400, body: { reason: 'no' } } }), /"reason"/],
		[
			'a body after a deletion',
			post({ method: 'DELETE', path: '/SuperOffice/api/v1/Webhook/3', answer: { status: 204, body: {} } }),
			/has a body/,
		],
		[
			'zones as a plain list',
			get('/TimeZone', [{ TZLocationID: 261, TZLocationCode: 'NO' }]),
			/should be object/,
		],
		['rows without what was asked for', get('/TimeZone', PAGE, { $select: 'id,cities' }), /cities/],
		['rows with more than was asked for', get('/TimeZone', PAGE, { $select: 'id' }), /column timeZone/],
		[
			'a column that is not there',
			get('/TimeZone', { ...PAGE, value: [] }, { $select: 'code' }),
			/column code/,
		],
		['links that are none', get('/ChatSession/1', { _Links: { Self: 7 } }), /_Links/],
	])('is not an answer with %s', (_what, exchange, fault) => {
		expect(faults(exchange, 'answer').join('\n')).toMatch(fault);
	});

	it('is looked at in the answer alone where a test sends what is wrong on purpose', () => {
		const wrong = post({ body: { Type: 'ToAll' }, answer: { status: 400, body: { Message: 'No.' } } });
		expect(faults(wrong)).toHaveLength(1);
		expect(faults(wrong, 'answer')).toEqual([]);
	});
});

it('every call is described by carriers that are there', () => {
	const operations = Object.values({ ...rest, ...login });
	const kinds = operations.flatMap(({ body, answer }) => [
		body,
		typeof answer === 'object' ? undefined : answer,
	]);
	for (const kind of kinds) if (kind !== undefined) expect(() => schemaOf(kind, 'sent')).not.toThrow();
	expect(() => schemaOf('Nobody', 'sent')).toThrow('no carrier Nobody');
	expect(operations.length).toBeGreaterThan(50);
	expect(Object.keys(carriers).length).toBeGreaterThan(25);
});
