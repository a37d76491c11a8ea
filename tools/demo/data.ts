import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import Fastify from 'fastify';

import { PROJECT } from '../runtime/paths';

import { CHAT_MODEL_PATH, chatModelRoutes } from './chatModel';

const FOLDER = join(PROJECT, 'examples/data');

/** The address that the example workflows carry for their data files; `npm start` puts the real one in its place. */
export const EXAMPLE_DATA_URL = 'http://127.0.0.1:5816';

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
	const bytes = readFileSync(join(FOLDER, name));
	return { name, bytes, sha256: createHash('sha256').update(bytes).digest('hex'), type: mediaType(name) };
}

/** Serves the files of `examples/data` on loopback, as a user's own web server or bucket would, and a chat model for the agent beside them. */
export async function serveData(port: number): Promise<{ url: string; stop(): Promise<void> }> {
	const app = Fastify({ forceCloseConnections: true });
	app.get<{ Params: { name: string } }>('/:name', async (request, reply) => {
		const { name } = request.params;
		if (!readdirSync(FOLDER).includes(name)) return await reply.code(404).send(`No such file: ${name}`);
		return await reply.type(mediaType(name)).send(createReadStream(join(FOLDER, name)));
	});
	app.register(async (routes) => chatModelRoutes(routes), { prefix: CHAT_MODEL_PATH });
	const url = await app.listen({ host: '127.0.0.1', port });
	return { url, stop: async () => await app.close() };
}
