import type { User } from '../../../../sandbox/haptik/world';
import { errorOf, USER, useHaptik } from '../support';

const { haptik, credential, send } = useHaptik({
	node: 'haptikUpsertUser',
	parameters: { authId: 'cust_1', userDetails: { name: 'Mira Patel' } },
	items: [{ json: {} }],
});

const asked = () =>
	haptik()
		.store.requests()
		.map(({ method, path, answer }) => [method, path, answer.status]);
const userCalled = (authId: string) => haptik().state.users.get(authId) as User;

const every = {
	name: 'Mira Patel मीरा',
	email: 'mira@example.org',
	mobileNo: '919800000001',
	languageCode: 'HI',
	phoneModel: 'Pixel 9',
	osVersion: '14',
	packageName: 'com.example.shop',
	customData: '{ "plan": "gold", "visits": 3, "vip": true, "note": null }',
};

const everyOnTheWire = {
	name: 'Mira Patel मीरा',
	email: 'mira@example.org',
	mobile_no: '919800000001',
	language_code: 'hi',
	phone_model: 'Pixel 9',
	os_version: '14',
	package_name: 'com.example.shop',
	custom_data: { plan: 'gold', visits: '3', vip: 'true' },
};

describe.each([
	['register', 'POST'],
	['refuse', 'PUT'],
])('an unknown user: %s', (whenUnknown, method) => {
	it('sends every detail under Haptik’s name', async () => {
		const result = await send({ whenUnknown, userDetails: every });
		expect(result.error).toBeUndefined();
		expect(asked()).toEqual([[method, USER, 200]]);
		const [{ body, headers }] = haptik().store.requests();
		expect(headers['content-type']).toMatch(/^application\/json/);
		expect(headers.authorization).toBe(`Bearer ${haptik().keys.token}`);
		expect(headers['client-id']).toBe(haptik().keys.clientId);
		expect(body).toEqual({ auth_id: 'cust_1', ...everyOnTheWire });
		expect(userCalled('cust_1')).toEqual({ auth_id: 'cust_1', ...everyOnTheWire });
	});

	it('leaves out what is empty', async () => {
		await send({ whenUnknown, userDetails: { name: 'Mira', email: '', mobileNo: '={{ $json.missing }}' } });
		expect(haptik().store.requests()[0].body).toEqual({ auth_id: 'cust_1', name: 'Mira' });
	});

	it('gives Haptik’s answer with the user', async () => {
		const result = await send({ whenUnknown, userDetails: { name: 'Mira', email: 'mira@example.org' } });
		expect(result.returned).toEqual([
			[
				{
					json: {
						auth_id: 'cust_1',
						mobile_no: null,
						email: 'mira@example.org',
						name: 'Mira',
					},
					pairedItem: { item: 0 },
				},
			],
		]);
	});

	it('names the ID when Haptik refuses one with other characters', async () => {
		const result = await send({ whenUnknown, authId: 'no-hyphens' }, { onError: 'continueErrorOutput' });
		expect(result.failed[0].json.error).toMatchObject({
			message: 'Haptik refused the request',
			description: expect.stringMatching(
				/^Check "Auth ID"\. Haptik describes IDs of letters and digits.*"auth_id: must be alphanumeric"/,
			) as unknown,
			field: 'Auth ID',
			delivery: 'refused',
		});
	});

	it('does not blame the ID for what is refused for something else', async () => {
		const body = { error_message: 'email: is in use' };
		haptik().faults.add({ fault: { kind: 'status', status: 400, body } });
		const result = await send({ whenUnknown }, { onError: 'continueErrorOutput' });
		const error = result.failed[0].json.error as Record<string, unknown>;
		expect(error.field).toBeUndefined();
		expect(error.vendorText).toBe('email: is in use');
	});

	it('401: names the credential’s fields', async () => {
		const haptikApi = { ...credential(), token: 'mistyped-token-of-the-user' };
		const result = await send({ whenUnknown }, { credentials: { haptikApi } });
		expect(errorOf(result)).toEqual({
			message: 'Haptik did not accept the credential',
			description: expect.stringMatching(/Token and Client ID.*HTTP 401/) as unknown,
		});
		expect(result.everything).not.toContain('mistyped-token-of-the-user');
	});

	it.each([
		['an object without an ID', {}, 'Haptik did not say that it keeps the user', 'uncertain'],
		['a list', [], 'Haptik did not say that it keeps the user', 'uncertain'],
		[
			'an error with status 200',
			{ error_message: 'users are full' },
			'Haptik refused it in an answer that looks like a success',
			'refused',
		],
	])('200 with %s: is no success', async (_name, body, message, delivery) => {
		haptik().faults.add({ fault: { kind: 'wrongShape', body, processed: false } });
		const result = await send({ whenUnknown }, { onError: 'continueErrorOutput' });
		expect(result.failed[0].json.error).toMatchObject({ message, delivery });
		expect(asked()).toHaveLength(1);
	});
});

