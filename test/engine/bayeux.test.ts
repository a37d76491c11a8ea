import { BayeuxSession, SessionLost } from '../../nodes/engine/bayeux';
import { Failure } from '../../nodes/engine/errors';

interface Sent {
	id: string;
	channel: string;
	clientId?: string;
	subscription?: string;
	ext?: { ack: unknown };
	advice?: object;
}

const shake = { channel: '/meta/handshake', successful: true, clientId: 'c1' };
const event = (data: unknown, channel = '/news') => ({ channel, data });
const connected = (more: object = {}) => ({ channel: '/meta/connect', successful: true, ...more });

/** A server that gives one answer after the other; to a subscription a good one. */
function server(...answers: unknown[]) {
	const sent: Sent[] = [];
	const timeouts: number[] = [];
	const post = async (messages: object[], timeoutMs: number): Promise<unknown> => {
		const all = messages as Sent[];
		sent.push(...all);
		timeouts.push(timeoutMs);
		if (all[0].channel === '/meta/subscribe') {
			return await Promise.resolve(
				all.map(({ id, channel, subscription }) => ({ id, channel, subscription, successful: true })),
			);
		}
		const answer = answers.shift();
		if (answer instanceof Error) throw answer;
		return answer;
	};
	const signal = new AbortController();
	return { sent, timeouts, signal, transport: { vendor: 'Acme', post, signal: signal.signal } };
}

const open = async (...answers: unknown[]) => {
	const made = server([shake], [connected()], ...answers);
	return { ...made, session: await BayeuxSession.open(made.transport, ['/news', '/more']) };
};

describe('opening', () => {
	it('shakes hands, subscribes to all channels at once, and asks without being held', async () => {
		const { sent } = await open();
		expect(sent).toMatchObject([
			{
				channel: '/meta/handshake',
				version: '1.0',
				supportedConnectionTypes: ['long-polling'],
				ext: { ack: true },
			},
			{ channel: '/meta/subscribe', clientId: 'c1', subscription: '/news' },
			{ channel: '/meta/subscribe', clientId: 'c1', subscription: '/more' },
			{ channel: '/meta/connect', clientId: 'c1', connectionType: 'long-polling', advice: { timeout: 0 } },
		]);
		expect(sent[0]).not.toHaveProperty('clientId');
		expect(sent[3]).not.toHaveProperty('ext');
		expect(new Set(sent.map(({ id }) => id)).size).toBe(4);
	});

	it.each([
		[
			'refuses',
			{ channel: '/meta/handshake', successful: false, error: '403::no' },
			'Acme opened no session',
		],
		['gives no client', { channel: '/meta/handshake', successful: true }, 'Acme opened no session'],
		[
			'offers no long polling',
			{ ...shake, supportedConnectionTypes: ['websocket'] },
			'Acme opened no session',
		],
		['wants nobody', { ...shake, successful: false, advice: { reconnect: 'none' } }, 'Acme wants no further'],
	])('fails for good where the server %s', async (_, answer, message) => {
		const { transport } = server([answer]);
		const failed = await BayeuxSession.open(transport, ['/news']).catch((error: Failure) => error);
		expect((failed as Failure).message).toContain(message);
		expect((failed as Failure).facts).toMatchObject({ delivery: 'refused', vendor: 'Acme' });
	});

	it.each([
		['a page'],
		[{ successful: true }],
		[null],
		[[]],
		[[null, 7, {}]],
		[[{ channel: '/meta/connect' }]],
	])('can be tried again where the answer is %j', async (answer) => {
		const { transport } = server(answer);
		const failed = await BayeuxSession.open(transport, ['/news']).catch((error: Failure) => error);
		expect((failed as Failure).facts.repeatable).toBe(true);
	});

	it('names the channel that is refused', async () => {
		const { transport } = server([shake]);
		const post = async (messages: object[]) =>
			(messages as Sent[])[0].channel === '/meta/subscribe'
				? (messages as Sent[]).map(({ id, subscription }) => ({
						id,
						channel: '/meta/subscribe',
						subscription,
						successful: subscription === '/news',
						error: '403::denied',
					}))
				: await transport.post(messages, 0);
		await expect(BayeuxSession.open({ ...transport, post }, ['/news', '/secret'])).rejects.toMatchObject({
			facts: { message: 'Acme does not let /secret be listened to', vendorText: '403::denied' },
		});
	});

	it('a session that is forgotten before it is used is lost', async () => {
		const { transport } = server([shake], [connected({ successful: false, error: '402::Unknown client' })]);
		await expect(BayeuxSession.open(transport, ['/news'])).rejects.toBeInstanceOf(SessionLost);
	});
});

