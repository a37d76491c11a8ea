import type { AddressInfo } from 'node:net';

import Fastify, { type FastifyInstance } from 'fastify';
import plugin from 'fastify-plugin';

import { isPanel, readBodies } from './body';
import type { Certificate } from './certificate';
import { Clock } from './clock';
import { Outbox } from './events/outbox';
import { eventRoutes } from './events/routes';
import { applyFaults } from './damage';
import { FaultBoard } from './faults';
import { panelRoutes } from './panel';
import { Store } from './store';
import { Answer, type RunningVendor, type Vendor, type World } from './vendor';

export interface ServerOptions {
	host: string;
	/** 0 for any free port */
	port: number;
	/** serve https with this certificate instead of http */
	tls?: Certificate;
	/** settings that differ from the vendor's defaults */
	settings?: object;
}

/** Starts one vendor on its own port. Rejects when the port is taken. */
export async function startVendor<Settings extends object, State>(
	vendor: Vendor<Settings, State>,
	{ host, port, tls, settings: chosen = {} }: ServerOptions,
): Promise<RunningVendor<Settings, State>> {
	const app: FastifyInstance = Fastify({
		https: tls ?? null,
		forceCloseConnections: true,
		bodyLimit: Number.MAX_SAFE_INTEGER,
		exposeHeadRoutes: false,
		routerOptions: { maxParamLength: 5000 },
		// a path that cannot be decoded reaches no route and no hook
		frameworkErrors: (_error, _request, reply) => {
			reply.hijack();
			reply.raw.writeHead(400).end();
		},
	});
	const clock = new Clock();
	const store = new Store(() => clock.now());
	const faults = new FaultBoard();
	const settings = structuredClone({ ...vendor.settings, ...chosen });
	let url = '';
	const base = { store, settings, keys: vendor.keys, clock, url: () => url };
	const freshState = () => vendor.state?.(base) as State;
	const world: World<Settings, State> = { ...base, state: freshState() };
	const outbox = vendor.events && new Outbox(vendor.events(world), clock);
	world.outbox = outbox;
	const running: RunningVendor<Settings, State> = {
		name: vendor.name,
		title: vendor.title,
		url,
		keys: { ...vendor.keys },
		settings,
		store,
		faults,
		clock,
		outbox,
		links: {},
		view: () => vendor.view?.(world) ?? { chats: [], lists: [] },
		get state() {
			return world.state;
		},
		reset() {
			store.clear();
			faults.clear();
			clock.reset();
			outbox?.clear();
			Object.assign(settings, structuredClone({ ...vendor.settings, ...chosen }));
			vendor.end?.(world.state);
			world.state = freshState();
		},
		async stop() {
			outbox?.clear();
			vendor.end?.(world.state);
			await app.close();
		},
	};

	countRequests(app, store);
	readBodies(app, store);
	applyFaults(app, faults);
	answerErrors(app);
	app.setNotFoundHandler(async (request) => vendor.notFound(request, world));
	panelRoutes(app, running);
	if (outbox) eventRoutes(app, running, outbox);
	// Fastify looks through all modules for the name of a plugin that has none
	app.register(
		plugin(async (routes) => vendor.routes(routes, world), { name: vendor.name, encapsulate: true }),
	);

	await app.listen({ host, port });
	url = `${tls ? 'https' : 'http'}://${host}:${(app.server.address() as AddressInfo).port}`;
	running.url = url;
	return running;
}

function countRequests(app: FastifyInstance, { counters }: Store): void {
	const known = new WeakSet<object>();
	app.addHook('onRequest', async (request, reply) => {
		if (isPanel(request)) return;
		if (!known.has(request.raw.socket)) {
			known.add(request.raw.socket);
			counters.connections++;
		}
		counters.maxInFlight = Math.max(counters.maxInFlight, ++counters.inFlight);
		reply.raw.once('close', () => counters.inFlight--);
	});
}

function answerErrors(app: FastifyInstance): void {
	app.setErrorHandler(async (error, _request, reply) => {
		if (error instanceof Answer) {
			return await reply.code(error.status).headers(error.headers).send(error.body);
		}
		const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
		return await reply.code(500).type('text/plain').send(`The sandbox itself failed: ${text}`);
	});
}
