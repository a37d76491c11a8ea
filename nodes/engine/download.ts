/** Keeps the file of an answer in n8n: whole, or not at all. */

import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import type { HttpAnswer } from './answer';
import { nameInDisposition } from './contentDisposition';
import { Failure, type FailureFacts } from './errors';
import { isTelling, plainType, typeOfName, UNKNOWN_TYPE } from './fileType';
import { inMegabytes } from './upload';

/** The file that was asked for, and what the user wants to call it. */
export interface WantedFile {
	/** The vendor's name for the error texts. */
	vendor: string;
	/** The name that the vendor has for it. */
	name: string;
	fileName?: string;
	mimeType?: string;
}

type Stream = Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0];

/** The type to keep a file under: what the answer says, or where that says nothing, what the name's extension stands for. */
export function typeOf(name: string, contentType = ''): string {
	return isTelling(contentType) ? plainType(contentType) : (typeOfName(name) ?? UNKNOWN_TYPE);
}

/**
 * Streams an answer into n8n's binary data. A stream that it does not read to its end is let go by who has asked for it.
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
	if (other) throw new Failure({ ...other, delivery: 'refused', vendor: wanted.vendor, httpStatus: status });
	const announced = Number(headers['content-length'] ?? NaN);
	const stream = typeof body === 'string' ? Buffer.from(body) : (body as Stream);
	const binary = await context.helpers
		.prepareBinaryData(stream, fileName.replaceAll('/', '_'), wanted.mimeType ?? answered)
		.catch((caught: unknown) => notKept(wanted, announced, caught));
	const size = binary.id
		? (await context.helpers.getBinaryMetadata(binary.id)).fileSize
		: Buffer.from(binary.data, 'base64').length;
	if (Number.isFinite(announced) && size !== announced) return cutShort(wanted, announced);
	return { binary, size };
}

/** What the file system of n8n says; anything else is the stream's. */
const NOT_STORED = /^E(NOSPC|DQUOT|ACCES|PERM|ROFS|MFILE|NFILE|IO)$/;

function notKept(wanted: WantedFile, announced: number, caught: unknown): never {
	const { code, message } = (caught ?? {}) as { code?: unknown; message?: unknown };
	if (!NOT_STORED.test(String(code))) return cutShort(wanted, announced, String(message));
	throw new Failure({
		message: 'n8n could not store the file',
		remedy: 'Ask whoever runs n8n to look at its storage for binary data.',
		anew: 'Try again later.',
		delivery: 'uncertain',
		networkCode: String(code),
	});
}

/**
 * Tells that a file has come to an end too early.
 *
 * @param announced its size, NaN where nobody said
 * @throws Failure always
 */
export function cutShort(
	{ vendor }: Pick<WantedFile, 'vendor'>,
	announced: number,
	networkCode?: string,
): never {
	const of = Number.isFinite(announced) ? ` with ${inMegabytes(announced)}` : '';
	throw new Failure({
		message: `The file${of} did not arrive whole`,
		remedy: 'If it happens often, allow a longer Timeout in the options.',
		anew: 'Try again.',
		delivery: 'uncertain',
		vendor,
		networkCode,
		repeatable: true,
	});
}

/** What an answer is that a proxy or an error could give in place of the file; undefined when it is the file, by its name or by what the user says. */
function insteadOfTheFile(
	answered: string,
	{ vendor, name, mimeType }: WantedFile,
): Omit<FailureFacts, 'delivery'> | undefined {
	const asked = (type: RegExp) => type.test(mimeType ?? '');
	if (PAGE.test(answered) && !/\.x?html?$/i.test(name) && !asked(PAGE)) {
		return {
			message: `The address of ${vendor} answered with a web page instead of the file`,
			remedy:
				'Check the address in the credential; a proxy, a login page or a wrong path may stand in between. If the file really is a web page, set MIME Type under File Details to text/html.',
		};
	}
	if (JSON_TYPE.test(answered) && !/\.json$/i.test(name) && !asked(JSON_TYPE)) {
		return {
			message: `${vendor} answered with JSON instead of the file "${name}"`,
			remedy: 'If the file really holds JSON, set MIME Type under File Details to application/json.',
		};
	}
	return undefined;
}

const PAGE = /^(text\/html|application\/xhtml\+xml)/i;
const JSON_TYPE = /^(application|text)\/([\w.-]+\+)?json/i;