describe('listening', () => {
	it('gives what was published in order, wherever it stands in an answer', async () => {
		const { session } = await open([
			event(1),
			connected(),
			event(2, '/more'),
			{ channel: '/news' },
			event(null),
		]);
		expect(await session.next()).toEqual([event(1), event(2, '/more'), event(null)]);
	});

	it('gives what came with the first answers too', async () => {
		const { transport } = server([shake], [event(1), connected()]);
		const session = await BayeuxSession.open(transport, ['/news']);
		expect(await session.next()).toEqual([event(1)]);
	});

	it('allows for as long as the server holds it, within reason', async () => {
		const { session, timeouts } = await open(
			[connected({ advice: { timeout: 100_000 } })],
			[connected({ advice: { timeout: 1e12 } })],
			[connected({ advice: { timeout: 'x', interval: -1 } })],
			[connected()],
		);
		for (let times = 0; times < 4; times += 1) await session.next();
		expect(timeouts.slice(3)).toEqual([45_000, 115_000, 615_000, 615_000]);
	});

	it('waits as long as the server wants between two requests, and not beyond its end', async () => {
		const { session, signal } = await open(
			[connected({ advice: { interval: 200 } })],
			[connected()],
			[connected()],
		);
		await session.next();
		const begun = performance.now();
		await session.next();
		expect(performance.now() - begun).toBeGreaterThan(190);
		signal.abort();
		const ended = performance.now();
		await session.next();
		expect(performance.now() - ended).toBeLessThan(150);
	});

	it('acknowledges each batch, where the server takes that, and the last one again after a failure', async () => {
		const failure = new Failure({ message: 'x', remedy: '', delivery: 'uncertain' });
		const { transport, sent } = server(
			[{ ...shake, ext: { ack: true } }],
			[connected({ ext: { ack: 1 } })],
			[event(1), connected({ ext: { ack: 2 } })],
			failure,
			[connected({ ext: { ack: 3 } })],
		);
		const session = await BayeuxSession.open(transport, ['/news']);
		await session.next();
		await expect(session.next()).rejects.toBe(failure);
		await session.next();
		expect(sent.slice(2).map(({ ext }) => ext?.ack)).toEqual([-1, 1, 2, 2]);
	});

	it.each([
		['402 without advice', connected({ successful: false, error: '402::Unknown client' })],
		['advice to shake hands', connected({ successful: false, advice: { reconnect: 'handshake' } })],
		['that advice with a good answer', connected({ advice: { reconnect: 'handshake' } })],
	])('the session is lost by %s, after what came with it was given', async (_, answer) => {
		const { session } = await open([event(1), answer], [answer]);
		expect(await session.next()).toEqual([event(1)]);
		await expect(session.next()).rejects.toBeInstanceOf(SessionLost);
	});

	it('the session is lost when the server takes its leave', async () => {
		const { session } = await open([connected(), { channel: '/meta/disconnect' }]);
		await expect(session.next()).rejects.toBeInstanceOf(SessionLost);
	});

	it('says after how long a new session is wanted', async () => {
		const { session } = await open([
			connected({ successful: false, advice: { reconnect: 'handshake', interval: 2500 } }),
		]);
		await expect(session.next()).rejects.toMatchObject({ afterMs: 2500 });
	});

	it('takes its leave', async () => {
		const { session, sent } = await open([{ channel: '/meta/disconnect', successful: true }]);
		await session.close();
		expect(sent.at(-1)).toMatchObject({ channel: '/meta/disconnect', clientId: 'c1' });
	});
});