describe('register', () => {
	it('registers a user by the ID alone', async () => {
		const result = await send({ authId: 'new_1', userDetails: {} });
		expect(result.error).toBeUndefined();
		expect(userCalled('new_1')).toEqual({ auth_id: 'new_1' });
	});

	it('takes the numbers that Haptik gives IDs back as', async () => {
		haptik().faults.add({ fault: { kind: 'wrongShape', body: { auth_id: 88123 } } });
		const result = await send({ authId: '88123' });
		expect(result.main[0].json).toEqual({ auth_id: '88123' });
	});
});

describe('update', () => {
	const update = { whenUnknown: 'refuse' };

	it('of an unknown user is refused, with how to go on', async () => {
		const result = await send({ ...update, authId: 'new_1' }, { onError: 'continueErrorOutput' });
		expect(result.failed[0].json.error).toEqual({
			message: 'Haptik does not know the user "new_1"',
			description: expect.stringMatching(
				/^Choose "Register" in "When User Is Unknown".*"user is not registered" \(HTTP 403\)\.$/,
			) as unknown,
			delivery: 'refused',
			field: 'Auth ID',
			vendorText: 'user is not registered',
			httpStatus: 403,
		});
		expect(haptik().store.held('user')).toEqual([]);
	});

	it('of an unknown user is the same with another status, which Haptik does not state', async () => {
		haptik().settings.unknownUserOnUpdateStatus = 404;
		const result = await send({ ...update, authId: 'new_1' }, { onError: 'continueErrorOutput' });
		expect(result.failed[0].json.error).toMatchObject({
			message: 'Haptik does not know the user "new_1"',
			httpStatus: 404,
		});
	});

	it.each([{}, { name: '', email: '={{ $json.missing }}' }])(
		'with nothing to change is refused before anything is sent: %j',
		async (userDetails) => {
			const result = await send({ ...update, userDetails });
			expect(errorOf(result)).toEqual({
				message: '"User Details" holds nothing to change',
				description: expect.stringContaining('Add at least one detail') as unknown,
			});
			expect(asked()).toEqual([]);
		},
	);
});

describe('refused before anything is sent', () => {
	it.each([
		['no Auth ID', { authId: '={{ $json.missing }}' }, '"Auth ID" is empty'],
		['an unknown choice', { whenUnknown: '={{ "delete" }}' }, '"When User Is Unknown" holds "delete"'],
		[
			'a language of three letters',
			{ userDetails: { languageCode: 'eng' } },
			'"User Details > Language Code" holds "eng"',
		],
		[
			'nested custom data',
			{ userDetails: { customData: '{"address":{"city":"Pune"}}' } },
			'"User Details > Custom Data" holds an object or a list under "address"',
		],
	])('%s', async (_name, parameters, message) => {
		expect(errorOf(await send(parameters)).message).toBe(message);
		expect(asked()).toEqual([]);
	});
});

it('keeps the order of one user’s changes whatever the concurrency', async () => {
	haptik().faults.add({ when: { bodyIncludes: 'first' }, fault: { kind: 'delay', ms: 150 } });
	const items = ['first', 'second', 'third'].map((name) => ({ json: { name } }));
	const parameters = { userDetails: { name: '={{ $json.name }}' }, options: { concurrency: 3 } };
	await send(parameters, { items });
	expect(userCalled('cust_1').name).toBe('third');
	expect(haptik().store.counters.maxInFlight).toBe(1);
});
