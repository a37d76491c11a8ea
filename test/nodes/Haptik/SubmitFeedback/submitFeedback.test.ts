import { errorOf, FEEDBACK, useHaptik } from '../support';

const { haptik, credential, converses, send } = useHaptik({
	node: 'haptikSubmitFeedback',
	parameters: { authId: 'cust_1', queryRating: 2, queryResolved: false, feedback: 'Took too long' },
	items: [{ json: {} }],
});

beforeEach(() => converses('cust_1'));

const asked = () => haptik().store.requests({ path: FEEDBACK });
const held = () =>
	haptik()
		.store.held('feedback')
		.map(({ fact }) => fact);

async function told(parameters = {}) {
	const result = await send(parameters, { onError: 'continueErrorOutput' });
	return result.failed[0].json.error as Record<string, unknown>;
}

describe('the request', () => {
	it('is Haptik’s body, each value of its kind', async () => {
		const result = await send();
		expect(result.error).toBeUndefined();
		const [{ method, path, body, headers, answer }] = asked();
		expect([method, path, answer.status]).toEqual(['POST', '/v1.0/log_feedback_from_user/', 201]);
		expect(headers['content-type']).toMatch(/^application\/json/);
		expect(headers.authorization).toBe(`Bearer ${haptik().keys.token}`);
		expect(headers['client-id']).toBe(haptik().keys.clientId);
		expect(body).toEqual({
			auth_id: 'cust_1',
			business_id: 7104,
			query_resolved: false,
			query_rating: 2,
			feedback: 'Took too long',
		});
	});

	it('leaves out words that were not given, and takes values as a form gives them', async () => {
		const json = { rating: ' 5 ', resolved: 'TRUE', words: null };
		await send(
			{
				queryRating: '={{ $json.rating }}',
				queryResolved: '={{ $json.resolved }}',
				feedback: '={{ $json.words }}',
				businessId: '7105',
			},
			{ items: [{ json }] },
		);
		expect(held()).toEqual([{ auth_id: 'cust_1', business_id: 7105, query_resolved: true, query_rating: 5 }]);
	});

	it.each([1, 2, 3, 4, 5])('carries the rating %i', async (queryRating) => {
		await send({ queryRating });
		expect(held()[0].query_rating).toBe(queryRating);
	});
});

describe('refused before anything is sent', () => {
	const between = 'Use a whole number from 1 to 5.';

	it.each([
		['no rating chosen', { queryRating: 0 }, '"Query Rating" holds "0"', between],
		['a rating of six', { queryRating: 6 }, '"Query Rating" holds "6"', between],
		['half a rating', { queryRating: '={{ 2.5 }}' }, '"Query Rating" holds "2.5"', between],
		['an empty rating', { queryRating: '={{ null }}' }, '"Query Rating" is empty', /expression/],
		['a rating in words', { queryRating: '={{ "good" }}' }, '"Query Rating" holds "good"', between],
		[
			'nothing about a solution',
			{ queryResolved: '={{ null }}' },
			'"Query Resolved" is empty',
			/true or false/,
		],
		['perhaps', { queryResolved: '={{ "perhaps" }}' }, '"Query Resolved" holds a string', /true or false/],
		['no Auth ID', { authId: '={{ $json.missing }}' }, '"Auth ID" is empty', /\S/],
		['a Business ID with letters', { businessId: 'shop' }, '"Business ID" holds "shop"', /digits/],
	])('%s', async (_name, parameters, message, remedy) => {
		const result = await send(parameters);
		expect(errorOf(result).message).toBe(message);
		expect(errorOf(result).description).toMatch(remedy);
		expect(asked()).toEqual([]);
	});
});

