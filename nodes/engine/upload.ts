/** Files of any binary mode, opened when sent, sent again when needed. */

import { pickBy, sumBy } from 'lodash';
import { BINARY_IN_JSON_PROPERTY, type IBinaryData, type IExecuteFunctions } from 'n8n-workflow';

import { bytesOfBase64 } from './base64';
import { Failure, invalidField } from './errors';
import { checkFileHeaders } from './fileHeaders';
import { headOf } from './fileSignature';
import { type FileFacts, isTelling, settleFile } from './fileType';
import { visible } from './visible';

/** A file of an n8n item: what is known without reading it, and a way to read it as often as needed. */
export interface UploadFile {
	fileName: string;
	mimeType: string;
	/** In bytes. */
	size: number;
	/** Opens the file anew, from its first byte. */
	open(): AsyncIterable<Uint8Array>;
}

/** What the fields for a file hold from the start: n8n's own nodes call a file so. */
const DEFAULT_NAME = 'data';
const NAMES_SHOWN = 8;
const LONGEST_NAME = 60;

const UUID_LENGTH = 36;

/** What tells a file from another one without reading it: n8n moves files about in its store, so of an id only the UUID at its end stays; outside of it the bytes are here. */
export function storedAs({ id, data }: IBinaryData): string {
	return id?.slice(-UUID_LENGTH) ?? data;
}

async function* inMemory(bytes: Buffer): AsyncGenerator<Uint8Array> {
	yield bytes;
}

/** Stops an upload whose stored bytes are not as many as announced: the vendor would wait for the rest. */
async function* counted(
	source: AsyncIterable<Uint8Array>,
	size: number,
	name: string,
): AsyncGenerator<Uint8Array> {
	let sent = 0;
	for await (const chunk of source) {
		sent += chunk.length;
		yield chunk;
	}
	if (sent !== size) {
		throw new Failure({
			message: `The file ${name} changed while it was being sent`,
			remedy: 'Run the node that produced the file again.',
			delivery: 'notSent',
		});
	}
}

/** What n8n writes in the place of the bytes that it keeps elsewhere. */
const KEPT_ELSEWHERE = new Set(['filesystem', 'filesystem-v2', 's3', 'azure', 'database']);

/** Where a file's bytes are. */
interface Content {
	size: number;
	open(): AsyncIterable<Uint8Array>;
	/** What the bytes themselves are marked as. */
	mimeType?: string;
}

/**
 * Finds an item's file, in every binary mode of n8n. Its bytes are read only where nothing else says what it is.
 *
 * @param value what the field holds: the name of a binary field, a path, or a binary object from an expression. The name that the fields hold from
 * the start stands for the item's file as well where it has just one, of another name.
 * @param field the field's display name, for the error
 * @param instead name and type that the user gives it instead of its own, already checked
 * @throws Failure when there is no such file, or its bytes, name or type would not arrive as they are
 */
export async function readUploadFile(
	context: IExecuteFunctions,
	itemIndex: number,
	value: unknown,
	field: string,
	instead: { fileName?: string; mimeType?: string } = {},
): Promise<UploadFile> {
	const binary = findBinary(context, itemIndex, value, field);
	const own = factsOf(binary);
	const called = instead.fileName ?? own.fileName ?? 'file';
	checkFileHeaders(field, called, instead.mimeType ?? own.mimeType ?? '');
	const { size, open, mimeType: marked } = await contentOf(context, binary, field, called);
	const facts = { ...own, mimeType: [own.mimeType, marked].find(isTelling) };
	const { fileName, mimeType } = await settleFile(facts, instead, async () => await headOf(open()));
	checkFileHeaders(field, fileName, mimeType);
	return { fileName, mimeType, size, open: () => counted(open(), size, fileName) };
}

/** A Code node can put anything into a file's description. */
function factsOf({ fileName, fileExtension, mimeType }: IBinaryData): FileFacts {
	const text = (value: unknown) => (value ? String(value) : undefined);
	return { fileName: text(fileName), extension: text(fileExtension), mimeType: text(mimeType) };
}

async function contentOf(
	{ helpers }: IExecuteFunctions,
	{ id, data }: IBinaryData,
	field: string,
	fileName: string,
): Promise<Content> {
	if (id) {
		const { fileSize } = await helpers.getBinaryMetadata(id);
		const open = async function* () {
			yield* await helpers.getBinaryStream(id);
		};
		return { size: fileSize, open };
	}
	if (typeof data !== 'string' || KEPT_ELSEWHERE.has(data)) throw noBytes(field, fileName);
	const content = bytesOfBase64(data);
	if (!content) throw noBase64(field, fileName, data);
	const { bytes, mimeType } = content;
	return { size: bytes.length, open: () => inMemory(bytes), mimeType };
}

/** The file that a field names, as n8n describes it; see `readUploadFile`. @throws Failure when the item has no such file */
export function findBinary(
	context: IExecuteFunctions,
	itemIndex: number,
	value: unknown,
	field: string,
): IBinaryData {
	try {
		// n8n's typing asks for a string, its helper takes binary objects of expressions as well
		return context.helpers.assertBinaryData(itemIndex, value as string);
	} catch {
		const files = filesOf(context, itemIndex);
		const names = Object.keys(files);
		if (typeof value === 'string' && Object.hasOwn(files, value)) return files[value];
		if (value === DEFAULT_NAME && names.length === 1) return files[names[0]];
		return noFile(field, value, names);
	}
}

