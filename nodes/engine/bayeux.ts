/** Speaks the Bayeux protocol over long polling, as CometD's servers do. https://docs.cometd.org/current/reference/#_bayeux */

import { z } from 'zod';

import { Failure } from './errors';
import { given } from './given';
import { wait } from './wait';

const advice = z
	.object({
		reconnect: z.enum(['retry', 'handshake', 'none']).optional().catch(undefined),
		interval: z.number().nonnegative().optional().catch(undefined),
		timeout: z.number().nonnegative().optional().catch(undefined),
	})
	.catch({});

const message = z.object({
	channel: z.string(),
	id: z.coerce.string().optional().catch(undefined),
	data: z.unknown(),
	clientId: z.string().optional().catch(undefined),
	successful: z.boolean().optional().catch(undefined),
	error: z.string().optional().catch(undefined),
	supportedConnectionTypes: z.array(z.string()).optional().catch(undefined),
	advice: advice.optional(),
	ext: z.object({ ack: z.unknown() }).optional().catch(undefined),
});

type Message = z.infer<typeof message>;

type Asked = { id: string; channel: string };

/** What was published on a channel that was subscribed to. */
export interface Published {
	channel: string;
	data: unknown;
}

/** How a room sends for a session. */
export interface BayeuxTransport {
	/** The vendor's name for the error texts. */
	vendor: string;
	/**
	 * Posts messages, with the cookies that the answers before it have set.
	 *
	 * @param timeoutMs how long the answer may take
	 * @returns the answer's JSON
	 * @throws Failure when there is none
	 */
	post: (messages: object[], timeoutMs: number) => Promise<unknown>;
	/** Ends a wait between two requests. */
	signal: AbortSignal;
}

/** The server knows the session no more, or wants another one: it has to be opened anew, after so many milliseconds. */
export class SessionLost extends Error {
	constructor(readonly afterMs: number) {
		super('The session has ended');
	}
}

const LONG_POLLING = 'long-polling';

/** For all that is answered at once. */
const PROMPT_MS = 30_000;

/** How long a server holds a request that says nothing of it. */
const HELD_MS = 30_000;
const LONGEST_HELD_MS = 600_000;

/** What an answer may take on its way beyond the time that it was held. */
const MARGIN_MS = 15_000;

const LONGEST_INTERVAL_MS = 60_000;

/**
 * A session with a Bayeux server: opened, subscribed, and asked again and again for what has been published. The acknowledge extension is asked for; where the server has it, what an
 * answer that was lost had told is told again.
 */
export class BayeuxSession {
	private clientId = '';

	private lastId = 0;

	private intervalMs = 0;

	private heldMs = HELD_MS;

	/** The last batch that has come; undefined where the server wants no acknowledgement. */
	private acknowledged: number | undefined;

	/** What came along with the answers before. */
	private readonly early: Published[] = [];

	/** What an answer said beside events, to be told after them. */
	private over: unknown;

	private constructor(private readonly transport: BayeuxTransport) {}

	/**
	 * Opens a session, and asks once without being held: what is wrong shows at once.
	 *
	 * @throws Failure when the server cannot be asked, or refuses the session or a channel
	 * @throws SessionLost when it wants another one
	 */
	static async open(transport: BayeuxTransport, channels: string[]): Promise<BayeuxSession> {
		const session = new BayeuxSession(transport);
		await session.handshake();
		await session.subscribe(channels);
		session.early.push(...(await session.connect({ advice: { timeout: 0 } }, PROMPT_MS)));
		return session;
	}

	/**
	 * Waits until something is published, or the server wants to be asked again.
	 *
	 * @throws Failure when no answer came; it can be called again
	 * @throws SessionLost when a new session has to be opened
	 */
	async next(): Promise<Published[]> {
		if (this.early.length > 0) return this.early.splice(0);
		const { over } = this;
		this.over = undefined;
		if (over !== undefined) throw over;
		await wait(this.intervalMs, this.transport.signal);
		return await this.connect({}, this.heldMs + MARGIN_MS);
	}

	/** Tells the server that nobody listens any more. @throws Failure */
	async close(): Promise<void> {
		await this.send([this.meta('disconnect', {})], PROMPT_MS);
	}

	private async handshake(): Promise<void> {
		const asked = this.meta('handshake', {
			version: '1.0',
			minimumVersion: '1.0',
			supportedConnectionTypes: [LONG_POLLING],
			advice: { timeout: HELD_MS, interval: 0 },
			ext: { ack: true },
		});
		const reply = this.replyIn(await this.send([asked], PROMPT_MS), asked);
		const { clientId, supportedConnectionTypes = [LONG_POLLING], ext } = reply;
		if (clientId === undefined || !supportedConnectionTypes.includes(LONG_POLLING)) {
			throw this.refused('opened no session for events that are waited for', 'It offers no long polling.');
		}
		this.clientId = clientId;
		this.acknowledged = ext?.ack === true ? -1 : undefined;
	}

