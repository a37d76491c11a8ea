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
