import { gzipSync } from 'node:zlib';

import type { Clock } from '../clock';

/** One way in which a vendor calls an address outside. */
export interface Hook {
	title: string;
	/** how long the vendor waits for an answer */
	timeoutMs: number;
	/** the waits before each further try */
	retriesMs: number[];
	/** whether the vendor switches the address off after the last of them, and for how long it keeps what happens meanwhile */
	switchedOff?: { keptMs: number };
	/** what the vendor makes of an answer: what is wrong with it, as a sentence; undefined when it is good */
	judge(answer: { status: number; body: string }): string | undefined;
	/** called with each good answer */
	takes?(body: string): void;
}

/** An event that the vendor can send. */
export interface EventKind {
	title: string;
	/** the name of its hook */
	hook: string;
	body(given: { text: string; user: string }): object;
}

/** What a vendor sends by itself, for one running vendor. */
export interface VendorEvents {
	hooks: Record<string, Hook>;
	kinds: Record<string, EventKind>;
	/** the user whom an event is about unless another is named */
	user: string;
	/** the body's bytes, as the vendor writes JSON */
	write(body: object): Buffer;
	/** the headers of a call, signed with the vendor's secret, or with another one */
	headers(bytes: Buffer, secret?: string): Record<string, string>;
	/** the header with the signature, if there is one */
	signature?: string;
}

/** How a call can go wrong on its way, or come from somebody else. */
export const FLAWS = ['unsigned', 'wrongSecret', 'cutSignature', 'changedBody', 'notJson', 'packed'] as const;
export type Flaw = (typeof FLAWS)[number];

export interface Order {
	kind: string;
	text?: string;
	user?: string;
	/** instead of the registered address */
	url?: string;
	flaw?: Flaw;
	/** what replaces or joins the body's own keys */
	changes?: Record<string, unknown>;
	/** how often it is sent, all at once */
	times?: number;
}

export interface Attempt {
	at: string;
	/** what the receiver answered; absent when no answer came */
	answer?: { status: number; body: string };
	/** why it counts as failed */
	problem?: string;
	ms: number;
}

export interface Delivery {
	id: number;
	kind: string;
	url: string;
	headers: Record<string, string>;
	/** as text */
	body: string;
	state: 'sending' | 'delivered' | 'waiting' | 'queued' | 'dropped';
	attempts: Attempt[];
	/** when the vendor tries again */
	nextAt?: string;
}

interface Parcel {
	delivery: Delivery;
	hook: Hook;
	bytes: Buffer;
	/** by the vendor's clock */
	due: number;
	made: number;
}

/** An order that the vendor could not carry out, in words for whoever gave it. */
export class OrderProblem extends Error {}

/** What one vendor sends to addresses outside, its retries included, by the vendor's clock. */
export class Outbox {
	private readonly parcels: Parcel[] = [];

	/** by the name of the hook */
	readonly addresses = new Map<string, string>();

	/** the hooks that the vendor has switched off */
	readonly off = new Set<string>();

	private timer: NodeJS.Timeout | undefined;

	private lastId = 0;

	constructor(
		readonly events: VendorEvents,
		private readonly clock: Clock,
	) {}

	/** Newest first. */
	deliveries(): Delivery[] {
		return this.parcels.map(({ delivery }) => delivery).reverse();
	}

	/** Enters an address, as a person does in the vendor's form. @throws OrderProblem when the vendor would not take it */
	register(hook: string, url: string): void {
		this.hookCalled(hook);
		this.addresses.set(hook, checkedAddress(url));
		this.off.delete(hook);
	}

	/** Sends an event and waits for the first answer. @throws OrderProblem when there is no such event, or no address */
	async send(order: Order): Promise<Delivery[]> {
		const made = Array.from({ length: order.times ?? 1 }, () => this.parcelOf(order));
		this.parcels.push(...made);
		await Promise.all(made.map(async (parcel) => await this.post(parcel)));
		return made.map(({ delivery }) => delivery);
	}

	/** Moves the vendor's clock on, and makes the tries that are due by then, each at its time. */
	async advance(ms: number): Promise<void> {
		const end = this.clock.now().getTime() + ms;
		for (;;) {
			const [next] = this.waiting().filter(({ due }) => due <= end);
			if (!next) break;
			this.clock.shift(Math.max(0, next.due - this.clock.now().getTime()));
			await this.attempt(next);
		}
		this.clock.shift(Math.max(0, end - this.clock.now().getTime()));
		this.wake();
	}

	/** Switches a hook on again; what was kept meanwhile is sent. */
	enable(hook: string): void {
		const { switchedOff } = this.hookCalled(hook);
		this.off.delete(hook);
		const now = this.clock.now().getTime();
		for (const parcel of this.parcels.filter(({ delivery }) => delivery.state === 'queued')) {
			if (this.events.kinds[parcel.delivery.kind].hook !== hook) continue;
			if (now - parcel.made > (switchedOff?.keptMs ?? 0)) parcel.delivery.state = 'dropped';
			else void this.attempt(parcel);
		}
	}

