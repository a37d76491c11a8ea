import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';

import { parseJson } from './json';
import { type MultipartBody, partHeaders, readParts } from './multipart';
import type { Received, Store } from './store';
import { tap } from './tap';

/** A request's body, read but not judged: the vendor decides what is wrong with it and in which words. */
export interface Call {
	received: Received;
	/** media type in lower case without parameters; '' when there is none */
	contentType: string;
	/** the body's text as received; '' for multipart and for bodies too large to keep */
	text: string;
	/** the text as JSON, whatever the content type says; throws SyntaxError, also for half a character in it */
	json(): unknown;
	/** the text as application/x-www-form-urlencoded; of a repeated name the last value */
	form(): Record<string, string>;
	multipart?: MultipartBody;
}

declare module 'fastify' {
	interface FastifyRequest {
		call: Call;
	}
}

const UNLIMITED = Number.MAX_SAFE_INTEGER;
const MEDIA_TYPE = /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(;|$)/;

/** Whether a request goes to the sandbox's own pages, which are neither recorded nor spoilt. */
export function isPanel(request: FastifyRequest): boolean {
	return request.url === '/_sandbox' || request.url.startsWith('/_sandbox/');
}

/** Reads every body, hashed while it streams in, records the request, and sets `request.call`. */
export function readBodies(app: FastifyInstance, store: Store): void {
	app.removeAllContentTypeParsers();
	app.register(multipart, {
		preservePath: true,
		limits: {
			fileSize: UNLIMITED,
			fieldSize: UNLIMITED,
			fieldNameSize: UNLIMITED,
			fields: UNLIMITED,
			parts: UNLIMITED,
		},
	});
	app.addContentTypeParser('*', (_request, _payload, done) => done(null));
	app.addHook('onRequest', async (request) => {
		// Fastify would answer a malformed content type itself; the record keeps it, the vendor sees none.
		const header = request.headers['content-type'];
		request.call = newCall(request);
		if (header !== undefined && !MEDIA_TYPE.test(header)) delete request.raw.headers['content-type'];
	});
	app.addHook('preValidation', async (request) => {
		const { call } = request;
		const reading = tap(request.raw);
		if (request.isMultipart()) call.multipart = await readParts(request, store);
		request.raw.resume();
		const { bytes, aborted, ...raw } = await reading;
		if (call.multipart)
			call.multipart.partHeaders = partHeaders(bytes, request.headers['content-type'] ?? '');
		else call.text = bytes?.toString('utf8') ?? '';
		if (isPanel(request)) return;
		const body = call.multipart ?? parsed(call);
		const files = call.multipart?.files ?? [];
		call.received = store.record({ ...call.received, ...raw, body, files, ...(aborted && { aborted }) });
		if (aborted) throw new Error('The client left before its request was complete');
	});
}

/** The body as the record shows it: JSON and forms parsed where that works, else the text. */
function parsed(call: Call): unknown {
	if (call.contentType === 'application/x-www-form-urlencoded') return call.form();
	if (!/[/+]json$/.test(call.contentType)) return call.text;
	try {
		return call.json();
	} catch {
		return call.text;
	}
}

function newCall(request: FastifyRequest): Call {
	const [path] = request.url.split('?');
	return {
		received: {
			id: 0,
			at: '',
			method: request.method,
			path,
			query: { ...(request.query as Record<string, unknown>) },
			headers: { ...request.headers },
			body: undefined,
			rawSha256: '',
			size: 0,
			files: [],
			answer: { status: 0, body: null },
		},
		contentType: (request.headers['content-type'] ?? '').split(';')[0].trim().toLowerCase(),
		text: '',
		json() {
			return parseJson(this.text);
		},
		form() {
			return Object.fromEntries(new URLSearchParams(this.text));
		},
	};
}
