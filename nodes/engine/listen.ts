/** Keeps a connection to a vendor, renews it when it breaks, and starts the flow with each event that comes over it. */

import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeProperties,
	ITriggerFunctions,
	ITriggerResponse,
} from 'n8n-workflow';

import { SessionLost } from './bayeux';
import { readCredential, type RequestContext } from './credential';
import { asFailure, Failure, toNodeError } from './errors';
import { eventItem, type VendorEvent } from './eventItem';
import { Fields } from './fields';
import { fingerprintOf } from './fingerprint';
import { outputCleaner } from './http';
import { backoffMs } from './retry';
import { cleaned } from './secrets';
import { SeenEvents } from './seenEvents';
import { wait } from './wait';

/** A connection over which events come. */
export interface Connection {
	/**
	 * Waits for events; none when it has waited for long.
	 *
	 * @throws Failure when the wait failed; it can be called again
	 * @throws SessionLost when the connection has to be made anew
	 */
	next: () => Promise<VendorEvent[]>;
	/** Tells the vendor that nobody listens any more. */
	close: () => Promise<void>;
}

/** What the user of the node wants, as its fields say. */
export interface Wishes {
	wants: (event: VendorEvent) => boolean;
	/** Whether what the account itself has sent starts the flow as well. */
	withOwn: boolean;
	/** Whether the event as it came stands in the item as well. */
	withRaw: boolean;
	/**
	 * Makes a connection.
	 *
	 * @param context for the requests of this connection alone
	 * @param place names the node and what it listens to
	 * @param signal ends all that waits
	 * @throws Failure
	 */
	open: (context: RequestContext, place: string, signal: AbortSignal) => Promise<Connection>;
}

/** What a room tells of its trigger. */
export interface Listening {
	/** The vendor's name for what is told. */
	vendor: string;
	/** The credential's type. */
	credential: string;
	/** Those values of it that tell one account at the vendor from another. */
	account: (credentials: ICredentialDataDecryptedObject) => unknown[];
	/** The node's fields. */
	properties: readonly INodeProperties[];
	/** Reads them. @throws Failure when one is wrong */
	read: (fields: Fields) => Wishes;
}

/** How often a connection is tried for somebody who waits for it. */
const TRIES = 3;

/** An interruption of so many milliseconds is told as a failed execution. */
const LONG_MS = 60_000;

const LONGEST_WAIT_MS = 300_000;

/** n8n activates by itself, and nobody is there who reads why it cannot be done now. */
const UNATTENDED = ['init', 'leadershipChange'];

/**
 * The whole of a trigger's `trigger()`. A connection that breaks is renewed for as long as that may help, which is told once; what cannot be mended so is
 * handed to n8n, which starts the trigger anew later. Events that come twice start the flow once. After the end nothing starts it any more.
 *
 * @throws NodeOperationError or NodeApiError when a field is wrong, or no connection can be made; n8n shows it to whoever publishes the flow
 */
export async function listen(context: ITriggerFunctions, listening: Listening): Promise<ITriggerResponse> {
	try {
		const wishes = listening.read(Fields.ofNode(context, listening.properties));
		const listener = new Listener(context, listening, wishes);
		const closeFunction = async () => await listener.close();
		if (context.getMode() === 'manual') {
			return { closeFunction, manualTriggerFunction: async () => await listener.start() };
		}
		await listener.start(UNATTENDED.includes(context.getActivationMode()));
		return { closeFunction };
	} catch (caught) {
		throw toNodeError(context.getNode(), asFailure(caught));
	}
}

class Listener {
	private readonly end = new AbortController();

	private connection: Connection | undefined;

	private running: Promise<void> | undefined;

	private closing: Promise<void> | undefined;

	/** Failures in a row. */
	private failures = 0;

	private brokenAt: number | undefined;

	private told = false;

	/** Names the credential, what it holds, and the node; there is none before a connection. */
	private place!: string;

	/** The requests of the present connection. */
	private requests!: RequestContext;

	constructor(
		private readonly context: ITriggerFunctions,
		private readonly listening: Listening,
		private readonly wishes: Wishes,
	) {}

	/**
	 * Connects, and goes on by itself from then on.
	 *
	 * @param unattended whether a connection that cannot be made now is tried further all the same
	 * @throws Failure
	 */
	async start(unattended = false): Promise<void> {
		for (let tries = 1; !this.connection; tries += 1) {
			try {
				this.connection = await this.open();
			} catch (caught) {
				const failure = asFailure(caught);
				if (this.end.signal.aborted) return;
				if (isFinal(failure) || (tries >= TRIES && !unattended)) throw failure;
				if (tries >= TRIES) break;
				await wait(backoffMs(tries), this.end.signal);
			}
		}
		this.running = this.run();
	}

