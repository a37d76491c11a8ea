import type { FastifyInstance } from 'fastify';

import { assetRoutes, iconRoutes } from './assets';
import type { Call } from './body';
import { faultOrderSchema } from './faults';
import { vendorPage } from './page/vendorPage';
import type { RunningVendor } from './vendor';

/** The sandbox's own pages of a vendor, under /_sandbox: what came in, what it holds, its faults. */
export function panelRoutes(app: FastifyInstance, vendor: RunningVendor): void {
	const { store, faults } = vendor;
	app.get('/_sandbox', async (_request, reply) => await reply.redirect('/_sandbox/'));
	app.get('/_sandbox/', async (_request, reply) => await reply.type('text/html').send(vendorPage(vendor)));
	assetRoutes(app, '/_sandbox');
	iconRoutes(app, '/_sandbox', vendor.name);
	app.get('/_sandbox/received', async () => store.requests());
	app.delete('/_sandbox/received', async (_request, reply) => {
		vendor.reset();
		return await reply.code(204).send();
	});
	app.get('/_sandbox/held', async () => store.held());
	app.get('/_sandbox/counters', async () => store.counters);
	app.get<{ Params: { sha256: string } }>('/_sandbox/files/:sha256', async (request, reply) => {
		const bytes = store.file(request.params.sha256);
		if (!bytes)
			return await reply.code(404).send({ error: 'No file with this hash, or it was too large to keep' });
		return await reply.type('application/octet-stream').send(bytes);
	});

	app.get('/_sandbox/faults', async () => faults.list());
	app.post('/_sandbox/faults', async (request, reply) => {
		const order = faultOrderSchema.safeParse(jsonOrUndefined(request.call));
		if (!order.success) return await reply.code(400).send({ error: order.error.issues });
		const { when = {}, times, fault } = order.data;
		const path = when.path === undefined ? undefined : new RegExp(when.path);
		const id = faults.add({ when: { ...when, path }, times: times === null ? Infinity : times, fault });
		return await reply.code(201).send({ id });
	});
	app.delete('/_sandbox/faults', async (_request, reply) => {
		faults.clear();
		return await reply.code(204).send();
	});
}

function jsonOrUndefined(call: Call): unknown {
	try {
		return call.json();
	} catch {
		return undefined;
	}
}
