import type { IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';

import { asFailure } from '../../nodes/engine/errors';
import { signIn } from '../../nodes/engine/signIn';

const url = 'https://acme.example/login';

async function ask(answer: unknown, more: object = {}) {
	const asked: IHttpRequestOptions[] = [];
	const helpers = {
		async httpRequest(options: IHttpRequestOptions) {
			asked.push(options);
			if (answer instanceof Error) throw answer;
			return await Promise.resolve(answer);
		},
	};
	const sending = signIn({ helpers } as unknown as IHttpRequestHelper, {
		vendor: 'Acme',
		url,
		body: { key: 'k' },
		...more,
	});
	const given: unknown = await sending.catch((caught: unknown) => asFailure(caught).facts);
	return { given, options: asked[0] };
}

describe('signIn', () => {
	it('posts what it is given, follows no redirect and takes any status for an answer', async () => {
		const { given, options } = await ask({ statusCode: 403, headers: { 'X-A': '1' }, body: 'no' });
		expect(given).toEqual({ status: 403, headers: { 'x-a': '1' }, body: 'no' });
		expect(options).toEqual({
			method: 'POST',
			url,
			body: { key: 'k' },
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
			skipSslCertificateValidation: false,
			encoding: 'text',
			returnFullResponse: true,
			timeout: 15_000,
		});
	});

	it('asks with GET where that opens a session, without a body', async () => {
		const { options } = await ask({ statusCode: 200 }, { method: 'GET', body: undefined });
		expect(options.method).toBe('GET');
		expect(options).not.toHaveProperty('body');
	});

	it('sends headers of its own, and looks at no certificate where that is wanted', async () => {
		const more = { headers: { 'Content-Type': 'text/plain' }, allowUnauthorizedCerts: true };
		expect((await ask({ statusCode: 200 }, more)).options).toMatchObject({
			headers: { Accept: 'application/json', 'Content-Type': 'text/plain' },
			skipSslCertificateValidation: true,
		});
	});

	it.each([
		[{ code: 'ENOTFOUND' }, 'The host acme.example was not found', 'ENOTFOUND'],
		[{ cause: { code: 'ENOTFOUND' } }, 'The host acme.example was not found', 'ENOTFOUND'],
		[{ code: 'X', cause: { code: 'ENOTFOUND' } }, /Acme broke/, 'X'],
		[{ code: 'ETIMEDOUT', syscall: 'connect' }, 'Acme could not be reached at acme.example', 'ETIMEDOUT'],
		[
			{ cause: { code: 'ETIMEDOUT', syscall: 'connect' } },
			'Acme could not be reached at acme.example',
			'ETIMEDOUT',
		],
		[
			{ code: 'ECONNABORTED', syscall: 'connect' },
			'Acme could not be reached at acme.example',
			'ECONNABORTED',
		],
		[{ code: 'ECONNABORTED' }, 'Acme did not answer within 15 seconds', 'ECONNABORTED'],
		[{ code: 'ETIMEDOUT' }, 'Acme did not answer within 15 seconds', 'ETIMEDOUT'],
		[{ code: 'ECONNRESET' }, /Acme broke/, 'ECONNRESET'],
		[{}, 'Acme could not be asked to sign in', undefined],
	])('tells by %j what no answer means, and that nothing was sent', async (error, message, networkCode) => {
		const { given } = await ask(Object.assign(new Error('no'), error));
		expect(given).toMatchObject({ delivery: 'notSent', vendor: expect.anything() as unknown });
		expect((given as { networkCode?: string }).networkCode).toBe(networkCode);
		expect((given as { message: string }).message).toMatch(message);
	});

	it('tells in the words of the error why nobody was asked', async () => {
		const { given } = await ask(new Error('The credential holds no key'));
		expect(given).toEqual({
			message: 'Acme could not be asked to sign in',
			remedy: 'The credential holds no key',
			delivery: 'notSent',
			vendor: 'Acme',
		});
	});
});
