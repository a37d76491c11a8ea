import type { Sandbox } from '../../../sandbox';
import { type Haptik, sendForm, sendJson, startHaptik, upload } from '../support/haptik';

let sandbox: Sandbox;
let haptik: Haptik;

beforeAll(async () => {
	({ sandbox, haptik } = await startHaptik());
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const refused = (status: number, text: string | RegExp) => ({
	status,
	body: { error_message: typeof text === 'string' ? text : expect.stringMatching(text) },
});
const register = async (auth_id = 'cust_1') => await sendJson(haptik, '/v1.0/user/', { auth_id });

describe('/v1.0/user/', () => {
	const mira = {
		auth_id: 'cust_88123',
		name: 'Mira Patel',
		email: 'mira@example.org',
		mobile_no: '919800000001',
		language_code: 'en',
		phone_model: 'Pixel',
		os_version: '15',
		package_name: 'org.example',
		custom_data: { plan: 'gold', city: 'Pune' },
	};
	const { auth_id, mobile_no, email, name } = mira;
	const known = () => haptik.store.held('user').map(({ fact }) => fact);

	it('registers a user and answers four fields', async () => {
		const answer = await sendJson(haptik, '/v1.0/user/', mira);
		expect(answer).toMatchObject({ status: 200 });
		expect(answer.body).toEqual({ auth_id, mobile_no, email, name });
		expect(known()).toEqual([mira]);
	});

	it.each([
		['a value', { name: 'Mira \ud83d' }],
		['custom data', { custom_data: { plan: '\udc4b' } }],
		['a key of it', { custom_data: { '\ud83d': 'gold' } }],
	])('refuses half a character in %s', async (_name, details) => {
		const answer = await sendJson(haptik, '/v1.0/user/', { ...mira, ...details });
		expect(answer).toMatchObject(refused(400, 'invalid request body'));
		expect(known()).toEqual([]);
	});

	it.each([
		['no auth_id', { auth_id: undefined }, 'auth_id: is missing or not valid'],
		['a number as auth_id', { auth_id: 88123 }, 'auth_id: is missing or not valid'],
		['other characters in it', { auth_id: 'a-b' }, 'auth_id: must be alphanumeric'],
		['a list as custom data', { custom_data: [] }, 'custom_data: is missing or not valid'],
	])('refuses %s in no checker’s words', async (_name, details, text) => {
		expect(await sendJson(haptik, '/v1.0/user/', { ...mira, ...details })).toMatchObject(refused(400, text));
	});

	it('registers again without complaint and takes the new details', async () => {
		await sendJson(haptik, '/v1.0/user/', mira);
		expect(await register(auth_id)).toMatchObject({ status: 200, body: { auth_id, name: null } });
		expect(known()).toEqual([{ auth_id }]);
	});

	it('updates by PUT, keeping or clearing what was not sent', async () => {
		await sendJson(haptik, '/v1.0/user/', mira);
		const update = async () => await sendJson(haptik, '/v1.0/user/', { auth_id, name: 'Mira P.' }, 'PUT');
		expect(await update()).toMatchObject({
			status: 200,
			body: { auth_id, mobile_no, email, name: 'Mira P.' },
		});
		haptik.settings.updateKeepsUnsentFields = false;
		await update();
		expect(known()).toEqual([{ auth_id, name: 'Mira P.' }]);
	});

	it('refuses to update a stranger', async () => {
		const answer = await sendJson(haptik, '/v1.0/user/', { auth_id: 'nobody' }, 'PUT');
		expect(answer).toMatchObject(refused(403, 'user is not registered'));
		expect(known()).toEqual([]);
	});

	it.each([
		[{ auth_id: undefined }, /^auth_id/],
		[{ auth_id: '' }, /^auth_id/],
		[{ auth_id: 88123 }, /^auth_id/],
		[{ auth_id: 'cust-88123' }, /^auth_id/],
		[{ auth_id: 'jürgen' }, /^auth_id/],
		[{ name: 7 }, /^name/],
		[{ language_code: 'eng' }, /^language_code/],
		[{ language_code: 'EN' }, /^language_code/],
		[{ custom_data: { address: { city: 'Pune' } } }, /^custom_data\.address/],
		[{ custom_data: { tags: ['a'] } }, /^custom_data\.tags/],
		[{ custom_data: 'gold' }, /^custom_data/],
	])('refuses %j, by POST and by PUT', async (change, text) => {
		await sendJson(haptik, '/v1.0/user/', mira);
		for (const method of ['POST', 'PUT']) {
			expect(await sendJson(haptik, '/v1.0/user/', { ...mira, ...change }, method)).toMatchObject(
				refused(400, text),
			);
		}
		expect(known()).toEqual([mira]);
	});
});

describe('/v1.0/log_message_from_user/', () => {
	const message = {
		user: { auth_id: 'cust_1' },
		message_body: 'Where is my parcel?',
		message_type: 0,
		business_id: 7104,
	};
	const log = async (changes: object = {}) =>
		await sendJson(haptik, '/v1.0/log_message_from_user/', { ...message, ...changes });

	it('logs a message under a rising id', async () => {
		haptik.clock.stopAt(new Date('2024-03-05T08:15:30.120Z'));
		await register();
		const [first, second] = [await log(), await log({ message_body: 'Hallo? 🙂{task}' })];
		expect(first.body).toEqual({
			message_id: expect.any(Number),
			message_body: 'Where is my parcel?',
			created_at: '2024-03-05T08:15:30.120Z',
			message_type: 0,
		});
		const id = ({ body }: { body: unknown }) => (body as { message_id: number }).message_id;
		expect(id(second)).toBe(id(first) + 1);
		expect(haptik.store.held('message')).toMatchObject([
			{
				fact: {
					auth_id: 'cust_1',
					business_id: 7104,
					message_body: 'Where is my parcel?',
					message_id: id(first),
				},
			},
			{ fact: { message_body: 'Hallo? 🙂{task}', message_id: id(second) } },
		]);
	});

	it('wraps its answer in an array as in 2018 when set so', async () => {
		haptik.settings.arrayAnswers = true;
		await register();
		expect(await log()).toMatchObject({ status: 200, body: [{ message_type: 0 }] });
	});

	it('refuses a stranger with the text that means "register first"', async () => {
		expect(await log()).toMatchObject(refused(403, 'user is not registered'));
		expect(haptik.store.held()).toEqual([]);
	});

	it.each([
		[{ user: undefined, auth_id: 'cust_1' }, /^user/],
		[{ user: 'cust_1' }, /^user/],
		[{ user: { auth_id: '' } }, /^user\.auth_id/],
		[{ business_id: '7104' }, /^business_id/],
		[{ business_id: 7104.5 }, /^business_id/],
		[{ business_id: undefined }, /^business_id/],
		[{ message_type: '0' }, /^message_type/],
		[{ message_type: 1 }, /^message_type/],
		[{ message_type: undefined }, /^message_type/],
		[{ message_body: '' }, /^message_body/],
		[{ message_body: 5 }, /^message_body/],
		[{ business_id: 9999 }, 'invalid business_id provided'],
	])('refuses %j', async (changes, text) => {
		await register();
		expect(await log(changes)).toMatchObject(refused(400, text));
		expect(haptik.store.held('message')).toEqual([]);
	});

	it('checks the business before the user, or after when set so', async () => {
		expect(await log({ business_id: 9999 })).toMatchObject(refused(400, 'invalid business_id provided'));
		haptik.settings.businessBeforeUser = false;
		expect(await log({ business_id: 9999 })).toMatchObject(refused(403, 'user is not registered'));
	});
});

describe('/v1.0/log_feedback_from_user/', () => {
	const feedback = {
		auth_id: 'cust_1',
		business_id: 7104,
		query_resolved: false,
		query_rating: 2,
		feedback: 'Took too long',
	};
	const rate = async (changes: object = {}) =>
		await sendJson(haptik, '/v1.0/log_feedback_from_user/', { ...feedback, ...changes });
	const converse = async () => {
		await register();
		await sendForm(haptik, upload());
	};

	it('takes a feedback with 201', async () => {
		await converse();
		expect(await rate()).toMatchObject({ status: 201, body: { success: true } });
		expect(haptik.store.held('feedback')).toMatchObject([{ fact: feedback }]);
	});

	it('has a text of its own for a stranger', async () => {
		expect(await rate()).toMatchObject(refused(403, 'Invalid_User'));
	});

	it('asks for a conversation first', async () => {
		await register();
		expect(await rate()).toMatchObject(
			refused(
				404,
				'Failed to submit feedback, please make sure there is an active conversation with the agent',
			),
		);
	});

	it('takes one an hour from each user', async () => {
		haptik.clock.stopAt(new Date('2026-01-01T10:00:00Z'));
		await converse();
		expect(await rate()).toMatchObject({ status: 201 });
		haptik.clock.shift(59 * 60_000);
		expect(await rate()).toMatchObject(refused(409, 'duplicate feedback'));
		haptik.clock.shift(60_000);
		expect(await rate({ feedback: undefined })).toMatchObject({ status: 201 });
		expect(haptik.store.held('feedback')).toHaveLength(2);
	});

	it.each([
		[{ query_rating: 0 }, /^query_rating/],
		[{ query_rating: 6 }, /^query_rating/],
		[{ query_rating: 2.5 }, /^query_rating/],
		[{ query_rating: '2' }, /^query_rating/],
		[{ query_resolved: 'false' }, /^query_resolved/],
		[{ auth_id: undefined, user: { auth_id: 'cust_1' } }, /^auth_id/],
		[{ business_id: '7104' }, /^business_id/],
		[{ business_id: 9999 }, 'invalid business_id provided'],
	])('refuses %j', async (changes, text) => {
		await converse();
		expect(await rate(changes)).toMatchObject(refused(400, text));
		expect(haptik.store.held('feedback')).toEqual([]);
	});
});

describe('/v1.0/webhook/', () => {
	const webhook = { enabled: true, business_id: 7104, device_platform: 13 };
	const enable = async (changes: object = {}) =>
		await sendJson(haptik, '/v1.0/webhook/', { ...webhook, ...changes });

	it.each([7104, '7104'])('switches on again with business_id %j', async (business_id) => {
		expect(await enable({ business_id })).toMatchObject({ status: 200, body: { enabled: true } });
		expect(haptik.store.held('webhook')).toMatchObject([{ fact: webhook }]);
	});

	it.each([
		[{ enabled: false }, /^enabled/],
		[{ enabled: 'true' }, /^enabled/],
		[{ enabled: undefined }, /^enabled/],
		[{ business_id: undefined }, /^business_id/],
		[{ business_id: 'support' }, /^business_id/],
		[{ device_platform: undefined }, /^device_platform/],
		[{ business_id: 9999 }, 'invalid business_id provided'],
	])('refuses %j', async (changes, text) => {
		expect(await enable(changes)).toMatchObject(refused(400, text));
		expect(haptik.store.held('webhook')).toEqual([]);
	});
});
