import type { AddressInfo } from 'node:net';

import Fastify, { type FastifyInstance } from 'fastify';

import { assetRoutes } from './assets';
import { overviewPage } from './page/overviewPage';
import type { RunningVendor } from './vendor';

/** Starts the page that leads to all running vendors, with the same as JSON at /state.json. */
export async function startOverview(
	vendors: RunningVendor[],
	{ host, port, editor }: { host: string; port: number; editor?: string },
): Promise<{ app: FastifyInstance; url: string }> {
	const app = Fastify({ forceCloseConnections: true });
	app.get('/', async (_request, reply) => await reply.type('text/html').send(overviewPage(vendors, editor)));
	app.get('/state.json', async () => ({ vendors: vendors.map(summary) }));
	app.delete('/received', async (_request, reply) => {
		vendors.forEach((vendor) => vendor.reset());
		return await reply.code(204).send();
	});
	assetRoutes(app, '');
	await app.listen({ host, port });
	return { app, url: `http://${host}:${(app.server.address() as AddressInfo).port}` };
}

function summary({ name, title, url, keys, store, faults }: RunningVendor) {
	return {
		name,
		title,
		url,
		page: `${url}/_sandbox/`,
		keys,
		received: store.requests().length,
		held: store.held().length,
		faults: faults.list().length,
		counters: store.counters,
	};
}
