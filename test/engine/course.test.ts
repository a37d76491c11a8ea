import { Readable } from 'node:stream';

import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { answerIn, type Course, isWithoutCause, standIn } from '../../nodes/engine/course';
import { contextOf } from './context';

const url = 'https://acme.example/messages';
const { signal } = new AbortController();

/** An error as the HTTP client gives it for an answer of a status, and as n8n wraps it. */
const refused = (status: number) =>
	Object.assign(new Error('no'), { response: { status, headers: {}, data: '' } });
const wrapped = (cause: unknown) => new Error('n8n says', { cause });

/** A stand-in whose requests are answered by hand. */
function stand() {
	const asked: Array<{ address: string; answer: (value: unknown) => void; fail: (caught: unknown) => void }> =
		[];
	const helpers = {
		other: 'helper',
		httpRequest: async ({ url: address }: IHttpRequestOptions) =>
			await new Promise((answer, fail) => asked.push({ address, answer, fail })),
	};
	const context = { ...contextOf().context, helpers } as unknown as IExecuteFunctions;
	const course: Course = { opening: false, turnedDown: false };
	const inPlace = standIn(context, { url, signal }, course);
	/** Sends by the stand-in, lets the request end, and gives how far the course has come before and after. */
	async function send(address: string, end: { answer?: unknown; fail?: unknown }) {
		const sending = inPlace.helpers.httpRequest({ url: address }).catch((caught: unknown) => caught);
		const before = { ...course };
		const last = asked[asked.length - 1];
		if ('fail' in end) last.fail(end.fail);
		else last.answer(end.answer);
		return { before, after: await sending.then(() => ({ ...course })), given: (await sending) as unknown };
	}
	return { context, inPlace, send };
}

const NOTHING: Course = { opening: false, turnedDown: false };

it('stands in for a context in all but its signal and its requests', () => {
	const { context, inPlace } = stand();
	expect((inPlace as IExecuteFunctions).getExecutionCancelSignal()).toBe(signal);
	expect(inPlace.getNode()).toEqual(context.getNode());
	expect(inPlace.helpers).toHaveProperty('other', 'helper');
});

it.each([
	['passes', { answer: { statusCode: 200 } }],
	['fails', { fail: new Error('reset') }],
])('a session is being opened until the request elsewhere %s', async (_what, end) => {
	const { before, after, given } = await stand().send('https://acme.example/login', end);
	expect(before).toEqual({ opening: true, turnedDown: false });
	expect(after).toEqual(NOTHING);
	expect(given).toBe('fail' in end ? end.fail : end.answer);
});

it.each<[string, object, boolean]>([
	['passes', { answer: { statusCode: 200 } }, false],
	['is refused for its token', { answer: { statusCode: 401 } }, true],
	['is refused for something else', { answer: { statusCode: 403 } }, false],
	['passes, but its answer breaks off', { fail: refused(200) }, false],
	['gets no answer', { fail: new Error('reset') }, false],
])('a request that %s: turned down %s', async (_what, end, turnedDown) => {
	const { before, after } = await stand().send(url, end);
	expect(before).toEqual(NOTHING);
	expect(after).toEqual({ opening: false, turnedDown });
});

it('a request that is sent again is not turned down any more', async () => {
	const { send } = stand();
	await send(url, { answer: { statusCode: 401 } });
	const renewing = await send('https://acme.example/login', { answer: {} });
	expect(renewing.after).toEqual({ opening: false, turnedDown: true });
	expect((await send(url, { fail: new Error('reset') })).after).toEqual(NOTHING);
});

it('a token that is refused is an error for n8n, once, with what the vendor said', async () => {
	const { send } = stand();
	const turnedDown = {
		statusCode: 401,
		headers: { a: 'b' },
		body: Readable.from([Buffer.from('expi'), Buffer.from('red')]),
	};
	const { given } = await send(url, { answer: turnedDown });
	expect(answerIn(given)).toEqual({ status: 401, headers: { a: 'b' }, data: 'expired' });
	expect(turnedDown.body.destroyed).toBe(true);
	const again = { statusCode: 401, headers: {}, body: 'still' };
	expect((await send(url, { answer: again })).given).toBe(again);
});

it.each(['text', undefined, { body: 'no status' }])(
	'an answer without a status is handed on as it is: %j',
	async (answer) => {
		const { given, after } = await stand().send(url, { answer });
		expect(given).toBe(answer);
		expect(after).toEqual(NOTHING);
	},
);

it.each([
	['401', 401],
	['300', 300],
	['200', undefined],
	['ECONNRESET', undefined],
	['none', undefined],
	[null, undefined],
])('below n8n 2.34 the code %p is all that is left of an answer: status %p', (httpCode, status) => {
	const left = answerIn(Object.assign(new Error('n8n says'), { httpCode }));
	expect(left).toEqual(status === undefined ? undefined : { status, headers: {}, data: '' });
});

it('an answer is found however deep n8n has wrapped it', () => {
	expect(answerIn(wrapped(wrapped(refused(404))))).toMatchObject({ status: 404 });
	for (const none of [undefined, 'no', new Error('no'), wrapped(new Error('no'))]) {
		expect(answerIn(none)).toBeUndefined();
	}
});

it('below n8n 2.34 an error has a code and no cause', () => {
	const coded = (httpCode: unknown, cause?: unknown) =>
		Object.assign(new Error('n8n says', { cause }), { httpCode });
	expect(isWithoutCause(coded('401'))).toBe(true);
	expect(isWithoutCause(coded('401', refused(401)))).toBe(false);
	for (const other of [new Error('no'), wrapped(new Error('no')), undefined, 'no']) {
		expect(isWithoutCause(other)).toBe(false);
	}
});