	/** Forgets everything. */
	clear(): void {
		clearTimeout(this.timer);
		this.parcels.splice(0);
		this.addresses.clear();
		this.off.clear();
		this.lastId = 0;
	}

	private hookCalled(name: string): Hook {
		const hook = this.events.hooks[name];
		if (!hook) throw new OrderProblem(`There is no address called ${name}.`);
		return hook;
	}

	private parcelOf(order: Order): Parcel {
		const kind = this.events.kinds[order.kind];
		if (!kind) throw new OrderProblem(`There is no event called ${order.kind}.`);
		const url = order.url || this.addresses.get(kind.hook);
		if (!url) throw new OrderProblem('Enter an address first.');
		const body = kind.body({ text: order.text ?? 'Hello', user: order.user || this.events.user });
		const { bytes, headers } = this.written({ ...body, ...order.changes }, order.flaw);
		this.lastId += 1;
		return {
			delivery: {
				id: this.lastId,
				kind: order.kind,
				url: checkedAddress(url),
				headers,
				body: order.flaw === 'packed' ? '(packed)' : bytes.toString('utf8'),
				state: 'sending',
				attempts: [],
			},
			hook: this.hookCalled(kind.hook),
			bytes,
			due: this.clock.now().getTime(),
			made: this.clock.now().getTime(),
		};
	}

	private written(body: object, flaw?: Flaw): { bytes: Buffer; headers: Record<string, string> } {
		const whole = this.events.write(body);
		const bytes = flaw === 'notJson' ? whole.subarray(0, -1) : whole;
		const headers = this.events.headers(bytes, flaw === 'wrongSecret' ? 'somebody else’s secret' : undefined);
		const { signature = '' } = this.events;
		if (flaw === 'unsigned') delete headers[signature];
		if (flaw === 'cutSignature') headers[signature] = headers[signature]?.slice(0, -1);
		if (flaw === 'changedBody') return { bytes: Buffer.concat([bytes, Buffer.from(' ')]), headers };
		if (flaw !== 'packed') return { bytes, headers };
		return { bytes: gzipSync(bytes), headers: { ...headers, 'content-encoding': 'gzip' } };
	}

	private async post(parcel: Parcel): Promise<void> {
		const { hook } = this.events.kinds[parcel.delivery.kind];
		if (this.off.has(hook)) parcel.delivery.state = 'queued';
		else await this.attempt(parcel);
	}

	private async attempt(parcel: Parcel): Promise<void> {
		const { delivery, hook } = parcel;
		delivery.state = 'sending';
		delete delivery.nextAt;
		const attempt = await this.call(parcel);
		delivery.attempts.push(attempt);
		if (attempt.problem === undefined) {
			delivery.state = 'delivered';
			hook.takes?.(attempt.answer?.body ?? '');
			return;
		}
		const wait = hook.retriesMs[delivery.attempts.length - 1];
		if (wait === undefined) {
			delivery.state = 'dropped';
			if (hook.switchedOff) this.off.add(this.events.kinds[delivery.kind].hook);
			return;
		}
		delivery.state = 'waiting';
		parcel.due = this.clock.now().getTime() + wait;
		delivery.nextAt = new Date(parcel.due).toISOString();
		this.wake();
	}

	private async call({ delivery, hook, bytes }: Parcel): Promise<Attempt> {
		const at = this.clock.now().toISOString();
		const begun = performance.now();
		const took = () => Math.round(performance.now() - begun);
		try {
			const response = await fetch(delivery.url, {
				method: 'POST',
				body: new Uint8Array(bytes),
				headers: delivery.headers,
				redirect: 'manual',
				signal: AbortSignal.timeout(hook.timeoutMs),
			});
			const answer = { status: response.status, body: await response.text() };
			return { at, answer, problem: hook.judge(answer), ms: took() };
		} catch (error) {
			const { name, cause } = error as Error & { cause?: { code?: string } };
			const problem =
				name === 'TimeoutError'
					? `There was no answer within ${hook.timeoutMs / 1000} s.`
					: `It could not be delivered (${cause?.code ?? name}).`;
			return { at, problem, ms: took() };
		}
	}

	/** Those that are to be tried again, the next one first. */
	private waiting(): Parcel[] {
		return this.parcels
			.filter(({ delivery }) => delivery.state === 'waiting')
			.sort((one, other) => one.due - other.due);
	}

	/** Makes the next try when its time has come, without holding the process. */
	private wake(): void {
		clearTimeout(this.timer);
		const [next] = this.waiting();
		if (!next) return;
		const ms = Math.max(0, next.due - this.clock.now().getTime());
		const again = async () => {
			if (next.delivery.state === 'waiting') await this.attempt(next);
			this.wake();
		};
		this.timer = setTimeout(() => void again(), ms).unref();
	}
}

/** Vendors call https addresses; this machine's own stand in for them. */
function checkedAddress(url: string): string {
	if (!URL.canParse(url)) throw new OrderProblem(`"${url}" is no address.`);
	const { protocol, hostname } = new URL(url);
	if (
		protocol === 'https:' ||
		(protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
	)
		return url;
	throw new OrderProblem(
		'The vendor calls addresses that start with https:// only, and here those of this machine.',
	);
}
