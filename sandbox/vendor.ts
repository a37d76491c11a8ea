import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';

import type { Clock } from './clock';
import type { Outbox } from './events/outbox';
import type { VendorEvents } from './events/vendorEvents';
import type { FaultBoard } from './faults';
import type { Store } from './store';
import type { View } from './view';

export type VendorName = 'genesys' | 'callGear' | 'haptik' | 'expertflow' | 'superOffice';

/** Everything a vendor's routes may touch. Made anew by start and reset; nothing lives in module variables. */
export interface World<Settings extends object = object, State = unknown> {
	readonly store: Store;
	/** live: tests change single settings while the server runs */
	readonly settings: Settings;
	readonly keys: Readonly<Record<string, string>>;
	readonly clock: Clock;
	/** the vendor's own memory (users, sessions, documents …), as made by `Vendor.state` */
	state: State;
	/** what the vendor sends by itself; absent when it sends nothing */
	outbox?: Outbox;
	/** own base URL without trailing slash */
	url(): string;
}

/** What a vendor's file exports. */
export interface Vendor<Settings extends object = object, State = unknown> {
	name: VendorName;
	title: string;
	/** what a user types into the credential, by field name; the base URL is the server's own */
	keys: Record<string, string>;
	/** every choice where the vendor's documents leave something open, with its default */
	settings: Settings;
	/** fresh memory, for every start and reset; omit when the store is enough */
	state?(world: Pick<World<Settings>, 'store' | 'settings' | 'keys' | 'clock' | 'url'>): State;
	/** ends what its memory keeps going, when that is given up */
	end?(state: State): void;
	/** what the vendor sends by itself, to addresses that are registered with it */
	events?(world: World<Settings, State>): VendorEvents;
	/** the vendor's calls; read the body from `request.call` */
	routes(app: FastifyInstance, world: World<Settings, State>): void;
	/** what a person at the vendor sees, for the sandbox's page */
	view?(world: World<Settings, State>): View;
	/** how this vendor answers a path that it does not know; throws an Answer */
	notFound(request: FastifyRequest, world: World<Settings, State>): never;
}

/** A vendor's server as tests, the demo and the overview see it. */
export interface RunningVendor<Settings extends object = object, State = unknown> {
	name: VendorName;
	title: string;
	/** base URL without trailing slash */
	url: string;
	keys: Record<string, string>;
	/** live: change single settings while the server runs; reset brings back what it was started with */
	settings: Settings;
	store: Store;
	faults: FaultBoard;
	clock: Clock;
	/** what the vendor sends by itself; absent when it sends nothing */
	outbox?: Outbox;
	/** where the pages lead besides; the overview sets it when it has started */
	links: { overview?: string; editor?: string };
	/** what a person at the vendor sees */
	view(): View;
	/** the vendor's own memory, to prepare a situation that no call can make */
	readonly state: State;
	/** forgets everything received and held, all faults and changed settings */
	reset(): void;
	stop(): Promise<void>;
}

/**
 * The vendor's answer, thrown from any depth. An object becomes JSON, a string is sent as it is
 * (give its content type in the headers), undefined sends no body.
 */
export class Answer extends Error {
	constructor(
		readonly status: number,
		readonly body?: unknown,
		readonly headers: Record<string, string> = {},
	) {
		super(`Answer ${status}`);
	}
}

export type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown;

const METHODS: HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/** Registers a path: a handler for each method it knows, and the vendor's refusal for all others. */
export function route(
	app: FastifyInstance,
	url: string,
	handlers: Partial<Record<HTTPMethods, Handler>>,
	wrongMethod: () => never,
): void {
	for (const method of METHODS) {
		app.route({
			method,
			url,
			handler: async (request, reply) => await (handlers[method] ?? wrongMethod)(request, reply),
		});
	}
}
