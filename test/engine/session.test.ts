import { randomUUID } from 'node:crypto';
import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { statusFailure } from '../../nodes/engine/answer';
import { readCredential } from '../../nodes/engine/credential';
import { Failure } from '../../nodes/engine/errors';
import { type HttpRequest, request } from '../../nodes/engine/http';
import { renewOnce } from '../../nodes/engine/renew';
import { noRetry } from '../../nodes/engine/retry';
import { endedSession, sessionRepair } from '../../nodes/engine/session';
import { wait } from '../../nodes/engine/wait';
import { type Asked, contextOf } from './context';

const signer = { type: 'acmeApi', secrets: () => [], session: 'session' };
const call: HttpRequest = {
	signer,
	vendor: 'Acme',
	method: 'POST',
	url: 'https://acme.example/messages',
	effect: 'writes',
};
const options = { retry: noRetry, timeoutMs: 1_000, itemIndex: 0, waited: { ms: 0 } };
const ended = ({ facts }: Failure) => facts.httpStatus === 403;

const valuesOf = ({ signing }: Asked) => signing.credentialsDecrypted?.data as ICredentialDataDecryptedObject;

/** n8n as far as sessions go: has the credential open one where the field is empty, and keeps it; and a vendor that answers a dead one with 403. */
function n8nWith(stored: ICredentialDataDecryptedObject, isDead: (session: unknown) => boolean) {
	let opened = 0;
	const credentials = { ...stored };
	const { context, asked } = contextOf({
		credentials,
		async answers() {
			const values = valuesOf(asked[asked.length - 1]);
			if (values.session === '') {
				const open = async () => await Promise.resolve(`new-${(opened += 1)}`);
				values.session = await renewOnce({ ...values }, endedSession(values, 'session'), open);
				credentials.session = values.session;
			}
			const status = isDead(values.session) ? 403 : 200;
			await wait(5);
			return { statusCode: status, body: String(values.session) };
		},
	});
	const send = async () =>
		await request(
			context,
			call,
			options,
			(answer) => {
				const failure = statusFailure('Acme', answer);
				if (failure) throw failure;
				return answer.body;
			},
			sessionRepair(context, signer, 0, ended),
		);
	return { send, asked, stored: credentials };
}

describe('a request that was turned down for its session', () => {
	let old: string;
	// What came after a dead session is remembered beyond a test
	beforeEach(() => {
		old = randomUUID();
	});

	it('is sent once more in a new one, and tells which has ended', async () => {
		const { send, asked } = n8nWith({ session: old, token: 't' }, (session) => session === old);
		expect(await send()).toBe('new-1');
		expect(asked.map((one) => endedSession(valuesOf(one), 'session'))).toEqual([old, old]);
		expect(valuesOf(asked[1])).toMatchObject({ session: 'new-1', token: 't' });
	});

	it('leaves a good session to the requests after it', async () => {
		const { send, asked, stored } = n8nWith({ session: old }, (session) => session === old);
		expect([await send(), await send(), await send()]).toEqual(['new-1', 'new-1', 'new-1']);
		expect(asked).toHaveLength(4);
		expect(stored.session).toBe('new-1');
	});

	it('is not the cause of a second renewal when another item was turned down for the same session', async () => {
		const { send, asked } = n8nWith({ session: old }, (session) => session === old);
		const both = [send(), wait(2).then(send)];
		expect(await Promise.all(both)).toEqual(['new-1', 'new-1']);
		expect(asked).toHaveLength(4);
	});

	it('is told when the new session is refused as well: two sends, no third', async () => {
		const { send, asked } = n8nWith({ session: old }, () => true);
		await expect(send()).rejects.toMatchObject({ facts: { httpStatus: 403, delivery: 'refused', tries: 2 } });
		expect(asked).toHaveLength(2);
	});

	it('is told at once when the refusal is about something else', async () => {
		const { context, asked } = contextOf({
			credentials: { session: old },
			answers: [{ statusCode: 400 }],
		});
		const read = (answer: Parameters<typeof statusFailure>[1]) => {
			throw statusFailure('Acme', answer) as Failure;
		};
		const sending = request(context, call, options, read, sessionRepair(context, signer, 0, ended));
		await expect(sending).rejects.toMatchObject({ facts: { httpStatus: 400, delivery: 'refused' } });
		expect(asked).toHaveLength(1);
	});
});

it('a session that another item has renewed meanwhile is left alone, and the one that has ended is emptied', async () => {
	const { context } = contextOf({ credentials: { session: 'new', token: 't' } });
	const { mend } = sessionRepair(context, signer, 0, ended);
	expect(await mend({ session: 'old', token: 't' })).toEqual({});
	expect(await readCredential(context, 'acmeApi', 0)).toEqual({ session: 'new', token: 't' });
	expect(await mend({ session: 'new', token: 't' })).toEqual({});
	const emptied = await readCredential(context, 'acmeApi', 0);
	expect(emptied).toMatchObject({ session: '', token: 't' });
	expect(endedSession(emptied, 'session')).toBe('new');
});

it('the session that has ended is the one that stands in the values where none was emptied', () => {
	expect(endedSession({ session: 's' }, 'session')).toBe('s');
	expect(endedSession({}, 'session')).toBeUndefined();
});

describe('when no answer comes', () => {
	const silence = async (_options: IHttpRequestOptions, signal?: AbortSignal) => {
		await wait(2_000, signal);
		throw new Error('aborted');
	};
	const failing = async (session: string, changes: Partial<HttpRequest> = {}) => {
		const { context } = contextOf({ credentials: { session }, answers: silence });
		const sending = request(
			context,
			{ ...call, ...changes },
			{ ...options, timeoutMs: 30 },
			() => 'answered',
		);
		return await sending.catch((caught: unknown) => (caught as Failure).facts);
	};

	it('in time, nothing has left as long as n8n opens the session', async () => {
		expect(await failing('')).toMatchObject({
			message: 'Acme did not answer within 0.03 seconds',
			delivery: 'notSent',
		});
	});

	it('a refusal of the login stays one', async () => {
		const refused = new Failure({ message: 'No such user', remedy: '', delivery: 'refused' });
		const answers = [new Error('n8n says', { cause: refused })];
		const { context } = contextOf({ credentials: { session: '' }, answers });
		const sending = request(context, call, options, () => 'answered');
		await expect(sending).rejects.toMatchObject({
			facts: { message: 'No such user', delivery: 'refused' },
		});
	});

	it('the request may have been carried out once there is a session, or where none is needed', async () => {
		expect(await failing('there')).toMatchObject({ delivery: 'uncertain' });
		const plain = { signer: { type: 'acmeApi', secrets: () => [] } };
		expect(await failing('', plain)).toMatchObject({ delivery: 'uncertain' });
	});
});
