import { EventEmitter, once } from 'node:events';
import type { Socket } from 'node:net';

import type { FastifyReply, FastifyRequest } from 'fastify';
import {
	type CometDServer,
	createCometDServer,
	type ServerMessage,
	type ServerSession,
} from 'cometd-nodejs-server';
import { AcknowledgedMessagesExtension } from 'cometd-nodejs-server/ack-extension';

import { Answer } from '../vendor';

/** https://enu.docs.genesys.com/Documentation/GWS/8.5.2/API/AsynchronousEvents */
export const CHANNELS = [
	'/v2/me/chats',
	'/v2/me/channels',
	'/v2/me/calls',
	'/v2/me/emails',
	'/v2/me/devices',
	'/notifications/services',
];

/** How the server is configured, as of the first request. */
interface NotificationSettings {
	notificationHoldMs: number;
	notificationKeepMs: number;
	notificationAcknowledge: boolean;
}

/** The answer that the CometD server writes, until it is sent as that of the request. */
class Written extends EventEmitter {
	statusCode = 200;

	readonly headers: Record<string, string> = {};

	content = '';

	constructor(readonly socket: { destroyed: boolean }) {
		super();
	}

	setHeader(name: string, value: string): void {
		this.headers[name.toLowerCase()] = value;
	}

	end(content = ''): void {
		this.content = content;
		this.emit('written');
	}
}

/**
 * Genesys' notifications: a CometD server that knows whose each session is.
 * https://en.docs.genesys.com/index.php?direction=prev&oldid=361037&title=Documentation%3AHTCC%3ADep%3ACometD%3A8.5.2
 */
export class Notifications {
	private server: CometDServer | undefined;

	/** user names by session */
	private readonly users = new Map<ServerSession, string>();

	/** the connections of clients that wait */
	private readonly waiting = new Set<Socket>();

	constructor(private readonly settings: NotificationSettings) {}

	/** Answers a request of an agent; one that waits for events is held. */
	async answer(request: FastifyRequest, reply: FastifyReply, userName: string): Promise<string> {
		if (request.call.contentType !== 'application/json') throw new Answer(400);
		const { socket } = request.raw;
		const written = new Written(socket);
		const left = once(reply.raw, 'close').then(() => written.emit('finish'));
		const answered = once(written, 'written');
		this.server ??= this.start();
		this.server.handle({ ...headOf(request), body: messagesOf(request), userName }, written);
		this.waiting.add(socket);
		await Promise.race([answered, left]);
		this.waiting.delete(socket);
		reply.code(written.statusCode).headers(written.headers);
		return written.content;
	}

	/**
	 * Tells those who listen to a channel.
	 *
	 * @param userName whom alone
	 * @returns how many have been told
	 */
	publish(channel: string, data: unknown, userName?: string): number {
		if (!this.server) return 0;
		const names = [channel, ...this.server.createServerChannel(channel).wildNames];
		const listening = [...this.users].filter(
			([{ subscriptions }, user]) =>
				(userName === undefined || userName === user) &&
				subscriptions.some(({ name }) => names.includes(name)),
		);
		for (const [session] of listening) session.deliver(null, channel, data);
		return listening.length;
	}

	/** How many clients have a session. */
	get sessions(): number {
		return this.users.size;
	}

	/** Forgets all sessions and breaks their connections, as a server does that is started again. */
	restart(): void {
		for (const socket of this.waiting) socket.destroy();
		for (const session of this.users.keys()) session.disconnect();
		this.server?.close();
		this.server = undefined;
	}

	private start(): CometDServer {
		const { notificationHoldMs, notificationKeepMs, notificationAcknowledge } = this.settings;
		const server = createCometDServer({
			timeout: notificationHoldMs,
			maxInterval: notificationKeepMs,
			sweepPeriod: 100,
		});
		if (notificationAcknowledge) server.addExtension(new AcknowledgedMessagesExtension());
		const known = (name: string) => CHANNELS.includes(name) || /\/\*\*?$/.test(name);
		server.policy = {
			canCreate: (_session, _message, name, then) => then(undefined, known(name)),
			canPublish: (_session, _message, _channel, then) => then(undefined, false),
		};
		server.addListener('sessionAdded', (session: ServerSession) => {
			const { request } = server.context as { request: { userName: string } };
			this.users.set(session, request.userName);
		});
		server.addListener('sessionRemoved', (session: ServerSession) => void this.users.delete(session));
		return server;
	}
}

const headOf = ({ method, headers }: FastifyRequest) => ({ method, headers });

function messagesOf({ call }: FastifyRequest): ServerMessage[] {
	let body: unknown;
	try {
		body = call.json();
	} catch {
		throw new Answer(400);
	}
	if (typeof body !== 'object' || body === null) throw new Answer(400);
	return [body].flat() as ServerMessage[];
}
