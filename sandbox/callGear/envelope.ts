import type { FastifyRequest } from 'fastify';

import { Answer } from '../vendor';
import { Rpc } from './rpc';
import type { CallGearWorld } from './world';

const TEXT = { 'content-type': 'text/plain; charset=utf-8' };

/** Reads a call out of its JSON-RPC envelope, or refuses the envelope. https://callgear.github.io/data_api/ */
export function readCall(request: FastifyRequest, world: CallGearWorld): Rpc {
	const { call } = request;
	const { strictContentType, bodyLimit, bodyTooLarge, batchMnemonic } = world.settings;
	const unnamed = new Rpc(world, null);
	if (strictContentType && call.contentType !== 'application/json')
		throw new Answer(415, 'Unsupported Media Type', TEXT);
	if (bodyLimit > 0 && Buffer.byteLength(call.text) > bodyLimit) {
		if (bodyTooLarge === 'http') throw new Answer(413, 'Request Entity Too Large', TEXT);
		unnamed.refuse('data_limit_exceeded');
	}
	const body = parse(request, unnamed);
	if (Array.isArray(body)) unnamed.refuse(batchMnemonic);
	if (typeof body !== 'object' || body === null) return unnamed.refuse('invalid_request');
	const { id, jsonrpc, method, params } = body as Record<string, unknown>;
	if (id === undefined) unnamed.refuse('notifications_not_supported');
	if (typeof id !== 'string' && typeof id !== 'number') return unnamed.refuse('invalid_request');
	const named = new Rpc(world, id);
	if (jsonrpc !== '2.0' || typeof method !== 'string') return named.refuse('invalid_request');
	if (typeof params !== 'object' || params === null || Array.isArray(params))
		return named.refuse('invalid_request');
	return new Rpc(world, id, method, params as Record<string, unknown>, request.ip);
}

function parse({ call }: FastifyRequest, unnamed: Rpc): unknown {
	try {
		return call.json();
	} catch {
		return unnamed.refuse('parse_error');
	}
}
