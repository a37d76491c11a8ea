/** An answer's body: read as text, or kept as a stream. */

import { type HttpAnswer, plainHeaders } from './answer';

function isStream(body: unknown): body is AsyncIterable<Uint8Array> {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

/** In bytes: how much is read of a stream that came instead of the one that was wanted. */
const LONGEST_REFUSAL = 65_536;

async function asText(body: unknown): Promise<string> {
	if (typeof body === 'string') return body;
	if (body === undefined || body === null) return '';
	if (Buffer.isBuffer(body)) return body.toString('utf8');
	if (!isStream(body)) return JSON.stringify(body);
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of body) {
		chunks.push(chunk);
		length += chunk.length;
		// Ends the stream as well
		if (length >= LONGEST_REFUSAL) break;
	}
	return Buffer.concat(chunks).toString('utf8');
}

/**
 * An answer whose body is text, unless a stream was asked for and it is no refusal.
 *
 * @param stream whether one was asked for
 */
export async function answerFrom(
	status: number,
	headers: unknown,
	body: unknown,
	stream: boolean,
): Promise<HttpAnswer<unknown>> {
	const keep = stream && status < 300 && isStream(body);
	return {
		status,
		// Most answers are read without them
		get headers() {
			return plainHeaders(headers);
		},
		body: keep ? body : await asText(body),
	};
}

/** Ends a stream that nobody reads to its end, which would hold its connection. */
export function letGo(body: unknown): void {
	if (isStream(body) && 'destroy' in body && typeof body.destroy === 'function') body.destroy();
}
