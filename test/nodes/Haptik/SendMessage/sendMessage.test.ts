import { range } from 'lodash';

import { errorOf, MESSAGE, USER, useHaptik } from '../support';

const { haptik, credential, knows, messages, send } = useHaptik({
	node: 'haptikSendMessage',
	parameters: { authId: 'cust_1', text: 'Where is my parcel?' },
	items: [{ json: {} }],
});

const asked = () =>
	haptik()
		.store.requests()
		.map(({ path, answer }) => [path, answer.status]);

describe('the request', () => {
	it('is Haptik’s body, with the number of the business as a number', async () => {
		const result = await send();
		expect(result.error).toBeUndefined();
		const [{ method, path, body, headers }] = haptik().store.requests();
		expect([method, path]).toEqual(['POST', '/v1.0/log_message_from_user/']);
		expect(headers['content-type']).toMatch(/^application\/json/);
		expect(headers.authorization).toBe(`Bearer ${haptik().keys.token}`);
		expect(headers['client-id']).toBe(haptik().keys.clientId);
		expect(body).toEqual({
			user: { auth_id: 'cust_1' },
			message_body: 'Where is my parcel?',
			message_type: 0,
			business_id: 7104,
		});
	});

	it.each(['Grüße von Zoë 👋 "zitiert" & <b>', 'नमस्ते', 'pay{task}', ' one\r\ntwo\n', '=1+1'])(
		'has the text as it stands: %j',
		async (text) => {
			const result = await send({ text: '={{ $json.text }}' }, { items: [{ json: { text } }] });
			expect(messages().map(({ fact }) => fact.message_body)).toEqual([text]);
			expect(result.main[0].json.message_body).toBe(text);
		},
	);

	it('has a number from an expression as text', async () => {
		await send({ text: '={{ 42 }}' });
		expect(messages()[0].fact.message_body).toBe('42');
	});

	it.each([
		['the field’s', '7105', 7105],
		['the credential’s', '', 7104],
	])('goes to %s Business ID', async (_name, businessId, expected) => {
		await send({ businessId });
		expect(messages()[0].fact.business_id).toBe(expected);
	});
});

describe('a picked button', () => {
	const picked = {
		actionable_text: 'Track',
		type: 'TEXT_ONLY',
		payload: { message: 'Track my order', gogo_message: 'track_order{task}' },
	};

	it('sends what Haptik waits for', async () => {
		const parameters = { source: 'button', button: '={{ $json.picked }}' };
		const result = await send(parameters, { items: [{ json: { picked } }] });
		expect(result.error).toBeUndefined();
		expect(messages()[0].fact.message_body).toBe('track_order{task}');
	});

	it('is taken as typed JSON too', async () => {
		await send({ source: 'button', button: JSON.stringify(picked) });
		expect(messages()[0].fact.message_body).toBe('track_order{task}');
	});

	it('that no text answers is refused before anything is sent', async () => {
		const link = { ...picked, type: 'APP_ACTION', uri: 'LINK' };
		const result = await send({ source: 'button', button: JSON.stringify(link) });
		expect(errorOf(result).message).toBe('"Button" holds a button that no text answers (APP_ACTION LINK)');
		expect(asked()).toEqual([]);
	});
});

describe('refused before anything is sent', () => {
	it.each([
		['no text', { text: '={{ $json.missing }}' }, '"Text" is empty'],
		['a text of spaces', { text: '={{ " \\n" }}' }, '"Text" is empty'],
		['an object as text', { text: '={{ {} }}' }, '"Text" holds an object instead of text'],
		['no Auth ID', { authId: '={{ $json.missing }}' }, '"Auth ID" is empty'],
		['a Business ID with letters', { businessId: 'shop' }, '"Business ID" holds "shop"'],
		['an unknown Source', { source: '={{ "video" }}' }, '"Source" holds "video"'],
	])('%s', async (_name, parameters, message) => {
		const result = await send(parameters);
		expect(errorOf(result).message).toBe(message);
		expect(errorOf(result).description).toMatch(/\S/);
		expect(asked()).toEqual([]);
	});
});

describe('an unknown user', () => {
	it('is registered when that is wanted, and the message arrives once', async () => {
		const userDetails = { name: 'Mira Patel', languageCode: 'en' };
		const result = await send({ authId: 'new_1', registerUser: true, userDetails });
		expect(result.error).toBeUndefined();
		expect(asked()).toEqual([
			[MESSAGE, 403],
			[USER, 200],
			[MESSAGE, 200],
		]);
		expect(haptik().state.users.get('new_1')).toMatchObject({ name: 'Mira Patel', language_code: 'en' });
		expect(messages().map(({ fact }) => fact.auth_id)).toEqual(['new_1']);
	});

	it('is registered once for all messages of a run', async () => {
		const items = Array.from({ length: 5 }, (_, index) => ({ json: { text: `text ${index}` } }));
		const parameters = { authId: 'new_1', registerUser: true, text: '={{ $json.text }}' };
		await send({ ...parameters, options: { concurrency: 5 } }, { items });
		expect(haptik().store.requests({ path: USER })).toHaveLength(1);
		expect(messages().map(({ fact }) => fact.message_body)).toEqual(items.map(({ json }) => json.text));
	});

	it('is told about otherwise', async () => {
		const result = await send({ authId: 'nobody' }, { onError: 'continueErrorOutput' });
		expect(result.failed[0].json.error).toEqual({
			message: 'Haptik does not know the user "nobody"',
			description: expect.stringContaining('Turn on "Register User When Unknown"') as unknown,
			delivery: 'refused',
			field: 'Auth ID',
			vendorText: 'user is not registered',
			httpStatus: 403,
		});
	});

	it('that Haptik does not register leaves nothing sent', async () => {
		const parameters = { authId: 'no-hyphens', registerUser: true };
		const result = await send(parameters, { onError: 'continueErrorOutput' });
		expect(result.failed[0].json.error).toMatchObject({
			message: 'The user could not be registered: Haptik refused the request',
			delivery: 'refused',
			field: 'Auth ID',
		});
		expect(messages()).toEqual([]);
	});
});

