import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { apiUrlOf, logsIn, secretsOf, signedBody, userIdOf } from '../../../nodes/CallGear/account';
import { Failure } from '../../../nodes/engine/errors';
import { failureOf } from '../../support/failure';

describe('the address of all calls', () => {
	it.each<[ICredentialDataDecryptedObject, string]>([
		[{ host: 'com', baseUrl: 'https://proxy.example' }, 'https://dataapi.callgear.com/v2.0'],
		[{ host: 'ae' }, 'https://dataapi.callgear.ae/v2.0'],
		[{ host: 'custom', baseUrl: 'https://proxy.example' }, 'https://proxy.example/v2.0'],
		[
			{ host: 'custom', baseUrl: ' https://proxy.example/callgear/v2.0/ ' },
			'https://proxy.example/callgear/v2.0',
		],
		[{ host: 'custom', baseUrl: 'https://proxy.example/v2.0/upload' }, 'https://proxy.example/v2.0'],
		[{ host: 'custom', baseUrl: 'https://proxy.example/v2.0old' }, 'https://proxy.example/v2.0old/v2.0'],
	])('of %j is %s', (credentials, url) => {
		expect(apiUrlOf(credentials)).toBe(url);
	});

	it.each<ICredentialDataDecryptedObject>([
		{ host: 'custom', baseUrl: '' },
		{ host: 'custom' },
		{ host: 'constructor' },
		{},
	])('is missed in %j', (credentials) => {
		expect(() => apiUrlOf(credentials)).toThrow(Failure);
	});
});

it('what must never be shown is the key, and login and password as they are sent', () => {
	const typed = { accessToken: ' key-1 ', login: ' anna ', password: ' pass ' };
	expect(secretsOf(typed)).toEqual(['key-1', 'anna', ' pass ']);
	const copied = { accessToken: '\ufeffkey-1\u200b', login: '\u2066anna\u2069', password: '\ufeffpass \r\n' };
	expect(secretsOf(copied)).toEqual(['key-1', 'anna', '\ufeffpass ']);
	expect(secretsOf({ accessToken: 7 })).toEqual(['', '', '']);
});

describe('the customer that an agent works for', () => {
	it.each([
		[20017, 20017],
		[' 20017 ', 20017],
		['\u202a20017\u200b', 20017],
		['123456789012345', 123456789012345],
		['', undefined],
		['  ', undefined],
		[null, undefined],
		[undefined, undefined],
	])('is read from %j', (value, expected) => {
		expect(userIdOf(value, 'User ID')).toBe(expected);
	});

	it.each<[unknown, string]>([
		['x1', '"x1"'],
		['1x', '"1x"'],
		['0', '"0"'],
		[-1, '"-1"'],
		[1.5, '"1.5"'],
		['1234567890123456', '"1234567890123456"'],
		['a'.repeat(61), `"${'a'.repeat(60)}"`],
		[true, '"true"'],
		[[1], 'a list'],
		[{ id: 1 }, 'an object'],
	])('is refused when the field holds %j', (value, shown) => {
		expect(failureOf(() => userIdOf(value, 'User ID'))).toMatchObject({
			field: 'User ID',
			message: expect.stringContaining(`holds ${shown}`) as unknown,
			remedy: 'Enter digits only, or leave it empty.',
			delivery: 'notSent',
		});
	});
});

describe('signing a call', () => {
	const byKey = { authentication: 'accessToken', accessToken: ' key-1 ', login: 'anna', password: 'pass' };
	const byLogin = { authentication: 'login', accessToken: 'key-1', login: ' anna ', password: ' pass ' };
	const call = { jsonrpc: '2.0', id: 'req1', method: 'upload.chats', params: { chats: [] } };

	it('puts the key among the params, and leaves the rest of the call alone', () => {
		expect(signedBody(byKey, call)).toEqual({ ...call, params: { chats: [], access_token: 'key-1' } });
		expect(signedBody(byKey, { method: 'get.account' })).toEqual({
			method: 'get.account',
			params: { access_token: 'key-1' },
		});
		expect(call.params).toEqual({ chats: [] });
	});

	it('gives login and password to the method that asks for them, and to no other', () => {
		expect([logsIn(byKey), logsIn(byLogin), logsIn({})]).toEqual([false, true, false]);
		expect(signedBody(byLogin, { method: 'login.user' })).toEqual({
			method: 'login.user',
			params: { login: 'anna', password: ' pass ' },
		});
		expect(signedBody({ authentication: 'login', login: 'anna' }, { method: 'login.user' })).toEqual({
			method: 'login.user',
			params: { login: 'anna', password: '' },
		});
		expect(signedBody(byLogin, call)).toEqual(call);
	});

	it('signs a call in text as text', () => {
		const signed = signedBody(byKey, JSON.stringify(call));
		expect(typeof signed).toBe('string');
		expect(JSON.parse(String(signed))).toEqual({ ...call, params: { chats: [], access_token: 'key-1' } });
	});

	it.each(['no JSON', '[]', '{"params":{}}', undefined])('leaves alone what is no call: %j', (body) => {
		expect(signedBody(byKey, body)).toBe(body);
	});
});
