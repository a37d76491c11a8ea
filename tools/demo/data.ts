import { createReadStream, readdirSync } from 'node:fs';
import { join } from 'node:path';

import Fastify from 'fastify';

import { DATA_FOLDER, mediaType } from '../../testkit/dataFile';

import { CHAT_MODEL_PATH, chatModelRoutes } from './chatModel';

/** Serves the files of `examples/data` on loopback, as a user's own web server or bucket would, and a chat model for the agent beside them. */
export async function serveData(port: number): Promise<{ url: string; stop(): Promise<void> }> {
	const app = Fastify({ forceCloseConnections: true });
	app.get<{ Params: { name: string } }>('/:name', async (request, reply) => {
		const { name } = request.params;
		if (!readdirSync(DATA_FOLDER).includes(name)) return await reply.code(404).send(`No such file: ${name}`);
		return await reply.type(mediaType(name)).send(createReadStream(join(DATA_FOLDER, name)));
	});
	app.register(async (routes) => chatModelRoutes(routes), { prefix: CHAT_MODEL_PATH });
	const url = await app.listen({ host: '127.0.0.1', port });
	return { url, stop: async () => await app.close() };
}