describe('refused by Haptik', () => {
	it('401: names the credential’s fields', async () => {
		const haptikApi = { ...credential(), token: 'mistyped-token-of-the-user' };
		const result = await send({}, { credentials: { haptikApi } });
		expect(errorOf(result).message).toBe('Haptik did not accept the credential');
		expect(result.everything).not.toContain('mistyped-token-of-the-user');
	});

	it('an unknown business: Haptik’s own words', async () => {
		expect(errorOf(await send({ businessId: '9999' }))).toEqual({
			message: 'Haptik refused the request',
			description: 'Check the values of this item. Haptik said: "invalid business_id provided" (HTTP 400).',
		});
	});

	it('413: the text is too long', async () => {
		haptik().faults.add({ fault: { kind: 'status', status: 413, body: '<html></html>' } });
		const { message, description } = errorOf(await send());
		expect(message).toBe('Haptik found the request too long');
		expect(description).toContain('Shorten the values of this item');
	});

	it.each([
		['an object without a message id', {}],
		['an error with status 200', { error_message: 'queue is closed' }],
	])('200 with %s: is no success', async (_name, body) => {
		haptik().faults.add({ fault: { kind: 'wrongShape', body, processed: false } });
		const result = await send({}, { onError: 'continueErrorOutput' });
		expect(result.failed[0].json.error).toMatchObject({
			message: 'Haptik did not say that it logged the message',
			delivery: 'uncertain',
		});
		expect(asked()).toHaveLength(1);
	});
});

it('keeps the order of one user’s messages whatever the concurrency', async () => {
	['anna', 'ben'].forEach(knows);
	haptik().faults.add({ when: { bodyIncludes: 'text 0' }, fault: { kind: 'delay', ms: 150 } });
	const items = Array.from({ length: 8 }, (_, index) => ({
		json: { user: index % 2 ? 'ben ' : 'anna', text: `text ${index}` },
	}));
	const parameters = { authId: '={{ $json.user }}', text: '={{ $json.text }}' };
	const result = await send({ ...parameters, options: { concurrency: 8 } }, { items });
	const textsOf = (user: string) =>
		messages().flatMap(({ fact }) => (fact.auth_id === user ? [fact.message_body] : []));
	expect(textsOf('anna')).toEqual(['text 0', 'text 2', 'text 4', 'text 6']);
	expect(textsOf('ben')).toEqual(['text 1', 'text 3', 'text 5', 'text 7']);
	expect(haptik().store.counters.maxInFlight).toBe(2);
	expect(result.main.map(({ json }) => json.message_body)).toEqual(items.map(({ json }) => json.text));
});

describe('the output', () => {
	it('is Haptik’s answer with the user', async () => {
		haptik().clock.stopAt(new Date('2024-03-05T08:15:30.120Z'));
		const result = await send();
		expect(result.returned).toEqual([
			[
				{
					json: {
						message_id: 1_411_200_492,
						message_body: 'Where is my parcel?',
						created_at: '2024-03-05T08:15:30.120Z',
						message_type: 0,
						auth_id: 'cust_1',
					},
					pairedItem: { item: 0 },
				},
			],
		]);
	});

	it('is the same when Haptik answers with a list of one', async () => {
		haptik().settings.arrayAnswers = true;
		const result = await send();
		expect(result.main[0].json).toMatchObject({ message_body: 'Where is my parcel?', auth_id: 'cust_1' });
	});
});

it('sends no more in a second than are far from what Haptik blocks, however many could be under way', async () => {
	const items = range(90).map((index) => ({ json: { authId: `cust_${index}` } }));
	for (const { json } of items) knows(json.authId);
	const result = await send(
		{ authId: '={{ $json.authId }}', options: { concurrency: 50 } },
		{ items, onError: 'continueErrorOutput' },
	);
	expect(result.main).toHaveLength(90);
	const times = messages()
		.map(({ at }) => new Date(at).getTime())
		.toSorted((one, other) => one - other);
	const within = (ms: number) => times.filter((at) => at < times[0] + ms).length;
	expect(within(500)).toBe(40);
	expect(within(1500)).toBe(80);
	expect(within(2500)).toBe(90);
});

it('sends no more in a second where a loop runs the node many times in one execution', async () => {
	const items = range(15).map((index) => ({ json: { authId: `cust_${index}` } }));
	for (const { json } of items) knows(json.authId);
	await send(
		{ authId: '={{ $json.authId }}', options: { concurrency: 50 } },
		{ items, runs: 4, onError: 'continueErrorOutput' },
	);
	const times = messages()
		.map(({ at }) => new Date(at).getTime())
		.toSorted((one, other) => one - other);
	expect(times).toHaveLength(60);
	expect(times[40] - times[0]).toBeGreaterThan(800);
});

it('sends what an earlier try has delivered only once', async () => {
	haptik().faults.add({
		when: { bodyIncludes: 'second' },
		fault: { kind: 'status', status: 400, body: 'no' },
	});
	const items = ['first', 'second'].map((text) => ({ json: { text } }));
	const result = await send({ text: '={{ $json.text }}' }, { items, tries: 2 });
	expect(result.error).toBeUndefined();
	expect(messages().map(({ fact }) => fact.message_body)).toEqual(['first', 'second']);
});
