import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { asFailure, Failure, type FailureFacts } from '../../engine/errors';
import type { HttpAnswer } from '../../engine/answer';
import { inMegabytes } from '../../engine/upload';
import { VENDOR } from '../account';
import { mimeTypeOfName } from '../messages/mediaType';

/** The file that was asked for, and what the user wants to call it. */
export interface WantedFile {
	/** The stored name. */
	name: string;
	fileName?: string;
	mimeType?: string;
}

type Stream = Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0];

const UNKNOWN_TYPE = 'application/octet-stream';

/** The file name of a `Content-Disposition` header, in either of the forms of RFC 6266. */
export function nameInDisposition(header = ''): string | undefined {
	const encoded = /filename\*\s*=\s*UTF-8''([^;\s]+)/i.exec(header)?.[1];
	if (encoded !== undefined && /^(?:[^%]|%[0-9a-f]{2})+$/i.test(encoded)) return decodeURIComponent(encoded);
	const [, quoted, bare] = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(header) ?? [];
	return (quoted?.replace(/\\(.)/g, '$1') ?? bare) || undefined;
}

/** The type to keep a file under: what the answer says, or where that says nothing, what the name's extension stands for. */
export function typeOf(name: string, contentType = ''): string {
	const [type] = contentType.split(';').map((part) => part.trim().toLowerCase());
	return type === '' || type === UNKNOWN_TYPE ? (mimeTypeOfName(name) ?? UNKNOWN_TYPE) : type;
}

/**
 * Streams an answer into n8n's binary data.
 *
 * @throws Failure when it is a web page or other data instead of the file, or ends too early
 */
export async function keepFile(
	context: IExecuteFunctions,
	{ status, headers, body }: HttpAnswer<unknown>,
	wanted: WantedFile,
): Promise<{ binary: IBinaryData; size: number }> {
	const fileName = wanted.fileName ?? nameInDisposition(headers['content-disposition']) ?? wanted.name;
	const answered = typeOf(fileName, headers['content-type']);
	const other = insteadOfTheFile(answered, wanted);
	if (other) return notTheFile(other, status, body);
	const announced = Number(headers['content-length'] ?? NaN);
	const stream = typeof body === 'string' ? Buffer.from(body) : (body as Stream);
	const binary = await context.helpers
		.prepareBinaryData(stream, fileName.replaceAll('/', '_'), wanted.mimeType ?? answered)
		.catch((caught: unknown) => cutShort(announced, caught));
	const size = binary.id
		? (await context.helpers.getBinaryMetadata(binary.id)).fileSize
		: Buffer.from(binary.data, 'base64').length;
	if (Number.isFinite(announced) && size !== announced) return cutShort(announced);
	return { binary, size };
}

function cutShort(announced: number, caught?: unknown): never {
	const of = Number.isFinite(announced) ? ` with ${inMegabytes(announced)}` : '';
	throw new Failure({
		message: `The file${of} did not arrive whole`,
		remedy: 'If it happens often, allow a longer Timeout in the options.',
		anew: 'Try again.',
		delivery: 'uncertain',
		vendor: VENDOR,
		networkCode: caught === undefined ? undefined : asFailure(caught).facts.message,
		repeatable: true,
	});
}

/** What an answer is that a proxy or an error could give in place of the file; undefined when it can be the file. */
function insteadOfTheFile(
	answered: string,
	{ name, mimeType }: WantedFile,
): Omit<FailureFacts, 'delivery'> | undefined {
	if (answered === 'text/html' && !/\.html?$/i.test(name)) {
		return {
			message: "Expertflow's address answered with a web page instead of the file",
			remedy:
				'Check the address in the credential; a proxy, a login page or a wrong path may stand in between.',
		};
	}
	if (answered === 'application/json' && mimeType === undefined && mimeTypeOfName(name) !== undefined) {
		return {
			message: `Expertflow answered with JSON instead of the file "${name}"`,
			remedy: 'If the file really holds JSON, set MIME Type under File Details.',
		};
	}
	return undefined;
}

function notTheFile(facts: Omit<FailureFacts, 'delivery'>, status: number, body: unknown): never {
	// Unread it would keep its connection
	(body as { destroy?: () => void }).destroy?.();
	throw new Failure({ ...facts, delivery: 'refused', vendor: VENDOR, httpStatus: status });
}