	async close(): Promise<void> {
		this.closing ??= this.leave();
		await this.closing;
	}

	private async leave(): Promise<void> {
		this.end.abort();
		await this.running;
		// The vendor forgets it all the same, a little later
		await this.connection?.close().catch(() => undefined);
		this.connection = undefined;
	}

	/** Never throws: whoever has started it has gone. */
	private async run(): Promise<void> {
		while (!this.end.signal.aborted) {
			try {
				this.connection ??= await this.open();
				const events = await this.connection.next();
				this.works();
				await this.take(events);
			} catch (caught) {
				if (this.end.signal.aborted) return;
				if (caught instanceof SessionLost) await this.lost(caught);
				else if (isFinal(asFailure(caught))) return await this.giveUp(asFailure(caught));
				else await this.pause(asFailure(caught));
			}
		}
	}

	private async open(): Promise<Connection> {
		this.requests = this.freshContext();
		const { credential, account } = this.listening;
		const { id } = this.node().credentials?.[credential] ?? {};
		const values = await readCredential(this.requests, credential, 0);
		this.place = [id, fingerprintOf(account(values)), this.context.getWorkflow().id, this.node().id].join(
			' ',
		);
		return await this.wishes.open(this.requests, this.place, this.end.signal);
	}

	/** The credential is read anew for each connection, and a request ends with the trigger. */
	private freshContext(): RequestContext {
		const signal = () => this.end.signal;
		return Object.create(this.context, {
			getExecutionCancelSignal: { value: signal },
		}) as RequestContext;
	}

	private async take(events: VendorEvent[]): Promise<void> {
		const { wants, withOwn, withRaw } = this.wishes;
		const wanted = events.filter((event) => wants(event) && (withOwn || !event.isOwn));
		if (wanted.length === 0) return;
		const clean = await outputCleaner(this.requests);
		for (const event of wanted) {
			if (!(await this.isFresh(event)) || this.end.signal.aborted) continue;
			const { json } = eventItem(event, { withRaw });
			this.context.emit([[{ json: cleaned<IDataObject>(json, clean) }]]);
		}
	}

	/** In a test from the editor nothing is remembered: somebody lets the same thing happen until the flow is right. */
	private async isFresh({ eventKey }: VendorEvent): Promise<boolean> {
		if (this.context.getMode() === 'manual') return true;
		return await SeenEvents.of(this.place).claim(eventKey, Promise.resolve(true));
	}

	private works(): void {
		if (this.brokenAt !== undefined) {
			this.context.logger.info(`${this.name()} listens to ${this.listening.vendor} again`);
		}
		this.failures = 0;
		this.brokenAt = undefined;
		this.told = false;
	}

	private async lost({ afterMs }: SessionLost): Promise<void> {
		this.connection = undefined;
		this.failures += 1;
		this.context.logger.info(
			`${this.listening.vendor} has ended the session of ${this.name()}; it opens a new one`,
		);
		const again = this.failures > 1 ? backoffMs(this.failures - 1) : 0;
		await wait(Math.max(afterMs, again), this.end.signal);
	}

	private async pause(failure: Failure): Promise<void> {
		this.failures += 1;
		if (this.brokenAt === undefined) {
			this.brokenAt = Date.now();
			this.context.logger.warn(`${this.name()} has lost its connection and tries again: ${failure.message}`);
		}
		if (!this.told && Date.now() - this.brokenAt >= LONG_MS) {
			this.told = true;
			const { saveFailedExecution } = this.context as Partial<ITriggerFunctions>;
			saveFailedExecution?.(this.nodeError(failure));
		}
		const { repeatAfterMs = 0 } = failure.facts;
		const ms = Math.max(backoffMs(this.failures), Math.min(repeatAfterMs, LONGEST_WAIT_MS));
		await wait(ms, this.end.signal);
	}

	private async giveUp(failure: Failure): Promise<void> {
		const { connection } = this;
		this.connection = undefined;
		this.end.abort();
		await connection?.close().catch(() => undefined);
		this.context.emitError(this.nodeError(failure));
	}

	private nodeError(failure: Failure) {
		return toNodeError(this.node(), failure);
	}

	private node() {
		return this.context.getNode();
	}

	private name(): string {
		return `"${this.node().name}" of workflow ${this.context.getWorkflow().id}`;
	}
}

/**
 * Whether another try cannot help: the vendor has said no, or it cannot even be asked. What the network has done, or somebody who answers in the vendor's
 * place, may pass.
 */
function isFinal({ facts }: Failure): boolean {
	const { networkCode, repeatable, delivery, httpStatus } = facts;
	if (networkCode !== undefined || repeatable === true) return false;
	return delivery === 'refused' || httpStatus === undefined;
}
