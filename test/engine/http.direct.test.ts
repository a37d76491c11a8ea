import { Readable } from 'node:stream';
import type { ICredentialDataDecryptedObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { Failure } from '../../nodes/engine/errors';
import { fingerprintOf, packSession } from '../../nodes/engine/fingerprint';
import { type HttpAnswer, readJson, statusFailure } from '../../nodes/engine/answer';
import { readCredential } from '../../nodes/engine/credential';
import { type HttpRequest, outputCleaner, request } from '../../nodes/engine/http';
import { itemsThatLeft } from '../../nodes/engine/left';
import type { RequestOptions } from '../../nodes/engine/options';
import { noRetry } from '../../nodes/engine/retry';
import { uploadForm } from '../../nodes/engine/upload';
import { wait } from '../../nodes/engine/wait';
import { type ContextFacts, contextOf, type HelperAnswer } from './context';

const call: HttpRequest = {
	signer: { type: 'acmeApi', secrets: ({ token }) => [String(token)] },
	vendor: 'Acme',
	method: 'POST',
	url: 'https://acme.example/messages',
	effect: 'writes',
};
const options: RequestOptions = { retry: noRetry, timeoutMs: 1_000, itemIndex: 0, waited: { ms: 0 } };
const whole = (answer: HttpAnswer) => answer;

async function send(answer: HelperAnswer, changes: Partial<HttpRequest> = {}, facts: ContextFacts = {}) {
	const { context, asked } = contextOf({ answers: [answer], credentials: { token: 'a-secret' }, ...facts });
	const result = await request(context, { ...call, ...changes }, options, whole);
	return { result, asked };
}

async function failure(
	facts: ContextFacts,
	read: (answer: HttpAnswer) => unknown = whole,
	changes: Partial<HttpRequest> = {},
	timeoutMs = options.timeoutMs,
) {
	const { context } = contextOf({ credentials: { token: 'a-secret' }, ...facts });
	return await request(context, { ...call, ...changes }, { ...options, timeoutMs }, read).then(
		() => 'answered',
		(caught: unknown) => (caught as Failure).facts,
	);
}

/** An error as n8n hands it on: the client's own is its cause. */
const wrapped = (inner: object, message = 'n8n says') => new Error(message, { cause: inner });

it('reads a credential once in an execution, and each type for itself', async () => {
	const { context, reads } = contextOf({ credentials: { token: 'a-secret' } });
	for (const type of ['acmeApi', 'acmeApi', 'otherApi', 'otherApi']) {
		expect(await readCredential(context, type, 0)).toEqual({ token: 'a-secret' });
	}
	expect(reads()).toBe(2);
});

describe('a session that was got with other values', () => {
	const signer = {
		type: 'acmeApi',
		secrets: () => [],
		session: 'token',
		fingerprint: ({ user }: ICredentialDataDecryptedObject) => fingerprintOf([user]),
	};
	const tokenFor = async (user: string) => {
		const token = packSession(fingerprintOf(['anna']), 'session');
		const { context, asked } = contextOf({ answers: [{ statusCode: 200 }], credentials: { user, token } });
		await request(context, { ...call, signer }, options, whole);
		return asked[0].signing.credentialsDecrypted?.data?.token;
	};

	it('is taken for none, so that n8n opens a new one', async () => {
		expect(await tokenFor('anna')).toBe(packSession(fingerprintOf(['anna']), 'session'));
		expect(await tokenFor('berta')).toBe('');
	});
});

describe('what n8n’s helper is asked for', () => {
	it('is the plain request, with nothing that was not given', async () => {
		const { asked } = await send({ statusCode: 200 });
		expect(asked).toEqual([
			{
				credential: 'acmeApi',
				signing: {
					credentialsDecrypted: { id: '', name: 'acmeApi', type: 'acmeApi', data: { token: 'a-secret' } },
				},
				options: {
					method: 'POST',
					url: 'https://acme.example/messages',
					headers: { Accept: 'application/json' },
					encoding: 'text',
					returnFullResponse: true,
					disableFollowRedirect: true,
					ignoreHttpStatusErrors: true,
					skipSslCertificateValidation: false,
					abortSignal: expect.any(AbortSignal) as unknown,
				},
			},
		]);
		expect(Object.keys(asked[0].options)).not.toEqual(expect.arrayContaining(['body']));
		expect(asked[0].options).not.toHaveProperty('qs');
	});

	it('is everything that was given', async () => {
		const { asked } = await send(
			{ statusCode: 200 },
			{
				headers: { Accept: 'text/plain', 'X-Zone': 'UTC' },
				qs: { a: 1 },
				body: '',
				read: 'stream',
				allowUnauthorizedCerts: true,
			},
		);
		expect(asked[0]).toMatchObject({
			options: {
				headers: { Accept: 'text/plain', 'X-Zone': 'UTC' },
				qs: { a: 1 },
				body: '',
				encoding: 'stream',
				skipSslCertificateValidation: true,
			},
		});
	});
});

describe('an answer', () => {
	it('is read with its status and headers', async () => {
		const headers = { 'Content-Type': 'text/plain', 'Set-Cookie': ['a=1', 'b=2'], 'X-Count': 3 };
		const { result } = await send({ statusCode: 404, headers, body: 'no' });
		expect(result).toEqual({
			status: 404,
			headers: { 'content-type': 'text/plain', 'set-cookie': 'a=1\nb=2', 'x-count': '3' },
			body: 'no',
		});
	});

	it.each([
		['text', 'text'],
		[undefined, ''],
		[null, ''],
		[Buffer.from('Grüße'), 'Grüße'],
		[{ a: 1 }, '{"a":1}'],
	])('gives the body %p as text', async (body, text) => {
		expect((await send({ statusCode: 200, body })).result).toEqual({ status: 200, headers: {}, body: text });
	});

	it('gives a stream as text, whole characters even where a piece ends within one', async () => {
		const bytes = Buffer.from('Grüße');
		const body = Readable.from([bytes.subarray(0, 3), bytes.subarray(3)]);
		expect((await send({ statusCode: 200, body })).result.body).toBe('Grüße');
	});

	it('survives headers of another shape', async () => {
		expect((await send({ statusCode: 200, headers: 'none' })).result.headers).toEqual({});
	});

	it('is handed over as a stream when that was asked for and it is no refusal', async () => {
		const body = () => Readable.from([Buffer.from('bytes')]);
		const file = body();
		expect((await send({ statusCode: 299, body: file }, { read: 'stream' })).result.body).toBe(file);
		expect(file.destroyed).toBe(false);
		expect((await send({ statusCode: 302, body: body() }, { read: 'stream' })).result.body).toBe('bytes');
		expect((await send({ statusCode: 400, body: body() }, { read: 'stream' })).result.body).toBe('bytes');
		expect((await send({ statusCode: 200, body: 'text' }, { read: 'stream' })).result.body).toBe('text');
	});

	it.each([300, 401])('is found inside the error of a status %i that n8n throws for', async (status) => {
		const response = { status, headers: { 'X-A': 'b' }, data: '{"reason":"no"}' };
		const { result } = await send(wrapped({ response }) as never);
		expect(result).toEqual({ status, headers: { 'x-a': 'b' }, body: '{"reason":"no"}' });
	});

	it('lets go of a stream that was not wanted: of a longer one than a refusal has, and of one that was not read to its end', async () => {
		const long = Readable.from(Array.from({ length: 100 }, () => Buffer.alloc(10_000)));
		const { result } = await send({ statusCode: 302, body: long }, { read: 'stream' });
		expect(String(result.body)).toHaveLength(70_000);
		expect(long.destroyed).toBe(true);
		const unread = Readable.from([Buffer.from('a'), Buffer.from('b')]);
		const broken = async () =>
			await Promise.reject(new Failure({ message: 'no', remedy: '', delivery: 'refused' }));
		await failure({ answers: [{ statusCode: 200, body: unread }] }, broken, {
			read: 'stream',
			effect: 'reads',
		});
		expect(unread.destroyed).toBe(true);
	});

	it('is read as text even when a stream was asked for, if n8n throws it', async () => {
		const response = { status: 401, headers: {}, data: Readable.from([Buffer.from('no')]) };
		const { result } = await send(wrapped({ response }) as never, { read: 'stream' });
		expect(result.body).toBe('no');
	});

	it('is judged by the room, whose failure comes out as it is', async () => {
		const refusal = new Failure({
			message: 'Acme refused it',
			remedy: '',
			delivery: 'refused',
			vendorText: 'no',
		});
		const judge = () => {
			throw refusal;
		};
		expect(await failure({ answers: [{ statusCode: 200 }] }, judge)).toEqual(refusal.facts);
	});
});

describe('no answer', () => {
	it.each([
		['at the top', Object.assign(new Error('x'), { code: 'ECONNRESET' })],
		['in the cause', wrapped({ code: 'ECONNRESET' })],
		['in the cause’s cause', wrapped({ message: 'y', cause: { code: 'ECONNRESET' } })],
		['above another one', Object.assign(wrapped({ code: 'ENOTFOUND' }), { code: 'ECONNRESET' })],
	])('is told by the network’s code %s', async (_, error) => {
		expect(await failure({ answers: [error] })).toMatchObject({
			message: 'The connection to Acme broke before its answer was complete',
			networkCode: 'ECONNRESET',
			delivery: 'uncertain',
		});
	});

	it('is told by the system call', async () => {
		const error = Object.assign(new Error('x'), { code: 'ETIMEDOUT', syscall: 'connect' });
		expect(await failure({ answers: [error] })).toMatchObject({
			message: 'Acme could not be reached at acme.example',
			delivery: 'notSent',
		});
	});

	it('is what it is when no network is to blame', async () => {
		expect(await failure({ answers: [new Error('Something odd')] })).toEqual({
			message: 'Something odd',
			remedy: '',
			delivery: 'uncertain',
		});
		expect(
			await failure({ answers: [Object.assign(new Error('odd'), { code: 7, syscall: 8 })] }),
		).toMatchObject({
			message: 'odd',
		});
	});

	it('is read over all errors that stand in each other', async () => {
		const inner = Object.assign(new Error('x'), { code: 'EHOSTUNREACH', syscall: 'connect' });
		const client = Object.assign(new Error('y', { cause: inner }), { code: 'EHOSTUNREACH' });
		expect(await failure({ answers: [wrapped(client)] })).toMatchObject({ delivery: 'notSent' });
		const reading = Object.assign(new Error('x'), { code: 'EHOSTUNREACH', syscall: 'read' });
		expect(await failure({ answers: [wrapped(reading)] })).toMatchObject({ delivery: 'uncertain' });
	});

	it('is certain where n8n found the credential in need of a new connection', async () => {
		const reconnect = Object.assign(new Error('Reconnect it.'), { failure: { cause: 'credential-invalid' } });
		expect(await failure({ answers: [reconnect] })).toMatchObject({ delivery: 'notSent' });
		expect(await failure({ answers: [wrapped(reconnect)] })).toMatchObject({ delivery: 'notSent' });
		const limited = Object.assign(new Error('Later.'), { failure: { cause: 'rate-limited' } });
		expect(await failure({ answers: [limited] })).toMatchObject({ delivery: 'uncertain' });
	});

	it('keeps in doubt what an unforeseen error of the reader leaves open', async () => {
		const answers = [{ statusCode: 200 }];
		const odd = () => {
			throw new RangeError('Maximum call stack size exceeded');
		};
		expect(await failure({ answers }, odd)).toMatchObject({ delivery: 'uncertain' });
		expect(await failure({ answers }, odd, { effect: 'reads' })).toMatchObject({ delivery: 'notSent' });
	});

	it('keeps what a credential threw', async () => {
		const thrown = new Failure({
			message: 'The login was refused',
			remedy: 'Check it.',
			delivery: 'notSent',
		});
		expect(await failure({ answers: [wrapped(thrown)] })).toEqual(thrown.facts);
	});

	/** Ends with the signal that n8n's helper finds in the context. */
	const hanging = async (_options: IHttpRequestOptions, signal?: AbortSignal) =>
		await new Promise((_, reject) => {
			signal?.addEventListener('abort', () =>
				reject(Object.assign(new Error('ended'), { code: 'ERR_CANCELED' })),
			);
		});

	it('ends when the time is up', async () => {
		expect(await failure({ answers: hanging }, whole, {}, 30)).toMatchObject({
			message: 'Acme did not answer within 0.03 seconds',
			delivery: 'uncertain',
		});
	});

	it('ends when the execution is cancelled', async () => {
		const controller = new AbortController();
		setTimeout(() => controller.abort(), 20);
		expect(await failure({ answers: hanging, signal: controller.signal })).toMatchObject({
			message: expect.stringContaining('while the request was under way') as string,
		});
	});

	it('is not awaited by a signal of the helper’s options alone', async () => {
		const signals: Array<AbortSignal | undefined> = [];
		await failure({
			answers: async (options, signal) => {
				signals.push(signal, options.abortSignal as AbortSignal);
				return await Promise.resolve({ statusCode: 200 });
			},
		});
		expect(signals[0]).toBeInstanceOf(AbortSignal);
		expect(signals[1]).toBe(signals[0]);
	});

	it('leaves a stream open until its own time is up, and a text free at once', async () => {
		const signals: AbortSignal[] = [];
		const answers = async (options: IHttpRequestOptions) => {
			signals.push(options.abortSignal as AbortSignal);
			return await Promise.resolve({ statusCode: 200, body: 'x' });
		};
		await failure({ answers }, whole, {}, 30);
		await failure({ answers }, whole, { read: 'stream' }, 30);
		await wait(60);
		expect(signals.map(({ aborted }) => aborted)).toEqual([false, true]);
	});
});

describe('a request that n8n sends by the context’s own helper, as with OAuth2', () => {
	/** What a send comes to whose helper gives these answers, one after the other, to what n8n asks it for. */
	async function outcome(
		answers: unknown[],
		asks: (ask: (url?: string) => Promise<unknown>) => Promise<unknown>,
		timeoutMs = options.timeoutMs,
	) {
		const { context } = contextOf({ credentials: { token: 'a-secret' } });
		Object.assign(context.helpers, {
			async httpRequest() {
				const answer = answers.shift();
				if (answer instanceof Error) throw answer;
				return await (answer as Promise<unknown>);
			},
			async httpRequestWithAuthentication(this: IExecuteFunctions, _type: string, sent: IHttpRequestOptions) {
				return await asks(async (url = sent.url) => (await this.helpers.httpRequest({ url })) as unknown);
			},
		});
		return await request(context, call, { ...options, timeoutMs }, whole).catch(
			(caught: unknown) => (caught as Failure).facts,
		);
	}

	const LOGIN = 'https://login.example/token';
	const refused = () => ({ statusCode: 401, headers: {}, body: 'expired' });
	const reset = () => Object.assign(new Error('reset'), { code: 'ECONNRESET' });

	it('is refused for a token that could not be renewed, where n8n tells no more than its status', async () => {
		const old = Object.assign(new Error('n8n says'), { httpCode: '401' });
		const asks = async (ask: () => Promise<unknown>) =>
			await ask().catch(async () => await Promise.reject(old));
		expect(await outcome([refused()], asks)).toEqual({
			message:
				"Acme turned down the credential's token, and n8n could not renew it: perhaps it needs to be reconnected",
			remedy: 'Try again. If it stays so, open the credential and reconnect it.',
			vendor: 'Acme',
			delivery: 'notSent',
		});
	});

	it('is refused with what the vendor said, where n8n tells it', async () => {
		const asks = async (ask: () => Promise<unknown>) =>
			await ask().catch(async (caught: Error) => await Promise.reject(wrapped(caught)));
		expect(await outcome([refused()], asks)).toMatchObject({ status: 401, body: 'expired' });
	});

	it('was not sent when the renewal of its token breaks', async () => {
		const asks = async (ask: (url?: string) => Promise<unknown>) =>
			await ask().catch(async () => await ask(LOGIN));
		expect(await outcome([refused(), reset()], asks)).toMatchObject({ delivery: 'notSent' });
	});

	it('may have arrived when it breaks after its token was renewed', async () => {
		const asks = async (ask: (url?: string) => Promise<unknown>) => {
			await ask().catch(async () => await ask(LOGIN));
			return await ask();
		};
		expect(await outcome([refused(), { token: 'new' }, reset()], asks)).toMatchObject({
			delivery: 'uncertain',
		});
	});

	it('was not sent while a session is still being opened', async () => {
		const never = new Promise(() => undefined);
		const asks = async (ask: (url?: string) => Promise<unknown>) => await ask(LOGIN);
		expect(await outcome([never], asks, 20)).toMatchObject({
			message: 'Acme did not answer within 0.02 seconds',
			delivery: 'notSent',
		});
	});
});

describe('a request that breaks', () => {
	const reset = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
	const signer = { type: 'acmeApi', secrets: () => [], session: 'token' };

	it.each([
		['', 'notSent'],
		['alive', 'uncertain'],
	])('while its session is %j: %s', async (token, delivery) => {
		expect(await failure({ answers: [reset], credentials: { token } }, whole, { signer })).toMatchObject({
			delivery,
		});
	});

	it('may have arrived where nothing tells of a session', async () => {
		const facts = { answers: [reset], credentials: { token: '' } };
		expect(await failure(facts)).toMatchObject({ delivery: 'uncertain' });
	});

	it.each([
		[299, 'uncertain'],
		[300, undefined],
	])('in the body of an answer of status %i', async (status, delivery) => {
		const response = { status, headers: {}, data: 'no' };
		const broken = Object.assign(new Error('aborted'), { code: 'ERR_BAD_RESPONSE', response });
		const facts = await failure({ answers: [broken] });
		expect(facts).toEqual(
			delivery === undefined ? 'answered' : (expect.objectContaining({ delivery }) as unknown),
		);
	});

	it('lets go of the file that it was sending', async () => {
		let closed = 0;
		const open = async function* () {
			try {
				for (;;) yield await Promise.resolve(Buffer.from('x'));
			} finally {
				closed += 1;
			}
		};
		const body = uploadForm([['file', { fileName: 'a', mimeType: 'image/png', size: 9, open }]]);
		const answers = async () => {
			for (const [, part] of body as unknown as Iterable<
				[string, { stream: () => AsyncIterable<Uint8Array> }]
			>) {
				const chunks = part.stream();
				await chunks[Symbol.asyncIterator]().next();
			}
			throw reset;
		};
		expect(await failure({ answers }, whole, { body })).toMatchObject({ delivery: 'uncertain' });
		expect(closed).toBe(1);
	});
});

describe('files under way together', () => {
	/** How many requests are under way at once, of two that are sent side by side. */
	async function together(size: number) {
		let most = 0;
		let underWay = 0;
		const answers = async () => {
			most = Math.max(most, (underWay += 1));
			await wait(5);
			underWay -= 1;
			return { statusCode: 200 };
		};
		const { context } = contextOf({ answers, credentials: {} });
		const open = async function* () {
			yield await Promise.resolve(Buffer.alloc(0));
		};
		const send = async () => {
			const body = uploadForm([['file', { fileName: 'a', mimeType: 'image/png', size, open }]]);
			return await request(context, { ...call, body }, options, whole);
		};
		await Promise.all([send(), send()]);
		return most;
	}

	it('are no more than memory is meant for', async () => {
		expect(await together(1_000_000)).toBe(2);
		expect(await together(40_000_000)).toBe(1);
	});
});

describe('the items for which something has left', () => {
	it.each([
		['writes', [3]],
		['reads', []],
	] as const)('are those of a request that %s: %j', async (effect, items) => {
		const { context } = contextOf({ answers: [{ statusCode: 200 }], credentials: {} });
		await request(context, { ...call, effect }, { ...options, itemIndex: 3 }, whole);
		expect([...itemsThatLeft(context)]).toEqual(items);
	});

	it('are none where the credential cannot be read', async () => {
		const { context } = contextOf();
		await request(context, call, options, whole).catch(() => undefined);
		expect([...itemsThatLeft(context)]).toEqual([]);
	});
});

describe('a repair', () => {
	const refuses = (status: number) => (answer: HttpAnswer) => {
		if (answer.status !== status) return answer.status;
		throw new Failure({ message: `no ${status}`, remedy: '', delivery: 'refused', httpStatus: status });
	};
	const mending = (status: number, url: string) => {
		const signed: ICredentialDataDecryptedObject[] = [];
		const mends = ({ facts }: Failure) => facts.httpStatus === status;
		const mend = async (signedWith: ICredentialDataDecryptedObject) => {
			signed.push(signedWith);
			return await Promise.resolve({ url });
		};
		return { signed, repair: { mends, mend } };
	};

	it('changes what is sent after it, and is told what the refused request was signed with', async () => {
		const answers = [{ statusCode: 410 }, { statusCode: 200 }];
		const { context, asked } = contextOf({ answers, credentials: { token: 'a-secret' } });
		const { repair, signed } = mending(410, 'https://moved.example');
		const changed = { ...call, headers: { 'X-Zone': 'UTC' } };
		expect(await request(context, changed, options, refuses(410), repair)).toBe(200);
		expect(asked.map((each) => each.options.url)).toEqual([call.url, 'https://moved.example']);
		expect(asked[1].options).toMatchObject({ method: 'POST', headers: { 'X-Zone': 'UTC' } });
		expect(signed).toEqual([{ token: 'a-secret' }]);
	});

	it('is that of the refusal, out of several, and each is made once', async () => {
		const answers = [{ statusCode: 410 }];
		const { context, asked } = contextOf({ answers, credentials: {} });
		const [other, fitting] = [mending(404, 'https://other.example'), mending(410, 'https://moved.example')];
		await expect(
			request(context, call, options, refuses(410), [other.repair, fitting.repair]),
		).rejects.toMatchObject({ facts: { message: 'no 410', tries: 2 } });
		expect(asked.map((each) => each.options.url)).toEqual([call.url, 'https://moved.example']);
	});
});

describe('what takes the secrets out of a node’s output', () => {
	const signerOf = (type: string) => ({
		type,
		secrets: ({ token, other }: ICredentialDataDecryptedObject) => [String(token), String(other)],
	});
	const text = 'old-token, new-token, the-other';

	it('knows those of every credential that a request was signed with, as they are by then', async () => {
		const credentials: ICredentialDataDecryptedObject = { token: 'old-token', other: 'the-other' };
		const { context } = contextOf({ answers: [{ statusCode: 200 }], credentials });
		expect((await outputCleaner(context))(text)).toBe(text);
		for (const type of ['acmeApi', 'otherApi'])
			await request(context, { ...call, signer: signerOf(type) }, options, whole);
		credentials.token = 'new-token';
		expect((await outputCleaner(context))(text)).toBe('[hidden], [hidden], [hidden]');
	});

	it('reads credentials that hold expressions with the first item', async () => {
		const credentials = { token: 'old-token', other: 'the-other' };
		const { context } = contextOf({ answers: [{ statusCode: 200 }], credentials });
		await request(context, { ...call, signer: signerOf('acmeApi') }, { ...options, itemIndex: 3 }, whole);
		const read = jest.spyOn(context, 'getCredentials');
		await outputCleaner(context);
		expect(read.mock.calls).toEqual([['acmeApi', 0]]);
	});

	it('knows those that were used also after the credential has disappeared', async () => {
		const credentials = { token: 'old-token', other: 'the-other' };
		const { context } = contextOf({ answers: [{ statusCode: 200 }], credentials, readable: 1 });
		await request(context, { ...call, signer: signerOf('acmeApi') }, options, whole);
		expect((await outputCleaner(context))(text)).toBe('[hidden], new-token, [hidden]');
	});
});

describe('secrets', () => {
	const repeating = () => {
		throw new Failure({ message: 'no', remedy: '', delivery: 'refused', vendorText: 'bad key a-secret' });
	};

	it('are hidden, whatever repeats them', async () => {
		expect(await failure({ answers: [{ statusCode: 200 }] }, repeating)).toMatchObject({
			vendorText: 'bad key [hidden]',
		});
	});

	it('are hidden also after the credential has disappeared', async () => {
		const facts = { answers: [{ statusCode: 200 }], readable: 1 };
		expect(await failure(facts, repeating)).toMatchObject({ vendorText: 'bad key [hidden]' });
	});

	it('of a token that n8n has renewed meanwhile are hidden as well', async () => {
		const credentials = { token: 'old-token' };
		const { context } = contextOf({ answers: [{ statusCode: 200 }], credentials });
		const renewed = () => {
			credentials.token = 'new-token';
			throw new Failure({ message: 'no', remedy: '', delivery: 'refused', vendorText: 'bad key new-token' });
		};
		await expect(request(context, call, options, renewed)).rejects.toMatchObject({
			facts: { vendorText: 'bad key [hidden]' },
		});
	});

	it('do not hide that the credential cannot be read', async () => {
		const facts = { answers: [{ statusCode: 200 }], credentials: undefined };
		expect(await failure(facts)).toMatchObject({ message: 'no credential', delivery: 'notSent' });
	});
});

describe('the credential', () => {
	it('is read once for all requests of an execution', async () => {
		const { context, asked, reads } = contextOf({
			answers: [{ statusCode: 200 }],
			credentials: { token: 'a' },
		});
		for (let sent = 0; sent < 3; sent += 1) await request(context, call, options, whole);
		expect(asked).toHaveLength(3);
		expect(reads()).toBe(1);
	});

	it('is read again once n8n has renewed its session, and each request has a copy of its own', async () => {
		const credentials = { session: 'dead' };
		const { context, asked, reads } = contextOf({
			credentials,
			// As n8n does: a new session goes into its database, and into what it was given
			answers: async () => {
				const given = asked.at(-1)?.signing.credentialsDecrypted?.data ?? {};
				if (given.session === 'dead') credentials.session = given.session = 'alive';
				return await Promise.resolve({ statusCode: 200 });
			},
		});
		const send = async () => await request(context, call, options, whole);
		await Promise.all([send(), send()]);
		const [first, second] = asked.map(({ signing }) => signing.credentialsDecrypted?.data);
		expect(first).not.toBe(second);
		await send();
		await send();
		expect(reads()).toBe(2);
		expect(asked.at(-1)?.signing.credentialsDecrypted?.data).toEqual({ session: 'alive' });
	});
});

describe('repeating', () => {
	it('stops at the first good answer', async () => {
		const { context, asked } = contextOf({
			answers: [{ statusCode: 429 }, { statusCode: 200 }],
			credentials: {},
		});
		const policy = { maxTries: 3, maxWaitMs: 10_000, retryUncertain: false };
		const judge = (answer: HttpAnswer) => {
			const refused = statusFailure('Acme', answer);
			if (refused) throw refused.with({ repeatAfterMs: 1 });
			return 'fine';
		};
		await expect(request(context, call, { ...options, retry: policy }, judge)).resolves.toBe('fine');
		expect(asked).toHaveLength(2);
	});

	it('ends with the execution', async () => {
		const controller = new AbortController();
		const { context } = contextOf({
			answers: [{ statusCode: 429 }],
			credentials: {},
			signal: controller.signal,
		});
		const policy = { maxTries: 3, maxWaitMs: 10_000, retryUncertain: false };
		const judge = (answer: HttpAnswer) => {
			throw statusFailure('Acme', answer)?.with({ repeatAfterMs: 9_000 }) ?? new Error();
		};
		setTimeout(() => controller.abort(), 20);
		const started = Date.now();
		await expect(request(context, call, { ...options, retry: policy }, judge)).rejects.toBeInstanceOf(
			Failure,
		);
		expect(Date.now() - started).toBeLessThan(2_000);
	});
});

describe('statusFailure', () => {
	const facts = (status: number, headers: Record<string, string> = {}) =>
		statusFailure('Acme', { status, headers, body: '' })?.facts;

	it.each([[200], [204], [299]])('takes %i', (status) => expect(facts(status)).toBeUndefined());

	it.each([[300], [307], [399]])('does not follow %i', (status) => {
		expect(facts(status, { location: 'https://else.example' })).toEqual({
			vendor: 'Acme',
			httpStatus: status,
			delivery: 'refused',
			message: 'Acme sent the request on to another address',
			remedy:
				'Redirects are not followed, to keep the credential safe. Put the final address (https://else.example) into the credential.',
		});
	});

	it('speaks of a redirect that leads nowhere', () => {
		expect(facts(302)?.remedy).toBe(
			'Redirects are not followed, to keep the credential safe. Put the final address into the credential.',
		);
	});

	const tooMany = {
		vendor: 'Acme',
		httpStatus: 429,
		delivery: 'refused',
		message: 'Acme is receiving too many requests',
		remedy:
			'Allow a longer Max Retry Wait and more Max Tries in the options, or run the flow less often or with fewer items.',
		elsewhere: 'Wait a minute, then try again.',
		repeatable: true,
		cause: 'rate-limited',
	};
	const pausing = {
		vendor: 'Acme',
		httpStatus: 503,
		delivery: 'refused',
		message: 'Acme is taking a break',
		remedy: 'A longer Max Retry Wait in the options lets the node wait for its end.',
		elsewhere: '',
		anew: 'Try again later.',
		repeatable: true,
		repeatAfterMs: 7_000,
		cause: 'temporarily-unavailable',
	};
	const unfinished = {
		vendor: 'Acme',
		delivery: 'uncertain',
		message: 'Acme could not finish the request',
		remedy: '',
		anew: 'Try again later.',
		repeatable: true,
	};
	const badKey = {
		vendor: 'Acme',
		httpStatus: 401,
		delivery: 'refused',
		message: 'Acme did not accept the credential',
		remedy: 'Open the credential, check its values and test it.',
		cause: 'credential-invalid',
	};
	const tooLong = {
		vendor: 'Acme',
		delivery: 'refused',
		message: 'Acme found the request too long',
		remedy: 'Shorten the values of this item, or send a smaller file.',
		elsewhere: 'Shorten the values in the fields of the node.',
	};
	const refused = {
		vendor: 'Acme',
		delivery: 'refused',
		message: 'Acme refused the request',
		remedy: 'Check the values of this item.',
		elsewhere: 'Check the fields of the node.',
	};
	const proxied = {
		vendor: 'Acme',
		httpStatus: 407,
		delivery: 'notSent',
		message: 'The proxy between n8n and Acme asks for a login',
		remedy:
			'Whoever runs n8n puts it into the address of the proxy, in HTTP_PROXY and HTTPS_PROXY: http://name:password@host:port.',
	};

	it.each([
		[429, {}, tooMany],
		[
			429,
			{ 'retry-after': '7' },
			{ ...tooMany, remedy: `Acme wants none for another 7 s. ${tooMany.remedy}`, repeatAfterMs: 7_000 },
		],
		[503, { 'retry-after': '7' }, pausing],
		[503, {}, { ...unfinished, httpStatus: 503 }],
		[500, { 'retry-after': '7' }, { ...unfinished, httpStatus: 500 }],
		[599, {}, { ...unfinished, httpStatus: 599 }],
		[401, {}, badKey],
		[407, {}, proxied],
		[413, {}, { ...tooLong, httpStatus: 413 }],
		[414, {}, { ...tooLong, httpStatus: 414 }],
		[431, {}, { ...tooLong, httpStatus: 431 }],
		[400, {}, { ...refused, httpStatus: 400 }],
		[499, {}, { ...refused, httpStatus: 499 }],
	])('reads %i %p', (status, headers, expected) => expect(facts(status, headers)).toStrictEqual(expected));
});

describe('readJson', () => {
	const read = (body: string, status = 200) => readJson('Acme', { status, headers: {}, body });

	it.each([
		['{"a":1}', { a: 1 }],
		[' null ', null],
		['', undefined],
		[' \n', undefined],
	])('reads %j', (body, value) => expect(read(body)).toEqual(value));

	const thrown = (body: string) => {
		try {
			return read(body, 201);
		} catch (caught) {
			return (caught as Failure).facts;
		}
	};

	it.each([['<html>'], ['\n <!doctype html>']])('knows a web page: %j', (body) => {
		expect(thrown(body)).toEqual({
			message: "Acme's address answered with a web page instead of data",
			remedy:
				'Check the address in the credential; a proxy, a login page or a wrong path may stand in between.',
			delivery: 'uncertain',
			vendor: 'Acme',
			httpStatus: 201,
			repeatable: false,
		});
	});

	it.each([['{"a":'], ['a <b>']])('knows what was cut short: %j', (body) => {
		expect(thrown(body)).toEqual({
			message: "Acme's answer could not be read",
			remedy: 'The answer was cut short or is not JSON.',
			delivery: 'uncertain',
			vendor: 'Acme',
			httpStatus: 201,
			repeatable: true,
		});
	});
});
