import type { User } from '../../../sandbox/haptik/world';
import { contract, errorOf, photo, sha256, UPLOAD, USER, useHaptik } from './support';

const { haptik, files, send } = useHaptik();

const registrations = () => haptik().store.requests({ method: 'POST', path: USER });
const uploads = () => haptik().store.requests({ path: UPLOAD });
const users = () =>
	haptik()
		.store.held('user')
		.map(({ fact }) => fact as unknown as User);

describe.each(['default', 'filesystem'] as const)('an unknown user in binary mode %s', (binaryMode) => {
	it('is registered once, and the whole file arrives once', async () => {
		const result = await send({ authId: 'new_1', registerUser: true }, { binaryMode });
		expect(result.error).toBeUndefined();
		expect(
			haptik()
				.store.requests()
				.map(({ path, answer }) => [path, answer.status]),
		).toEqual([
			[UPLOAD, 403],
			[USER, 200],
			[UPLOAD, 200],
		]);
		expect(users()).toEqual([{ auth_id: 'new_1' }]);
		expect(files()).toHaveLength(1);
		expect(files()[0]).toMatchObject({
			fact: { auth_id: 'new_1', business_id: 7104 },
			file: { sha256: sha256(photo.bytes), fileName: 'photo.jpg' },
		});
		expect(result.main[0].json).toMatchObject({ auth_id: 'new_1', file_name: 'photo.jpg' });
	});
});

