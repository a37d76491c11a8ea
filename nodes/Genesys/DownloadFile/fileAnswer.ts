import type { HttpAnswer } from '../../engine/answer';
import { cutShort } from '../../engine/download';
import { type Hints, refusal, VENDOR } from '../answers';

const hints: Hints = {
	6: {
		message: 'Genesys does not know the document',
		remedy:
			'Check it: upper and lower case matter, and it must be linked to a chat that the agent of the credential has.',
	},
};

/** In bytes: an envelope is far shorter. */
const LONGEST_REFUSAL = 65_536;

async function bytesOf(body: unknown, announced: number): Promise<Buffer> {
	if (typeof body === 'string') return Buffer.from(body);
	const chunks: Uint8Array[] = [];
	try {
		for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
	} catch (caught) {
		return cutShort({ vendor: VENDOR }, announced, String((caught as Error).message));
	}
	return Buffer.concat(chunks);
}

/**
 * An answer that may be the file: Genesys can tell a refusal by JSON with HTTP 200 in its place. So JSON that is short is read beforehand; all else stays a stream.
 *
 * @throws Failure when it is a refusal, or breaks off
 */
export async function fileAnswer(answer: HttpAnswer<unknown>): Promise<HttpAnswer<unknown>> {
	const { status, headers, body } = answer;
	const length = Number(headers['content-length'] ?? NaN);
	const isJson = /json/i.test(headers['content-type'] ?? '') && !(length > LONGEST_REFUSAL);
	if (status < 300 && !isJson) return answer;
	const bytes = await bytesOf(body, length);
	const failure = refusal({ ...answer, body: bytes.toString('utf8') }, hints);
	if (failure) throw failure;
	return { ...answer, body: bytes };
}
