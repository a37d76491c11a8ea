import { createHash } from 'node:crypto';

import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';

import { type FilePart, KEPT_FILE_LIMIT, type Store } from './store';

export interface MultipartBody {
	/** the text parts; of a repeated name the first value */
	fields: Record<string, string>;
	files: FilePart[];
	/** names that came more than once, as text or file */
	duplicates: string[];
	/** the raw header block of every part in order, for bodies small enough to be kept */
	partHeaders: string[];
	/** why the body could not be read to its end, e.g. no boundary */
	problem?: string;
}

/** Reads a multipart request part by part; files are hashed as they stream in. Never rejects: see `problem`. */
export async function readParts(request: FastifyRequest, store: Store): Promise<MultipartBody> {
	const body: MultipartBody = { fields: {}, files: [], duplicates: [], partHeaders: [] };
	const seen = new Set<string>();
	try {
		for await (const part of request.parts()) {
			const name = part.fieldname ?? '';
			if (seen.has(name)) body.duplicates.push(name);
			seen.add(name);
			if (part.type === 'file') body.files.push(await readFile(part, name, store));
			else body.fields[name] ??= typeof part.value === 'string' ? part.value : JSON.stringify(part.value);
		}
	} catch (error) {
		body.problem = error instanceof Error ? error.message : String(error);
	}
	return body;
}

async function readFile(file: MultipartFile, part: string, store: Store): Promise<FilePart> {
	const hash = createHash('sha256');
	let kept: Buffer[] = [];
	let size = 0;
	for await (const chunk of file.file as AsyncIterable<Buffer>) {
		hash.update(chunk);
		size += chunk.length;
		if (size <= KEPT_FILE_LIMIT) kept.push(chunk);
		else kept = [];
	}
	const sha256 = hash.digest('hex');
	if (size <= KEPT_FILE_LIMIT) store.keepFile(sha256, Buffer.concat(kept));
	return { part, fileName: file.filename, contentType: file.mimetype, size, sha256 };
}

/** The raw header blocks of a multipart body's parts, as text; empty when the body was not kept. */
export function partHeaders(bytes: Buffer | undefined, contentType: string): string[] {
	const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
	if (!bytes || !boundary) return [];
	const marker = `--${boundary[1] ?? boundary[2]}\r\n`;
	const headers: string[] = [];
	for (let at = bytes.indexOf(marker); at >= 0; at = bytes.indexOf(marker, at + marker.length)) {
		const start = at + marker.length;
		const end = bytes.indexOf('\r\n\r\n', start);
		if (end >= 0) headers.push(bytes.toString('utf8', start, end));
	}
	return headers;
}