describe('registering', () => {
	it('sends every detail under Haptik’s name', async () => {
		const userDetails = {
			name: 'Mira Patel मीरा',
			email: 'mira@example.org',
			mobileNo: '919800000001',
			languageCode: 'HI',
			phoneModel: 'Pixel 9',
			osVersion: '14',
			packageName: 'com.example.shop',
			customData: '{ "plan": "gold", "visits": 3, "vip": true, "note": null }',
		};
		await send({ authId: 'new_1', registerUser: true, userDetails });
		expect(registrations()[0].headers['content-type']).toMatch(/^application\/json/);
		expect(registrations()[0].body).toEqual({
			auth_id: 'new_1',
			name: 'Mira Patel मीरा',
			email: 'mira@example.org',
			mobile_no: '919800000001',
			language_code: 'hi',
			phone_model: 'Pixel 9',
			os_version: '14',
			package_name: 'com.example.shop',
			custom_data: { plan: 'gold', visits: '3', vip: 'true' },
		});
	});

	it('takes details from expressions, numbers and objects as well', async () => {
		const userDetails = {
			name: '={{ $json.name }}',
			mobileNo: '={{ $json.mobile }}',
			email: '={{ $json.email }}',
			customData: '={{ $json.custom }}',
		};
		const json = { name: 'Zoë', mobile: 919800000001, email: null, custom: { city: 'Pune' } };
		const items = [{ json, files: { data: photo } }];
		await send({ authId: 'new_1', registerUser: true, userDetails }, { items });
		expect(registrations()[0].body).toEqual({
			auth_id: 'new_1',
			name: 'Zoë',
			mobile_no: '919800000001',
			custom_data: { city: 'Pune' },
		});
	});

	it('leaves a known user alone', async () => {
		await send({ registerUser: true, userDetails: { name: 'Changed' } });
		expect(registrations()).toHaveLength(0);
		expect(files()).toHaveLength(1);
	});

	it('happens once for many files of one user, at any concurrency', async () => {
		const items = Array.from({ length: 6 }, (_, index) => ({ json: { index }, files: { data: photo } }));
		const parameters = { authId: 'new_1', registerUser: true, text: '={{ $json.index }}' };
		await send({ ...parameters, options: { concurrency: 6 } }, { items });
		expect(registrations()).toHaveLength(1);
		expect(files().map(({ fact }) => fact.message_body)).toEqual(['0', '1', '2', '3', '4', '5']);
	});

	it('happens once for several files of one item', async () => {
		const items = [{ files: { data: photo, second: contract } }];
		await send({ authId: 'new_1', registerUser: true, binaryField: 'data,second' }, { items });
		expect(registrations()).toHaveLength(1);
		expect(files().map(({ file }) => file?.fileName)).toEqual(['photo.jpg', 'contract.pdf']);
	});

	it('is not tried twice for a user who stays unknown', async () => {
		const body = { error_message: 'user is not registered' };
		haptik().faults.add({
			when: { path: UPLOAD },
			times: Infinity,
			fault: { kind: 'status', status: 403, body },
		});
		const result = await send({ authId: 'new_1', registerUser: true });
		expect(errorOf(result)).toEqual({
			message: 'Haptik does not know the user "new_1"',
			description: expect.stringContaining('It was registered a moment ago, without effect.') as unknown,
		});
		expect([registrations().length, uploads().length]).toEqual([1, 2]);
	});

	it('says when Haptik refuses it, in Haptik’s words, and sends no file', async () => {
		const result = await send({ authId: 'no-hyphens', registerUser: true });
		expect(errorOf(result)).toEqual({
			message: 'The user could not be registered: Haptik refused the request',
			description: expect.stringContaining('"auth_id: must be alphanumeric" (HTTP 400)') as unknown,
		});
		expect(uploads()).toHaveLength(1);
		expect(files()).toHaveLength(0);
	});

	it('that was refused for an ID with other characters names Auth ID and the rule', async () => {
		const parameters = { authId: 'no-hyphens', registerUser: true };
		const result = await send(parameters, { onError: 'continueErrorOutput' });
		expect(result.failed[0].json.error).toMatchObject({
			field: 'Auth ID',
			delivery: 'refused',
			description: expect.stringMatching(
				/^Check "Auth ID"\. Haptik describes IDs of letters and digits, underscores are in use too; this one has other characters\. Haptik said: "auth_id: must be alphanumeric"/,
			) as unknown,
		});
	});

	it('that was refused for something else does not blame the ID', async () => {
		const body = { error_message: 'email: is in use' };
		haptik().faults.add({ when: { path: USER }, fault: { kind: 'status', status: 400, body } });
		const parameters = { authId: 'new_1', registerUser: true };
		const result = await send(parameters, { onError: 'continueErrorOutput' });
		const error = result.failed[0].json.error as Record<string, unknown>;
		expect(error.field).toBeUndefined();
		expect(error.description).toBe(
			'Check the values of this item. Haptik said: "email: is in use" (HTTP 400).',
		);
	});

	it.each([
		['cust_nobody', /^Turn on "Register User When Unknown"/, /characters/],
		['no-hyphens', /^Check "Auth ID": .* To register the user, use an ID without them\./, /Turn on/],
		['mira@example.org', /this one has other characters/, /Turn on/],
	])('is advised for %s only where it can help', async (authId, words, not) => {
		const result = await send({ authId });
		expect(errorOf(result).description).toMatch(words);
		expect(errorOf(result).description).not.toMatch(not);
	});

	it('is not repeated when its answer is lost, and the file is not sent', async () => {
		haptik().faults.add({ when: { path: USER }, fault: { kind: 'resetAfter' } });
		const result = await send({ authId: 'new_1', registerUser: true }, { onError: 'continueErrorOutput' });
		expect(result.failed[0].json.error).toMatchObject({ delivery: 'notSent' });
		expect([registrations().length, uploads().length, files().length]).toEqual([1, 1, 0]);
	});

	it('is tried again after 429', async () => {
		const headers = { 'retry-after': '0' };
		haptik().faults.add({ when: { path: USER }, fault: { kind: 'status', status: 429, headers } });
		const result = await send({ authId: 'new_1', registerUser: true });
		expect(result.error).toBeUndefined();
		expect(users()).toHaveLength(1);
		expect(files()).toHaveLength(1);
	});

	it.each([
		['a language of three letters', { languageCode: 'eng' }, '"User Details > Language Code" holds "eng"'],
		[
			'nested custom data',
			{ customData: '{"address":{"city":"Pune"}}' },
			'"User Details > Custom Data" holds an object or a list under "address"',
		],
		['a list as custom data', { customData: '[1]' }, '"User Details > Custom Data" is no JSON object'],
		['broken JSON', { customData: '{plan}' }, /^"User Details > Custom Data" is not valid JSON/],
		['an object as name', { name: '={{ {} }}' }, '"User Details > Name" holds an object instead of text'],
	])('refuses %s before anything is sent', async (_name, userDetails, message) => {
		const result = await send({ authId: 'new_1', registerUser: true, userDetails });
		if (typeof message === 'string') expect(result.error?.message).toBe(message);
		else expect(result.error?.message).toMatch(message);
		expect(haptik().store.requests()).toHaveLength(0);
	});
});
