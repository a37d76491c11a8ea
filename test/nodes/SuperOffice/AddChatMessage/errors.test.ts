import type { Fault } from '../../../../sandbox';
import { errorOf, MESSAGES, useSuperOffice } from '../support';

const { superOffice, typed, add, posts, held } = useSuperOffice();

const once = { options: { maxTries: 1 } };
const fault = (what: Fault) =>
	superOffice().faults.add({ when: { path: MESSAGES }, times: Infinity, fault: what });
const answer = (status: number, body?: unknown, headers?: Record<string, string>) =>
	fault({ kind: 'status', status, body, headers } as Fault);

describe('SuperOffice’s own refusals', () => {
	it('names a session that does not exist', async () => {
		const error = errorOf(await add({ chatSessionId: '99' }));
		expect(error.message).toBe('SuperOffice has no chat session 99');
		expect(error.description).toBe(
			'Check the number: SuperOffice removes deleted sessions, and each tenant counts its own. SuperOffice said: "ChatSession with id 99 was not found." (code SoNotFoundException, HTTP 404).',
		);
	});

	it('shows the reason for a session that is over', async () => {
		const error = errorOf(await add({ chatSessionId: '5160' }));
		expect(error.message).toBe('SuperOffice refused the values');
		expect(error.description).toContain(
			'"The chat session is Closed." (code InvalidOperationException, HTTP 400)',
		);
		expect(posts()).toHaveLength(1);
	});

	it('shows the reason for a type that an installation does not take', async () => {
		const error = errorOf(await add({ messageType: 'Invalid' }));
		expect(error.description).toContain(
			'"Type: the message has no type." (code ArgumentException, HTTP 400)',
		);
	});

	it('shows the reason for an unknown time zone', async () => {
		expect(errorOf(await add({ options: { timeZone: 'Mars' } })).description).toContain(
			"Unknown time zone 'Mars'.",
		);
	});

	it('keeps the reason on the item under Continue', async () => {
		const { main } = await add({ chatSessionId: '99' }, { onError: 'continueRegularOutput' });
		expect(main[0].json).toEqual({
			error: {
				message: 'SuperOffice has no chat session 99',
				description: expect.any(String) as unknown,
				delivery: 'refused',
				field: 'Chat Session',
				vendorCode: 'SoNotFoundException',
				vendorText: 'ChatSession with id 99 was not found.',
				httpStatus: 404,
			},
		});
	});
});

describe('every documented status and shape', () => {
	const A = { Error: true, ErrorType: 'SoException', ErrorMessage: 'In A.', ErrorSource: 'x' };
	const B = { Error: true, ErrorType: 'ArgumentException', Message: 'In B.', ErrorSource: 'x' };
	const C = { Message: 'In C.', MessageDetail: 'More.' };

	it.each<[number, unknown, RegExp, RegExp]>([
		[400, B, /refused the values/, /"In B\." \(code ArgumentException, HTTP 400\)/],
		[400, C, /refused the values/, /"In C\. More\." \(HTTP 400\)/],
		[
			401,
			A,
			/did not accept the credential/,
			/AuthorizeWithUsername.*"In A\." \(code SoException, HTTP 401\)/,
		],
		[403, A, /denied access/, /right or a licence.*"In A\."/],
		[404, C, /no API at this address/, /ends in \/api.*"In C\. More\."/],
		[404, '<h1>Not Found</h1>', /no API at this address/, /without a reason \(HTTP 404\)/],
		[405, C, /refused the request/, /"In C\. More\."/],
		[415, C, /refused the request/, /"In C\. More\."/],
		[
			421,
			'Wrong subdomain for Cust1.',
			/does not serve this tenant/,
			/"Wrong subdomain for Cust1\." \(HTTP 421\)/,
		],
		[421, A, /does not serve this tenant/, /"In A\."/],
		[500, A, /could not finish/, /may have been carried out.*"In A\." \(code SoException, HTTP 500\)/],
		[503, A, /could not finish/, /may have been carried out/],
		[400, '"just text"', /refused the values/, /"just text"/],
		[302, '', /another address/, /Redirects are not followed/],
	])('%i is explained', async (status, body, message, description) => {
		answer(status, body);
		const error = errorOf(await add(once));
		expect(error.message).toMatch(message);
		expect(error.description).toMatch(description);
		expect(posts()).toHaveLength(1);
		expect(held()).toEqual([]);
	});

	it.each<[number, RegExp]>([
		[401, /connect the account again.*approved for the tenant/],
		[404, /Check Environment and Tenant ID/],
	])('%i is explained online without a word of installations', async (status, description) => {
		answer(status, { Message: 'No.' });
		const error = errorOf(await add(once, { signIn: 'systemUser' }));
		expect(error.description).toMatch(description);
		expect(error.description).not.toMatch(/web\.config|Base URL/);
	});

	it('waits as long as a break is said to take', async () => {
		superOffice().faults.add({
			when: { path: MESSAGES },
			fault: { kind: 'status', status: 503, headers: { 'retry-after': '0' } },
		});
		expect((await add()).error).toBeUndefined();
		expect(held()).toHaveLength(1);
	});
});