/** Whether a value describes a file, as far as n8n looks itself; its bytes are looked for later. */
function isFile(value: unknown): value is IBinaryData {
	return typeof value === 'object' && value !== null && 'mimeType' in value;
}

/** An item's files by their names. A workflow with n8n's Execution Logic v2 has them in the data of its items, where n8n itself finds them by their paths alone. */
function filesOf(context: IExecuteFunctions, itemIndex: number): Record<string, IBinaryData> {
	const { binary, json = {} } = context.getInputData()[itemIndex] ?? {};
	// n8n 1 knows nothing of it
	const inData = BINARY_IN_JSON_PROPERTY ? json[BINARY_IN_JSON_PROPERTY] : undefined;
	return { ...pickBy(inData as object, isFile), ...binary };
}

function listed(names: string[]): string {
	const shown = names.slice(0, NAMES_SHOWN).map((name) => visible(name.slice(0, LONGEST_NAME)));
	return names.length > NAMES_SHOWN ? `${shown.join(', ')} and others` : shown.join(', ');
}

function noBytes(field: string, fileName: string): Failure {
	return invalidField(field, `holds ${fileName} without its bytes`, 'Check the node that produced the file.');
}

function noBase64(field: string, fileName: string, data: string): Failure {
	const problem = /^\s*https?:\/\//i.test(data) ? 'an address' : 'a text that is no base64';
	return invalidField(
		field,
		`holds ${fileName} with ${problem} in the place of its bytes`,
		'Fetch a file from an address with the HTTP Request node; turn a text into a file with the Convert to File node. Where a Code node makes the file, its data has to be base64.',
	);
}

function noFile(field: string, value: unknown, names: string[]): never {
	if (typeof value === 'string') {
		const remedy =
			names.length === 0
				? 'This item has no file at all: let the node before this one put one into the item.'
				: `This item has: ${listed(names)}. Type one of these names, as n8n shows them under Binary in the input.`;
		throw invalidField(field, `names no file: this item has none called "${value}"`, remedy);
	}
	throw invalidField(
		field,
		'gives no file',
		'Type the name of the binary field, e.g. data. An expression can only hand over a file that n8n stores on disk or in its database.',
	);
}

/** One part of a form: a plain field, or a file. */
export type FormPart = string | UploadFile;

/**
 * A native form whose files are opened only when the form is sent, and anew each time it is sent again. n8n's HTTP client walks
 * `entries()` and takes name, type, size and `stream()` of every part, so memory stays small, the content length is right,
 * and a request can be repeated after a renewed session. The client sets the content type with the boundary: never set it by hand.
 *
 * @param parts in the order in which they are sent, under the vendor's part names
 */
export function uploadForm(parts: Array<[name: string, part: FormPart]>): FormData {
	const reading = new Set<AsyncIterator<Uint8Array>>();
	const stream = (file: UploadFile) => () => {
		const bytes = file.open()[Symbol.asyncIterator]();
		reading.add(bytes);
		return { [Symbol.asyncIterator]: () => bytes };
	};
	const entries = function* () {
		for (const [name, part] of parts) {
			if (typeof part === 'string') yield [name, part];
			else yield [name, { name: part.fileName, type: part.mimeType, size: part.size, stream: stream(part) }];
		}
	};
	const walk = { value: entries };
	const form = Object.defineProperties(new FormData(), { entries: walk, [Symbol.iterator]: walk });
	const bytes = sumBy(parts, ([, part]) => (typeof part === 'string' ? 0 : part.size));
	forms.set(form, { reading, bytes });
	return form;
}

/** The files of a form: what is being read of them, and how large they are together. */
interface FormFiles {
	reading: Set<AsyncIterator<Uint8Array>>;
	bytes: number;
}

const forms = new WeakMap<object, FormFiles>();

function filesOfForm(body: unknown): FormFiles | undefined {
	// What is no object is never in there
	return forms.get(body as object);
}

/** How many bytes the files of a request's body have; 0 where it holds none. */
export function sizeOf(body: unknown): number {
	return filesOfForm(body)?.bytes ?? 0;
}

/**
 * Closes what was opened of a form's files, once its request is over: the HTTP client leaves a file open of which it has not read all, as when
 * the vendor refuses an upload early. The form can be sent again.
 *
 * @param body of a request, a form or not
 */
export function closeFiles(body: unknown): void {
	const reading = filesOfForm(body)?.reading;
	for (const bytes of reading ?? []) void bytes.return?.().catch(() => undefined);
	reading?.clear();
}

/** A number of bytes as users read it, e.g. `4.8 MB`; rounded up, so that a file just above a limit reads as above it. */
export function inMegabytes(bytes: number): string {
	if (bytes < 1_000_000) return `${Math.ceil(bytes / 1000)} kB`;
	return `${(Math.ceil(bytes / 100_000) / 10).toFixed(1)} MB`;
}
