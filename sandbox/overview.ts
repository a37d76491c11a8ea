import type { AddressInfo } from 'node:net';

import Fastify, { type FastifyInstance } from 'fastify';

import { escape, page, table } from './pages';
import type { RunningVendor } from './vendor';

/** Starts the page that links all running vendors, with the same as JSON at /state.json. */
export async function startOverview(
	vendors: RunningVendor[],
	{ host, port }: { host: string; port: number },
): Promise<{ app: FastifyInstance; url: string }> {
	const app = Fastify({ forceCloseConnections: true });
	app.get('/', async (_request, reply) => await reply.type('text/html').send(overviewPage(vendors)));
	app.get('/state.json', async () => ({ vendors: vendors.map(summary) }));
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

function overviewPage(vendors: RunningVendor[]): string {
	const rows = vendors.map(summary).map((vendor) => [
		`<a href="${escape(vendor.page)}">${escape(vendor.title)}</a>`,
		`<code>${escape(vendor.url)}</code>`,
		`<pre>${Object.entries(vendor.keys)
			.map(([name, value]) => escape(`${name}: ${value}`))
			.join('\n')}</pre>`,
		String(vendor.received),
		String(vendor.held),
	]);
	return page(
		'Vendor sandbox',
		`<h1>Vendor sandbox</h1><p class="quiet">The vendors as strict local servers. <a href="state.json">As JSON</a></p>
${table(['Vendor', 'Base URL', 'Keys', 'Received', 'Holds'], rows)}`,
	);
}