describe('answers that are none', () => {
	it.each<[string, Fault, RegExp]>([
		['null', { kind: 'wrongShape', body: null }, /did not answer as its pages say/],
		['something else', { kind: 'wrongShape', body: { ok: true } }, /did not answer as its pages say/],
		[
			'an error with status 200',
			{ kind: 'wrongShape', body: { Message: 'No.' } },
			/did not answer as its pages/,
		],
		['the number 0', { kind: 'wrongShape', body: { ChatMessageId: 0 } }, /did not answer as its pages say/],
		['half a number', { kind: 'wrongShape', body: { ChatMessageId: 1.5 } }, /did not answer as its pages/],
		[
			'another session’s message',
			{ kind: 'wrongShape', body: { ChatMessageId: 9, ChatSessionId: 5178 } },
			/did not answer as its pages say/,
		],
		['nothing', { kind: 'empty' }, /did not answer as its pages say/],
		['half an answer', { kind: 'cutJson' }, /could not be read/],
		['a web page', { kind: 'html' }, /web page instead of data/],
		['an answer that breaks off', { kind: 'truncated' }, /did not answer as its pages say|broke before/],
	])('leave open whether the message was added: %s', async (_what, what, words) => {
		fault(what);
		const { main } = await add({}, { onError: 'continueRegularOutput' });
		expect(main[0].json.error).toMatchObject({
			message: expect.stringMatching(words) as unknown,
			delivery: 'uncertain',
		});
		expect(posts()).toHaveLength(1);
	});

	it.each([
		[{ ChatMessageId: 0, ChatSessionId: 5177 }, 'Its answer lacks the number of the new message.'],
		[
			{ ChatMessageId: 9, ChatSessionId: 5178 },
			'Its answer is about a message of another chat session, 5178.',
		],
	])('say what is wrong with them in our words, not in SuperOffice’s: %j', async (body, words) => {
		fault({ kind: 'wrongShape', body });
		const { main } = await add({}, { onError: 'continueRegularOutput' });
		expect(main[0].json.error).toMatchObject({ description: expect.stringContaining(words) as unknown });
		expect(main[0].json.error).not.toHaveProperty('vendorText');
	});

	it('are waited for no longer than the user allows', async () => {
		fault({ kind: 'hang' });
		const error = errorOf(await add({ options: { timeout: 200 } }));
		expect(error.message).toBe('SuperOffice did not answer within 0.2 seconds');
		expect(posts()).toHaveLength(1);
	});

	it('are asked for again when the user wants that', async () => {
		superOffice().faults.add({ when: { path: MESSAGES }, fault: { kind: 'resetAfter' } });
		expect((await add({ options: { retryUncertainSends: true } })).error).toBeUndefined();
		expect(held()).toHaveLength(2);
	});
});

describe('wrong addresses onsite', () => {
	const at = async (baseUrl: string) =>
		errorOf(await add(once, { credentials: { superOfficeApi: { ...typed.onsite(), baseUrl } } }));

	it('are named when nobody listens there', async () => {
		expect((await at('http://127.0.0.1:9/api')).message).toBe(
			'SuperOffice could not be reached at 127.0.0.1:9',
		);
	});

	it('are named when they are none', async () => {
		expect((await at('crm.example.com')).message).toBe('"Base URL" holds "crm.example.com"');
	});

	it('are named when /api is missing', async () => {
		expect((await at(`${superOffice().url}/SuperOffice`)).message).toBe(
			'SuperOffice has no API at this address',
		);
	});

	it.each(['/', '/v1', '/v1/', '/v1/ChatSession/5177'])('are forgiven with %s at the end', async (end) => {
		const baseUrl = `${superOffice().url}/SuperOffice/api${end}`;
		const result = await add({}, { credentials: { superOfficeApi: { ...typed.onsite(), baseUrl } } });
		expect(result.error).toBeUndefined();
		expect(held()).toHaveLength(1);
	});
});