describe('refused by Haptik', () => {
	it('403 Invalid_User: Haptik does not know the user', async () => {
		expect(await told({ authId: 'nobody' })).toEqual({
			message: 'Haptik does not know the user "nobody"',
			description: expect.stringMatching(
				/^Check "Auth ID".*no conversation to rate\. Haptik said: "Invalid_User" \(HTTP 403\)\.$/,
			) as unknown,
			delivery: 'refused',
			field: 'Auth ID',
			vendorText: 'Invalid_User',
			httpStatus: 403,
		});
		expect(haptik().store.requests()).toHaveLength(1);
	});

	it('403 with the words of the other calls is the same', async () => {
		const body = { error_message: 'user is not registered' };
		haptik().faults.add({ fault: { kind: 'status', status: 403, body } });
		expect(await told()).toMatchObject({ message: 'Haptik does not know the user "cust_1"' });
	});

	it('403 with any other words is none of the user', async () => {
		const body = { error_message: 'account is suspended' };
		haptik().faults.add({ fault: { kind: 'status', status: 403, body } });
		expect(await told()).toMatchObject({
			message: 'Haptik denied access',
			vendorText: 'account is suspended',
		});
	});

	it('404: there is no conversation to rate', async () => {
		haptik().state.conversing.clear();
		expect(await told()).toEqual({
			message: 'The user "cust_1" has no conversation to rate',
			description: expect.stringMatching(/who has written before.*active conversation.*HTTP 404/) as unknown,
			delivery: 'refused',
			field: 'Auth ID',
			vendorText:
				'Failed to submit feedback, please make sure there is an active conversation with the agent',
			httpStatus: 404,
		});
	});

	it('404 with a page is a wrong address', async () => {
		haptik().faults.add({ fault: { kind: 'status', status: 404, body: '<html>Not Found</html>' } });
		expect(await told()).toMatchObject({ message: 'Haptik has no API at this address' });
	});

	it.each([400, 409, 429, 500])('a second one within the hour, with status %i', async (status) => {
		haptik().settings.duplicateFeedbackStatus = status;
		await send();
		expect(await told()).toEqual({
			message: 'The user "cust_1" has given feedback within the last hour',
			description: expect.stringMatching(/one an hour.*"duplicate feedback"/) as unknown,
			delivery: 'refused',
			field: 'Auth ID',
			vendorText: 'duplicate feedback',
			httpStatus: status,
		});
		expect(asked()).toHaveLength(2);
		expect(held()).toHaveLength(1);
	});

	it('an hour later another one is taken', async () => {
		haptik().clock.stopAt(new Date('2026-01-01T10:00:00Z'));
		await send();
		haptik().clock.shift(60 * 60_000);
		expect((await send()).error).toBeUndefined();
		expect(held()).toHaveLength(2);
	});

	it('401: names the credential’s fields', async () => {
		const haptikApi = { ...credential(), token: 'mistyped-token-of-the-user' };
		const result = await send({}, { credentials: { haptikApi } });
		expect(errorOf(result).message).toBe('Haptik did not accept the credential');
		expect(result.everything).not.toContain('mistyped-token-of-the-user');
	});

	it('an unknown business: Haptik’s own words', async () => {
		expect(await told({ businessId: '9999' })).toMatchObject({
			message: 'Haptik refused the request',
			vendorText: 'invalid business_id provided',
		});
	});

	it.each([
		['an object that says nothing', {}, 'Haptik did not say that it took the feedback', 'uncertain'],
		['success: false', { success: false }, 'Haptik did not say that it took the feedback', 'uncertain'],
		[
			'an error with status 200',
			{ error_message: 'closed' },
			'Haptik refused it in an answer that looks like a success',
			'refused',
		],
		[
			'a duplicate with status 200',
			{ error_message: 'duplicate feedback' },
			'The user "cust_1" has given feedback within the last hour',
			'refused',
		],
	])('200 with %s: is no success', async (_name, body, message, delivery) => {
		haptik().faults.add({ fault: { kind: 'wrongShape', body, processed: false } });
		expect(await told()).toMatchObject({ message, delivery });
		expect(asked()).toHaveLength(1);
	});
});

it('stays in doubt when a repeat is told that there was one already', async () => {
	haptik().faults.add({ fault: { kind: 'resetAfter' } });
	expect(await told({ options: { retryUncertainSends: true } })).toMatchObject({
		message: 'The user "cust_1" has given feedback within the last hour',
		delivery: 'uncertain',
	});
	expect(held()).toHaveLength(1);
});

it('takes one of two of the same user, whatever the concurrency', async () => {
	const items = [{ json: {} }, { json: {} }];
	const result = await send({ options: { concurrency: 2 } }, { items, onError: 'continueErrorOutput' });
	expect([result.main.length, result.failed.length, held().length]).toEqual([1, 1, 1]);
	expect(haptik().store.counters.maxInFlight).toBe(1);
});

it('gives Haptik’s answer with the user', async () => {
	const result = await send();
	expect(result.returned).toEqual([
		[{ json: { success: true, auth_id: 'cust_1' }, pairedItem: { item: 0 } }],
	]);
});