const failing = async (...answers: unknown[]) => {
	const { transport } = server(...answers);
	return await BayeuxSession.open(transport, ['/news']).then(
		() => undefined,
		(caught: unknown) => (caught as Failure).facts,
	);
};

describe('what is asked of the server', () => {
	it('is written as its protocol has it, each message with a number of its own', async () => {
		const { sent } = await open();
		expect(sent[0]).toStrictEqual({
			id: '1',
			channel: '/meta/handshake',
			version: '1.0',
			minimumVersion: '1.0',
			supportedConnectionTypes: ['long-polling'],
			advice: { timeout: 30_000, interval: 0 },
			ext: { ack: true },
		});
		expect(sent.map(({ id }) => id)).toEqual(['1', '2', '3', '4']);
	});

	it('is to be answered at once, but for events', async () => {
		const { session, timeouts } = await open([connected()], []);
		await session.next();
		await session.close();
		expect(timeouts).toEqual([30_000, 30_000, 30_000, 45_000, 30_000]);
	});

	it('is told without acknowledgement where the server takes none', async () => {
		const { transport, sent } = server([{ ...shake, ext: { ack: 'yes' } }], [connected()], [connected()]);
		const session = await BayeuxSession.open(transport, ['/news']);
		await session.next();
		expect(sent.map((each) => each.ext)).toEqual([{ ack: true }, undefined, undefined, undefined]);
	});

	it('keeps the last batch where an answer names none', async () => {
		const { transport, sent } = server(
			[{ ...shake, ext: { ack: true } }],
			[connected({ ext: { ack: 4 } })],
			[connected({ ext: { ack: 'odd' } })],
			[connected()],
			[connected()],
		);
		const session = await BayeuxSession.open(transport, ['/news']);
		for (let times = 0; times < 3; times += 1) await session.next();
		expect(sent.slice(2).map(({ ext }) => ext?.ack)).toEqual([-1, 4, 4, 4]);
	});
});

describe('the answer to a message', () => {
	const session = { ...shake, supportedConnectionTypes: ['websocket', 'long-polling'] };

	it('is the one of its number, also where that came as a number', async () => {
		const other = { ...shake, id: '7', successful: false };
		const { transport, sent } = server([other, { ...session, id: 1 }], [connected()]);
		await BayeuxSession.open(transport, ['/news']);
		expect(sent[1].clientId).toBe('c1');
	});

	it('is none of two without a number', async () => {
		expect(await failing([shake, shake])).toEqual({
			message: 'Acme did not answer what was asked for events',
			remedy: '',
			anew: 'Try again later.',
			delivery: 'uncertain',
			repeatable: true,
			vendor: 'Acme',
		});
	});

	it('is good where it does not say so', async () => {
		const { transport } = server([{ ...shake, successful: undefined }], [connected({ successful: 'x' })]);
		await expect(BayeuxSession.open(transport, ['/news'])).resolves.toBeInstanceOf(BayeuxSession);
	});
});

describe('words', () => {
	it('tell of a server that is none of events', async () => {
		expect(await failing('a page')).toEqual({
			message: 'Acme answered in another form than that of events',
			remedy: 'Check that the address in the credential leads to the server itself.',
			delivery: 'uncertain',
			repeatable: true,
			vendor: 'Acme',
		});
	});

	it('tell of a session that is refused', async () => {
		expect(await failing([{ ...shake, successful: false, error: '403::no' }])).toEqual({
			message: 'Acme opened no session for events',
			remedy: 'Ask the administrator of the server whether the account may listen.',
			delivery: 'refused',
			vendor: 'Acme',
			vendorText: '403::no',
		});
	});

	it('tell of one that cannot be waited for', async () => {
		const facts = {
			message: 'Acme opened no session for events that are waited for',
			remedy: 'It offers no long polling.',
			delivery: 'refused',
			vendor: 'Acme',
		};
		expect(await failing([{ ...shake, supportedConnectionTypes: ['websocket'] }])).toEqual(facts);
		expect(await failing([{ ...shake, supportedConnectionTypes: [] }])).toEqual(facts);
		expect(await failing([{ ...shake, clientId: undefined }])).toEqual(facts);
	});

	it('tell of a server that wants nobody', async () => {
		const advice = { reconnect: 'none' };
		expect(await failing([shake], [connected({ advice, error: '403::closed' })])).toEqual({
			message: 'Acme wants no further connection for events',
			remedy: '',
			delivery: 'refused',
			vendor: 'Acme',
			vendorText: '403::closed',
		});
	});

	it('tell of a session that has ended', () => {
		expect(new SessionLost(1)).toMatchObject({ message: 'The session has ended', afterMs: 1 });
	});
});

