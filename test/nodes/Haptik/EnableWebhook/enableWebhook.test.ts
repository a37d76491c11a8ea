import { errorOf, useHaptik, WEBHOOK } from '../support';

const { haptik, credential, send } = useHaptik({
	node: 'haptikEnableWebhook',
	parameters: {},
	items: [{ json: {} }],
});

const asked = () => haptik().store.requests();
const held = () =>
	haptik()
		.store.held('webhook')
		.map(({ fact }) => fact);

async function told(parameters = {}) {
	const result = await send(parameters, { onError: 'continueErrorOutput' });
	return result.failed[0].json.error as Record<string, unknown>;
}

describe('the request', () => {
	it('names the business of the credential and the channel of this pack', async () => {
		const result = await send();
		expect(result.error).toBeUndefined();
		const [{ method, path, headers, body }] = asked();
		expect([method, path]).toEqual(['POST', WEBHOOK]);
		expect(headers.authorization).toBe(`Bearer ${haptik().keys.token}`);
		expect(headers['client-id']).toBe(haptik().keys.clientId);
		expect(headers['content-type']).toMatch(/^application\/json/);
		expect(body).toEqual({ enabled: true, business_id: 7104, device_platform: 13 });
		expect(held()).toEqual([{ enabled: true, business_id: 7104, device_platform: 13 }]);
	});

	it.each([
		[5, 5],
		['={{ "14" }}', 14],
	])('names another business and channel: %j', async (devicePlatform, expected) => {
		await send({ businessId: '7105', devicePlatform });
		expect(held()).toEqual([{ enabled: true, business_id: 7105, device_platform: expected }]);
	});
});

describe('refused before anything is sent', () => {
	it.each([
		['a Business ID with letters', { businessId: 'shop' }, '"Business ID" holds "shop"'],
		['an unknown channel', { devicePlatform: '={{ 99 }}' }, '"Device Platform" holds "99"'],
	])('%s', async (_name, parameters, message) => {
		expect(await told(parameters)).toMatchObject({ message, delivery: 'notSent' });
		expect(asked()).toEqual([]);
	});

	it.each([
		['Business ID', { businessId: '' }],
		['Token', { token: '' }],
		['Client ID', { clientId: '\u200b' }],
	])('a credential without %s', async (field, change) => {
		const result = await send({}, { credentials: { haptikApi: { ...credential(), ...change } } });
		expect(errorOf(result).message).toBe(`"${field}" is empty`);
		expect(asked()).toEqual([]);
	});
});

describe('refused by Haptik', () => {
	it('401: names the credential’s fields', async () => {
		const haptikApi = { ...credential(), token: 'mistyped-token-of-the-user' };
		const result = await send({}, { credentials: { haptikApi } });
		expect(errorOf(result)).toEqual({
			message: 'Haptik did not accept the credential',
			description: expect.stringMatching(/Token and Client ID.*HTTP 401/) as unknown,
		});
	});

	it('an unknown business: Haptik’s own words', async () => {
		expect(await told({ businessId: '9999' })).toMatchObject({
			message: 'Haptik refused the request',
			vendorText: 'invalid business_id provided',
			delivery: 'refused',
		});
	});

	it.each([
		['an object that says nothing', {}, 'Haptik did not say that it switched the webhook on', 'uncertain'],
		['enabled: false', { enabled: false }, 'Haptik did not say that it switched the webhook on', 'uncertain'],
		[
			'an error',
			{ error_message: 'no webhook' },
			'Haptik refused it in an answer that looks like a success',
			'refused',
		],
	])('200 with %s: is no success', async (_name, body, message, delivery) => {
		haptik().faults.add({ fault: { kind: 'wrongShape', body, processed: false } });
		expect(await told()).toMatchObject({ message, delivery });
	});
});

it('gives Haptik’s answer with the business', async () => {
	const result = await send();
	expect(result.returned).toEqual([
		[{ json: { enabled: true, business_id: '7104' }, pairedItem: { item: 0 } }],
	]);
});
