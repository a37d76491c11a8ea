import type { ICredentialTestFunctions } from 'n8n-workflow';

import { credentialVerdict, probe, type ProbeRequest } from '../../nodes/engine/credentialTest';
import { Failure } from '../../nodes/engine/errors';

const call: ProbeRequest = { vendor: 'Acme', method: 'GET', url: 'https://acme.example/me' };

async function ask(answer: unknown, changes: Partial<ProbeRequest> = {}) {
	const asked: unknown[] = [];
	const request = async (options: unknown) => {
		asked.push(options);
		if (answer instanceof Error) throw answer;
		return await Promise.resolve(answer);
	};
	const context = { helpers: { request } } as unknown as ICredentialTestFunctions;
	const given = await probe(context, { ...call, ...changes }).catch(
		(caught: unknown) => (caught as Failure).facts,
	);
	return { given, asked: asked[0] };
}

describe('probe', () => {
	const plain = {
		method: 'GET',
		uri: 'https://acme.example/me',
		headers: { Accept: 'application/json' },
		resolveWithFullResponse: true,
		simple: false,
		followRedirect: false,
		rejectUnauthorized: true,
		timeout: 15_000,
	};

	it('asks for no more than was given', async () => {
		const { asked } = await ask({ statusCode: 200 });
		expect(asked).toStrictEqual(plain);
	});

	it('signs, sends JSON or text, and takes a certificate of the house when told so', async () => {
		const auth = { username: 'u', password: 'p' };
		const json = await ask(
			{ statusCode: 200 },
			{ method: 'POST', body: { a: 1 }, auth, headers: { 'X-A': 'b' } },
		);
		expect(json.asked).toStrictEqual({
			...plain,
			method: 'POST',
			headers: { Accept: 'application/json', 'Content-Type': 'application/json', 'X-A': 'b' },
			body: '{"a":1}',
			auth: { ...auth, sendImmediately: true },
		});
		const text = await ask({ statusCode: 200 }, { body: 'a=1', allowUnauthorizedCerts: true });
		expect(text.asked).toStrictEqual({ ...plain, body: 'a=1', rejectUnauthorized: false });
	});

	it('gives the answer of any status', async () => {
		const headers = { 'Set-Cookie': ['a=1', 'b=2'], 'X-Count': 3 };
		const { given } = await ask({ statusCode: 403, headers, body: { reason: 'no' } });
		expect(given).toEqual({
			status: 403,
			headers: { 'set-cookie': 'a=1\nb=2', 'x-count': '3' },
			body: '{"reason":"no"}',
		});
		expect((await ask({ statusCode: 200, headers: 'odd', body: 'text' })).given).toEqual({
			status: 200,
			headers: {},
			body: 'text',
		});
		expect((await ask({ statusCode: 200 })).given).toMatchObject({ body: '""' });
	});

	const error = (facts: object) => Object.assign(new Error('x'), facts);

	it.each([
		[{ code: 'ECONNREFUSED' }, 'Acme could not be reached at acme.example'],
		[{ cause: { code: 'ECONNREFUSED' } }, 'Acme could not be reached at acme.example'],
		[{ code: 'ENOTFOUND', syscall: 'getaddrinfo' }, 'The host acme.example was not found'],
		[{ code: 'ECONNABORTED' }, 'Acme did not answer within 15 seconds'],
		[{ code: 'ETIMEDOUT' }, 'Acme did not answer within 15 seconds'],
		[{ code: 'ETIMEDOUT', syscall: 'connect' }, 'Acme could not be reached at acme.example'],
		[{ code: 'ECONNRESET' }, 'The connection to Acme broke before its answer was complete'],
		[{ code: 7 }, 'x'],
		[{}, 'x'],
		[{ cause: 'a word' }, 'x'],
	])('words %p', async (facts, message) => {
		expect((await ask(error(facts))).given).toMatchObject({ message });
	});
});

describe('credentialVerdict', () => {
	const verdict = async (thrown?: unknown) =>
		await credentialVerdict(
			async () => await (thrown ? Promise.reject(thrown) : Promise.resolve()),
			['a-secret'],
		);
	const failure = new Failure({ message: '"Token" is wrong', remedy: 'Copy it anew.', delivery: 'refused' });

	it('is good when nothing was thrown', async () => {
		expect(await verdict()).toEqual({ status: 'OK', message: 'Connection successful' });
	});

	it('says what is wrong and how to go on', async () => {
		expect(await verdict(failure)).toEqual({ status: 'Error', message: '"Token" is wrong. Copy it anew.' });
		expect(await verdict(failure.with({ remedy: '' }))).toEqual({
			status: 'Error',
			message: '"Token" is wrong',
		});
	});

	it.each([
		['Open the credential, check A and B, and test it.', 'Check A and B, and test it.'],
		['Open the credential and enter the address.', 'Enter the address.'],
		['Open the credential and test it. Compare the key.', 'Compare the key.'],
		['Ask an admin. Open the credential and wait.', 'Ask an admin. Open the credential and wait.'],
	])('does not send to the window that it is shown in: %s', async (remedy, here) => {
		expect((await verdict(failure.with({ remedy }))).message).toBe(`"Token" is wrong. ${here}`);
	});

	it('does not warn of a test that may have been carried out', async () => {
		const { message } = await verdict(failure.with({ delivery: 'uncertain' }));
		expect(message).toBe('"Token" is wrong. Copy it anew.');
	});

	it('hides secrets', async () => {
		const { message } = await verdict(failure.with({ vendorText: 'no a-secret' }));
		expect(message).toBe('"Token" is wrong. Copy it anew. The vendor said: "no [hidden]".');
	});
});