	private async subscribe(channels: string[]): Promise<void> {
		const asked = channels.map((subscription) => this.meta('subscribe', { subscription }));
		const answered = await this.send(asked, PROMPT_MS);
		for (const each of asked) this.replyIn(answered, each, each.subscription);
		this.early.push(...published(answered));
	}

	private async connect(more: object, timeoutMs: number): Promise<Published[]> {
		const ext = this.acknowledged === undefined ? undefined : { ack: this.acknowledged };
		const asked = this.meta('connect', given({ connectionType: LONG_POLLING, ext, ...more }));
		const answered = await this.send([asked], timeoutMs);
		const events = published(answered);
		const reply = replyTo(asked, answered);
		const trouble = this.troubleIn(reply) ?? (isClosing(answered) ? new SessionLost(0) : undefined);
		if (trouble && events.length === 0) throw trouble;
		// What came with it counts all the same
		this.over = trouble;
		if (typeof reply?.ext?.ack === 'number') this.acknowledged = reply.ext.ack;
		return events;
	}

	private meta<More extends object>(kind: string, more: More) {
		this.lastId += 1;
		const ours = { id: String(this.lastId), channel: `/meta/${kind}`, ...more };
		return this.clientId === '' ? ours : { ...ours, clientId: this.clientId };
	}

	private async send(messages: object[], timeoutMs: number): Promise<Message[]> {
		const answer = await this.transport.post(messages, timeoutMs);
		const read = z.array(z.unknown()).safeParse(answer);
		if (!read.success) {
			throw new Failure({
				message: `${this.transport.vendor} answered in another form than that of events`,
				remedy: 'Check that the address in the credential leads to the server itself.',
				delivery: 'uncertain',
				repeatable: true,
				vendor: this.transport.vendor,
			});
		}
		return read.data.flatMap((each) => message.safeParse(each).data ?? []);
	}

	/** The good reply to a message. @throws Failure or SessionLost where there is none */
	private replyIn(answered: Message[], asked: Asked, subject?: string): Message {
		const reply = replyTo(asked, answered);
		const trouble = this.troubleIn(reply, subject);
		if (trouble) throw trouble;
		return reply as Message;
	}

	/** What is wrong with a reply; its advice is taken. */
	private troubleIn(reply: Message | undefined, subject?: string): Failure | SessionLost | undefined {
		if (!reply) {
			return new Failure({
				message: `${this.transport.vendor} did not answer what was asked for events`,
				remedy: '',
				anew: 'Try again later.',
				delivery: 'uncertain',
				repeatable: true,
				vendor: this.transport.vendor,
			});
		}
		const { reconnect, interval, timeout } = reply.advice ?? {};
		this.intervalMs = Math.min(interval ?? this.intervalMs, LONGEST_INTERVAL_MS);
		this.heldMs = Math.min(timeout ?? this.heldMs, LONGEST_HELD_MS);
		if (reconnect === 'none') return this.refused('wants no further connection for events', '', reply.error);
		if (reconnect === 'handshake') return new SessionLost(this.intervalMs);
		if (reply.successful !== false) return undefined;
		if (isUnknown(reply)) return new SessionLost(this.intervalMs);
		return this.refused(
			subject === undefined ? 'opened no session for events' : `does not let ${subject} be listened to`,
			'Ask the administrator of the server whether the account may listen.',
			reply.error,
		);
	}

	private refused(what: string, remedy: string, vendorText?: string): Failure {
		const { vendor } = this.transport;
		return new Failure({ message: `${vendor} ${what}`, remedy, delivery: 'refused', vendor, vendorText });
	}
}

/** Of a session that the server has forgotten: `402::Unknown client`. */
const isUnknown = ({ error = '' }: Message) => error.startsWith('402');

const isClosing = (answered: Message[]) => answered.some(({ channel }) => channel === '/meta/disconnect');

/** By its ID; a server that tells none has one reply of the kind. */
function replyTo({ id, channel }: Asked, answered: Message[]): Message | undefined {
	const replies = answered.filter((each) => each.channel === channel);
	return replies.find((each) => each.id === id) ?? (replies.length === 1 ? replies[0] : undefined);
}

function published(answered: Message[]): Published[] {
	return answered
		.filter(({ channel, data }) => !channel.startsWith('/meta/') && data !== undefined)
		.map(({ channel, data }) => ({ channel, data }));
}
