import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from './files';

/** The folder of the examples' data files. */
export const DATA_FOLDER = join(root, 'examples/data');

const TYPES: Array<[RegExp, string]> = [
	[/\.csv$/, 'text/csv; charset=utf-8'],
	[/\.json$/, 'application/json; charset=utf-8'],
	[/\.txt$/, 'text/plain; charset=utf-8'],
	[/\.pdf$/, 'application/pdf'],
	[/\.png$/, 'image/png'],
	[/\.jpe?g$/, 'image/jpeg'],
	[/\.mp4$/, 'video/mp4'],
	[/\.mp3$/, 'audio/mpeg'],
];

/** The media type of a data file, by its name. */
export function mediaType(name: string): string {
	return TYPES.find(([pattern]) => pattern.test(name))?.[1] ?? 'application/octet-stream';
}

/** A data file of the examples. */
export interface DataFile {
	name: string;
	bytes: Buffer;
	sha256: string;
	type: string;
}

/** Reads a file of `examples/data`. @throws when there is none of this name */
export function dataFile(name: string): DataFile {
	const bytes = readFileSync(join(DATA_FOLDER, name));
	return { name, bytes, sha256: createHash('sha256').update(bytes).digest('hex'), type: mediaType(name) };
}