describe('a session that is lost', () => {
	const lostBy = async (...answers: unknown[]) => {
		const { session } = await open(...answers.map((answer) => [answer]));
		for (let times = 1; times < answers.length; times += 1) await session.next();
		return await session.next().catch((caught: SessionLost) => caught.afterMs);
	};
	const handshake = { reconnect: 'handshake' };

	it('is opened anew after as long as the server wants, within reason', async () => {
		expect(await lostBy(connected({ advice: handshake }))).toBe(0);
		expect(await lostBy(connected({ advice: { ...handshake, interval: 60_000 } }))).toBe(60_000);
		expect(await lostBy(connected({ advice: { ...handshake, interval: 1e12 } }))).toBe(60_000);
		expect(await lostBy(connected({ successful: false, error: '402::', advice: { interval: 5 } }))).toBe(5);
	});

	it('is opened anew after the time that was said before, where nothing else is said', async () => {
		const before = connected({ advice: { interval: 3 } });
		expect(await lostBy(before, connected({ successful: false, error: '402::Unknown' }))).toBe(3);
		expect(await lostBy(before, connected({ advice: handshake }))).toBe(3);
	});

	it.each(['x402::Unknown client', '403::denied', undefined])(
		'is lost by no other refusal: %s',
		async (error) => {
			const { session } = await open([connected({ successful: false, error })]);
			await expect(session.next()).rejects.toMatchObject({
				facts: { message: 'Acme opened no session for events', vendorText: error },
			});
		},
	);

	it('is told once; whoever asks on is heard', async () => {
		const lost = connected({ successful: false, error: '402::' });
		const { session } = await open([event(1), lost], [event(2), connected()]);
		expect(await session.next()).toEqual([event(1)]);
		await expect(session.next()).rejects.toBeInstanceOf(SessionLost);
		expect(await session.next()).toEqual([event(2)]);
	});
});

describe('what was published', () => {
	it('counts also where it comes with the answers to the opening, each once', async () => {
		const { transport } = server([shake], [event(2), connected()], [event(3), connected()]);
		const post = async (messages: object[], timeoutMs: number) => {
			const answer = await transport.post(messages, timeoutMs);
			const subscribing = (messages as Sent[])[0].channel === '/meta/subscribe';
			return subscribing ? [event(1), ...(answer as object[])] : answer;
		};
		const session = await BayeuxSession.open({ ...transport, post }, ['/news']);
		expect(await session.next()).toEqual([event(1), event(2)]);
		expect(await session.next()).toEqual([event(3)]);
	});

	it('counts also where it comes without an answer, which is then missed', async () => {
		const { session } = await open([event(1)]);
		expect(await session.next()).toEqual([event(1)]);
		await expect(session.next()).rejects.toThrow('Acme did not answer what was asked for events');
	});

	it('is nothing that the server says of itself', async () => {
		const { session } = await open([connected({ data: 'x' }), { channel: '/meta/odd', data: 'y' }]);
		expect(await session.next()).toEqual([]);
	});

	it('is given before the server takes its leave', async () => {
		const { session } = await open([event(1), connected(), { channel: '/meta/disconnect' }]);
		expect(await session.next()).toEqual([event(1)]);
		await expect(session.next()).rejects.toMatchObject({ afterMs: 0 });
	});
});
