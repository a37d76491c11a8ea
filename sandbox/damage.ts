import { once } from 'node:events';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { isPanel } from './body';
import type { Fault, FaultBoard } from './faults';
import { Answer } from './vendor';

const HTML_PAGE =
	'<!DOCTYPE html><html><head><title>Bad gateway</title></head><body><h1>Bad gateway</h1></body></html>';
const HTML = { 'content-type': 'text/html; charset=utf-8' };
const FLUSH_MS = 20;

/** Applies the board's faults to every answer of a vendor, and records the answer that the vendor gave itself. */
export function applyFaults(app: FastifyInstance, board: FaultBoard): void {
	const due = new WeakMap<FastifyRequest, Fault>();
	const answered = new WeakSet<FastifyRequest>();
	app.addHook('preHandler', async (request, reply) => {
		if (isPanel(request)) return;
		const fault = board.take(request.call.received);
		if (!fault) return;
		request.call.received.fault = fault.kind;
		due.set(request, fault);
		await strikeBefore(fault, request, reply);
	});
	app.addHook('onSend', async (request, reply, payload) => {
		// When a stream breaks because the client has left, Fastify tries to tell it so; damaged too, that would break again until Fastify fails
		if (isPanel(request) || answered.has(request)) return payload;
		answered.add(request);
		const content = await bytesOf(payload);
		request.call.received.answer = { status: reply.statusCode, body: shown(reply, content) };
		const fault = due.get(request);
		return fault ? strikeAfter(fault, request, reply, content) : content;
	});
}

async function strikeBefore(fault: Fault, request: FastifyRequest, reply: FastifyReply): Promise<void> {
	switch (fault.kind) {
		case 'delay':
			await sleep(fault.ms);
			return;
		case 'status':
			throw new Answer(fault.status, fault.body, fault.headers);
		case 'redirect':
			throw new Answer(fault.status ?? 302, undefined, { location: fault.location });
		case 'resetBefore':
			reply.hijack();
			reset(request);
			return;
		case 'hang':
			reply.hijack();
			await once(request.raw.socket, 'close');
			return;
		case 'html':
		case 'empty':
		case 'wrongShape':
			if (fault.processed === false) throw new Answer(200, undefined);
			return;
		default:
	}
}

function strikeAfter(
	fault: Fault,
	request: FastifyRequest,
	reply: FastifyReply,
	content: Buffer,
): Buffer | Readable {
	switch (fault.kind) {
		case 'resetAfter':
			reset(request);
			return content;
		case 'truncated':
			reply.header('content-length', content.length);
			return Readable.from(thenBreak(content.subarray(0, content.length / 2)));
		case 'cutJson':
			return replace(reply, content.subarray(0, content.length / 2));
		case 'html':
			reply.code(fault.status ?? 200).headers(HTML);
			return replace(reply, Buffer.from(HTML_PAGE));
		case 'empty':
			reply.code(200);
			return replace(reply, Buffer.alloc(0));
		case 'wrongShape':
			reply.code(200).header('content-type', 'application/json; charset=utf-8');
			return replace(reply, Buffer.from(JSON.stringify(fault.body ?? { unexpected: true })));
		case 'slowBody':
			reply.header('content-length', content.length);
			return Readable.from(trickle(content, fault.ms));
		default:
			return content;
	}
}

/** Only a bare TCP connection can be reset; a TLS one ends without a farewell, which clients report alike. */
function reset({ raw: { socket } }: FastifyRequest): void {
	if (socket instanceof TLSSocket) socket.destroy();
	else socket.resetAndDestroy();
}

function replace(reply: FastifyReply, content: Buffer): Buffer {
	reply.removeHeader('content-length');
	return content;
}

async function* thenBreak(half: Buffer) {
	yield half;
	await sleep(FLUSH_MS);
	throw new Error('The answer was cut short on purpose');
}

async function* trickle(content: Buffer, ms: number) {
	for (const byte of content) {
		await sleep(ms);
		yield Buffer.of(byte);
	}
}

async function bytesOf(payload: unknown): Promise<Buffer> {
	if (payload === null || payload === undefined) return Buffer.alloc(0);
	if (payload instanceof Readable) return Buffer.concat(await payload.toArray());
	return Buffer.isBuffer(payload) ? payload : Buffer.from(String(payload));
}

/** The answer as the record shows it: JSON parsed where that works, bytes only counted. */
function shown(reply: FastifyReply, content: Buffer): unknown {
	if (content.length === 0) return null;
	const type = String(reply.getHeader('content-type') ?? '');
	if (!/^text\/|[/+](json|xml)|^$/.test(type)) return `${content.length} bytes of ${type}`;
	try {
		return JSON.parse(content.toString());
	} catch {
		return content.toString();
	}
}
