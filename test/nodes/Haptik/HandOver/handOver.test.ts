import { userNameOf } from '../../../../sandbox/haptik/conversations';
import { TO_AGENT, useHaptik } from '../support';

const MIRA = userNameOf('cust_1');

const { haptik, toolsCredential, converses, knows, send } = useHaptik({
	node: 'haptikHandOver',
	parameters: { userName: MIRA, teamName: 'Billing' },
	items: [{ json: {} }],
	tools: true,
});

beforeEach(() => converses('cust_1'));

const asked = () => haptik().store.requests();
const held = () =>
	haptik()
		.store.held('handOver')
		.map(({ fact }) => fact);

async function told(parameters = {}, change: object = {}) {
	const credentials = { haptikApi: { ...toolsCredential(), ...change } };
	const result = await send(parameters, { credentials, onError: 'continueErrorOutput' });
	return result.failed[0].json.error as Record<string, unknown>;
}

describe('the request', () => {
	it('goes to the tools with the partner token, to Haptik’s own desk', async () => {
		const result = await send();
		expect(result.error).toBeUndefined();
		const [{ method, path, headers, body }] = asked();
		expect([method, path]).toEqual(['POST', TO_AGENT]);
		expect(headers.authorization).toBe(`Bearer ${haptik().keys.partnerToken}`);
		expect(headers['client-id']).toBe(haptik().keys.clientId);
		expect(headers['content-type']).toMatch(/^application\/json/);
		expect(body).toEqual({
			user_name: MIRA,
			business_id: 7104,
			team_name: 'Billing',
			receiver: 'athena',
		});
		expect(held()).toEqual([
			{
				auth_id: 'cust_1',
				user_name: MIRA,
				business_id: 7104,
				team_name: 'Billing',
				countdown: 10,
				receiver: 'athena',
			},
		]);
	});

	it('has what the fields say', async () => {
		const additionalFields = { countdown: '={{ "5" }}', receiver: ' zendesk ' };
		await send({ businessId: '7105', teamName: ' Support ', additionalFields });
		expect(asked()[0].body).toEqual({
			user_name: MIRA,
			business_id: 7105,
			team_name: 'Support',
			countdown: 5,
			receiver: 'zendesk',
		});
	});

	it.each([5, 6, 7, 8, 9, 10])('takes a countdown of %i seconds', async (countdown) => {
		await send({ additionalFields: { countdown } });
		expect(held()[0].countdown).toBe(countdown);
	});
});

describe('refused before anything is sent', () => {
	it.each([
		['no user name', { userName: '={{ $json.missing }}' }, '"Haptik User Name" is empty'],
		['no team', { teamName: '={{ $json.missing }}' }, '"Team Name" is empty'],
		['a Business ID with letters', { businessId: 'shop' }, '"Business ID" holds "shop"'],
		[
			'a short countdown',
			{ additionalFields: { countdown: 4 } },
			'"Additional Fields > Countdown" holds "4"',
		],
		[
			'a long countdown',
			{ additionalFields: { countdown: 11 } },
			'"Additional Fields > Countdown" holds "11"',
		],
	])('%s', async (_name, parameters, message) => {
		expect(await told(parameters)).toMatchObject({
			message,
			delivery: 'notSent',
			description: expect.stringMatching(/\S/) as unknown,
		});
		expect(asked()).toEqual([]);
	});

	it.each([
		['Tools Base URL', { toolsBaseUrl: '' }],
		['Partner Token', { partnerToken: '' }],
	])('a credential without %s', async (field, change) => {
		expect(await told({}, change)).toMatchObject({ message: `"${field}" is empty`, field });
		expect(asked()).toEqual([]);
	});
});

