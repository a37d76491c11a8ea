import { getEventListeners } from 'node:events';

import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import type { HttpAnswer } from '../../nodes/engine/answer';
import { asFailure, Failure } from '../../nodes/engine/errors';
import { noRetry } from '../../nodes/engine/retry';
import { readUnsigned } from '../../nodes/engine/unsigned';
import { contextOf } from './context';

const url = 'https://acme.example/state';
const broken = (code: string, more: object = {}) => Object.assign(new Error('no'), { code, ...more });

/** A refusal of 404, else what was answered. */
function read({ status, body }: HttpAnswer) {
	if (status === 404) throw new Failure({ message: 'There is none', remedy: '', delivery: 'refused' });
	return { status, body };
}

/** What n8n's helper gives in turn, the last for ever; a function is asked with the options. */
type Answer = object | ((options: IHttpRequestOptions) => Promise<unknown>);

async function ask(
	answers: Answer[],
	{ maxTries = 1, signal }: { maxTries?: number; signal?: AbortSignal } = {},
) {
	const asked: IHttpRequestOptions[] = [];
	const helpers = {
		async httpRequest(options: IHttpRequestOptions) {
			const answer = answers[Math.min(asked.push(options), answers.length) - 1];
			if (answer instanceof Error) throw answer;
			return typeof answer === 'function' ? await answer(options) : answer;
		},
	};
	const context = { ...contextOf({ signal }).context, helpers } as unknown as IExecuteFunctions;
	const options = {
		retry: { ...noRetry, maxTries, maxWaitMs: 5_000 },
		timeoutMs: 60,
		itemIndex: 0,
		waited: { ms: 0 },
	};
	const reading = readUnsigned(context, { vendor: 'Acme', url }, options, read);
	const given: unknown = await reading.catch((caught: unknown) => asFailure(caught).facts);
	return { given, asked };
}

it('asks without a credential, follows no redirect and takes any status for an answer', async () => {
	const { given, asked } = await ask([{ statusCode: 307, headers: {}, body: 'over there' }]);
	expect(given).toEqual({ status: 307, body: 'over there' });
	expect(asked).toEqual([
		{
			method: 'GET',
			url,
			headers: { Accept: 'application/json' },
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			abortSignal: expect.any(AbortSignal) as unknown,
		},
	]);
});

it('asks again what is safe to ask again, as often as the user allows', async () => {
	const lost = broken('ECONNRESET');
	const { given, asked } = await ask([lost, lost, { statusCode: 200, headers: {}, body: 'here' }], {
		maxTries: 3,
	});
	expect(given).toEqual({ status: 200, body: 'here' });
	expect(asked).toHaveLength(3);
	expect((await ask([lost], { maxTries: 2 })).given).toMatchObject({ tries: 2 });
});

it.each([
	['The host acme.example was not found', 'ENOTFOUND', broken('ENOTFOUND')],
	[
		'Acme could not be reached at acme.example',
		'ECONNREFUSED',
		broken('ECONNREFUSED', { syscall: 'connect' }),
	],
	['The connection to Acme broke before its answer was complete', 'ECONNRESET', broken('ECONNRESET')],
	['Not an answer of the network', undefined, new Error('Not an answer of the network')],
])('tells that nothing was sent when there is no answer: %s', async (message, networkCode, error) => {
	const { given } = await ask([error]);
	expect(given).toMatchObject({ message, delivery: 'notSent' });
	expect((given as { networkCode?: string }).networkCode).toBe(networkCode);
});

it('that was refused leaves no doubt about the request that it is for', async () => {
	const { given, asked } = await ask([{ statusCode: 404, headers: {}, body: '' }], { maxTries: 3 });
	expect(given).toEqual({ message: 'There is none', remedy: '', delivery: 'notSent' });
	expect(asked).toHaveLength(1);
});

const ended = async ({ abortSignal }: IHttpRequestOptions) =>
	await new Promise((_resolve, reject) =>
		(abortSignal as AbortSignal).addEventListener('abort', () => reject(broken('ERR_CANCELED'))),
	);
const never = async () => await new Promise(() => undefined);

it.each([
	['heeds the signal', ended],
	['does not', never],
])('waits no longer than allowed, whether n8n’s helper %s', async (_what, answer) => {
	const { given, asked } = await ask([answer]);
	expect(given).toMatchObject({ message: 'Acme did not answer within 0.06 seconds', delivery: 'notSent' });
	expect(asked[0].abortSignal?.aborted).toBe(true);
});

it('ends with the execution', async () => {
	const { given } = await ask([never], { signal: AbortSignal.timeout(10) });
	expect(given).toMatchObject({
		message: 'The execution was canceled while the request was under way',
		delivery: 'notSent',
	});
});

it('leaves nothing on the signal of the execution', async () => {
	const { signal } = new AbortController();
	await ask([{ statusCode: 200, headers: {}, body: 'here' }], { signal });
	await ask([broken('ECONNRESET')], { signal });
	expect(getEventListeners(signal, 'abort')).toEqual([]);
});