describe('refused by Haptik', () => {
	const CREDENTIAL = 'Haptik did not accept the credential';

	it.each([
		['a wrong token', {}, { partnerToken: 'mistyped' }, CREDENTIAL, 'invalid token provided'],
		['a wrong client', {}, { clientId: 'mistyped' }, CREDENTIAL, 'invalid client_id in headers'],
	])('%s', async (_name, parameters, change, message, vendorText) => {
		const error = await told(parameters, change);
		expect(error).toMatchObject({ message, vendorText, httpStatus: 401, delivery: 'refused' });
		expect(error.description).toContain('compare Partner Token, Client ID and Tools Base URL');
	});

	it.each([
		[
			'a user name of nobody',
			{ userName: 'nobody' },
			'Haptik does not know this user name',
			'Haptik User Name',
			'invalid user_name',
		],
		[
			'an unknown team',
			{ teamName: 'Kitchen' },
			'Haptik does not take this team',
			'Team Name',
			'invalid team_name provided',
		],
		[
			'a sleeping team',
			{ teamName: 'Night Shift' },
			'Haptik does not take this team',
			'Team Name',
			'team "Night Shift" is inactive',
		],
		[
			'an unknown business',
			{ businessId: '9999' },
			'Haptik does not take this business',
			'Business ID',
			'invalid business_id provided',
		],
		[
			'a sleeping business',
			{ businessId: '7199' },
			'Haptik does not take this business',
			'Business ID',
			'business "7199" is inactive',
		],
	])('%s', async (_name, parameters, message, field, vendorText) => {
		expect(await told(parameters)).toMatchObject({ message, field, vendorText, delivery: 'refused' });
		expect(held()).toEqual([]);
	});

	it('a user who has not written', async () => {
		knows('cust_2');
		expect(await told({ userName: userNameOf('cust_2') })).toMatchObject({
			message: 'Haptik has no conversation of this user',
			vendorText: 'user has not sent a message',
			field: 'Haptik User Name',
		});
	});

	it.each([
		'client_id missing in headers',
		'invalid client_id in headers',
		'invalid authorization in headers',
		'token missing in headers',
		'invalid token provided',
	])('"%s" is told of the credential, whatever its status', async (text) => {
		haptik().faults.add({ fault: { kind: 'status', status: 400, body: { error_message: text } } });
		expect(await told()).toMatchObject({ message: CREDENTIAL, vendorText: text });
	});

	it('"user is not registered" is told of the user name', async () => {
		const body = { error_message: 'user is not registered' };
		haptik().faults.add({ fault: { kind: 'status', status: 403, body } });
		expect(await told()).toMatchObject({
			message: 'Haptik does not know this user name',
			field: 'Haptik User Name',
		});
	});

	it.each([
		['an object that says nothing', {}, 'Haptik did not say that it handed the chat over', 'uncertain'],
		['success: false', { success: false }, 'Haptik did not say that it handed the chat over', 'uncertain'],
		['a refusal', { error_message: 'invalid user_name' }, 'Haptik does not know this user name', 'refused'],
	])('200 with %s: is no success', async (_name, body, message, delivery) => {
		haptik().faults.add({ fault: { kind: 'wrongShape', body, processed: false } });
		expect(await told()).toMatchObject({ message, delivery });
		expect(asked()).toHaveLength(1);
	});
});

it('hands a chat over once after another, whatever the concurrency', async () => {
	const items = ['Billing', 'Support'].map((team) => ({ json: { team } }));
	haptik().faults.add({ when: { bodyIncludes: 'Billing' }, fault: { kind: 'delay', ms: 150 } });
	await send({ teamName: '={{ $json.team }}', options: { concurrency: 2 } }, { items });
	expect(held().map(({ team_name }) => team_name)).toEqual(['Billing', 'Support']);
	expect(haptik().store.counters.maxInFlight).toBe(1);
});

it('gives Haptik’s answer with user and team', async () => {
	const result = await send();
	expect(result.returned).toEqual([
		[{ json: { success: true, user_name: MIRA, team_name: 'Billing' }, pairedItem: { item: 0 } }],
	]);
});
