import { gzipSync } from 'node:zlib';

import type { Clock } from '../clock';
import {
	type Address,
	type EventKind,
	type Hook,
	isStream,
	type Stream,
	type VendorEvents,
} from './vendorEvents';

/** How a call can go wrong on its way, or come from somebody else. */
export const FLAWS = ['unsigned', 'wrongSecret', 'cutSignature', 'changedBody', 'notJson', 'packed'] as const;
export type Flaw = (typeof FLAWS)[number];

export interface Order {
	kind: string;
	text?: string;
	/** whom or what the event is about */
	about?: string;
	/** instead of the addresses that were entered */
	url?: string;
	flaw?: Flaw;
	/** instead of what the vendor would tell */
	body?: object;
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
	/** empty where it goes to whoever listens */
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
	kind: EventKind;
	address: Address;
	body: object;
	flaw?: Flaw;
	/** by the vendor's clock */
	due: number;
	made: number;
}

/** An order that the vendor could not carry out, in words for whoever gave it. */
export class OrderProblem extends Error {}

/** What one vendor sends to addresses outside, its retries included, by the vendor's clock. */
export class Outbox {
	private readonly parcels: Parcel[] = [];

	private readonly byHand = new Map<string, Address>();

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

	/** The address that a person has entered for a hook, empty until then. @throws OrderProblem when there is no such hook */
	entered(name: string): Address {
		if (isStream(this.hookCalled(name))) throw new OrderProblem(`${name} calls no address.`);
		const address = this.byHand.get(name) ?? { url: '', failures: 0, off: false };
		this.byHand.set(name, address);
		return address;
	}

	/** Enters an address, as a person does in the vendor's form. @throws OrderProblem when the vendor would not take it */
	register(hook: string, url: string): void {
		Object.assign(this.entered(hook), { url: checkedAddress(url), failures: 0, off: false });
	}

	/** Sends an event to every address that was entered for it, and waits for the first answers. @throws OrderProblem when there is no such event, or no address */
	async send(order: Order): Promise<Delivery[]> {
		const kind = this.events.kinds[order.kind];
		if (!kind) throw new OrderProblem(`There is no event called ${order.kind}.`);
		const targets = this.targetsOf(order, kind);
		const made = Array.from({ length: order.times ?? 1 }, () => this.parcelsOf(order, kind, targets)).flat();
		return await this.posted(made);
	}

	/** Sends to one address alone. @throws OrderProblem as `send` does */
	async sendTo(address: Address, order: Order): Promise<Delivery[]> {
		const kind = this.events.kinds[order.kind];
		return await this.posted(this.parcelsOf(order, kind, [{ address, url: address.url }]));
	}

	/** Sends once more what was sent before, as vendors do who have not noticed. @throws OrderProblem when there is no such delivery */
	async again(id: number): Promise<Delivery[]> {
		const parcel = this.parcels.find(({ delivery }) => delivery.id === id);
		if (!parcel) throw new OrderProblem(`Nothing was sent as ${id}.`);
		return await this.posted([this.parcelOf(parcel, parcel.delivery.kind, parcel.delivery.url)]);
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

	/** Switches an address on again; what was kept meanwhile is sent. */
	enable(address: Address): void {
		Object.assign(address, { failures: 0, off: false });
		const now = this.clock.now().getTime();
		const queued = this.parcels.filter(
			(parcel) => parcel.address === address && parcel.delivery.state === 'queued',
		);
		for (const parcel of queued) {
			const hook = this.hookCalled(parcel.kind.hook) as Hook;
			if (now - parcel.made > (hook.switchedOff?.keptMs ?? 0)) parcel.delivery.state = 'dropped';
			else void this.attempt(parcel);
		}
	}

	/** Forgets everything. */
	clear(): void {
		clearTimeout(this.timer);
		this.parcels.splice(0);
		this.byHand.clear();
		this.lastId = 0;
	}

	private hookCalled(name: string): Hook | Stream {
		const hook = this.events.hooks[name];
		if (!hook) throw new OrderProblem(`There is no address called ${name}.`);
		return hook;
	}

	private targetsOf({ kind, url }: Order, { hook }: EventKind): Target[] {
		if (isStream(this.hookCalled(hook))) return [{ address: { url: '', failures: 0, off: false }, url: '' }];
		const address = this.entered(hook);
		if (url) return [{ address, url: checkedAddress(url) }];
		const all = [...(address.url ? [address] : []), ...(this.events.addresses?.(kind) ?? [])];
		if (all.length === 0) throw new OrderProblem('Enter an address first.');
		return all.map((one) => ({ address: one, url: one.url }));
	}

	private parcelsOf(order: Order, kind: EventKind, targets: Target[]): Parcel[] {
		const { text = 'Hello', about, flaw, changes } = order;
		const told = order.body ?? kind.body({ text, about: about || this.events.about.value });
		return targets.map(({ address, url }) => {
			const body = { ...told, ...address.adds?.body, ...changes };
			return this.parcelOf({ kind, address, body, flaw }, order.kind, url && url + (kind.path ?? ''));
		});
	}

	private parcelOf(
		{ kind, address, body, flaw }: Pick<Parcel, 'kind' | 'address' | 'body' | 'flaw'>,
		name: string,
		url: string,
	): Parcel {
		this.lastId += 1;
		const now = this.clock.now().getTime();
		const text = flaw === 'packed' ? '(packed)' : this.bytesOf(body).toString('utf8');
		return {
			delivery: { id: this.lastId, kind: name, url, headers: {}, body: text, state: 'sending', attempts: [] },
			kind,
			address,
			body,
			flaw,
			due: now,
			made: now,
		};
	}

	private bytesOf(body: object): Buffer {
		return this.events.write?.(body) ?? Buffer.from(JSON.stringify(body));
	}

	private async posted(made: Parcel[]): Promise<Delivery[]> {
		this.parcels.push(...made);
		const post = async (parcel: Parcel) => {
			if (parcel.address.off) parcel.delivery.state = 'queued';
			else await this.attempt(parcel);
		};
		await Promise.all(made.map(post));
		return made.map(({ delivery }) => delivery);
	}

	private async attempt(parcel: Parcel): Promise<void> {
		const { delivery, kind, address } = parcel;
		const hook = this.hookCalled(kind.hook);
		delivery.state = 'sending';
		delete delivery.nextAt;
		const at = this.clock.now().toISOString();
		if (isStream(hook)) {
			const problem = hook.push(parcel.body);
			delivery.attempts.push({ at, problem, ms: 0 });
			delivery.state = problem === undefined ? 'delivered' : 'dropped';
			return;
		}
		const attempt = { at, ...(await this.call(parcel, hook)) };
		delivery.attempts.push(attempt);
		if (attempt.problem === undefined) {
			delivery.state = 'delivered';
			address.failures = 0;
			hook.takes?.(attempt.answer?.body ?? '');
			return;
		}
		this.failed(parcel, hook);
	}

	/** After a failure: the next try, or none. */
	private failed(parcel: Parcel, { retriesMs, switchedOff }: Hook): void {
		const { delivery, address } = parcel;
		const wait = retriesMs[delivery.attempts.length - 1];
		address.failures += 1;
		const enough =
			switchedOff?.failures === undefined ? wait === undefined : address.failures >= switchedOff.failures;
		if (switchedOff && enough) address.off = true;
		if (wait === undefined || address.off) {
			delivery.state = 'dropped';
			return;
		}
		delivery.state = 'waiting';
		parcel.due = this.clock.now().getTime() + wait;
		delivery.nextAt = new Date(parcel.due).toISOString();
		this.wake();
	}

	private async call(parcel: Parcel, { timeoutMs, judge }: Hook): Promise<Omit<Attempt, 'at'>> {
		const { delivery } = parcel;
		const { bytes, headers } = this.written(parcel);
		delivery.headers = headers;
		const begun = performance.now();
		const took = () => Math.round(performance.now() - begun);
		try {
			const response = await fetch(delivery.url, {
				method: 'POST',
				body: new Uint8Array(bytes),
				headers,
				redirect: 'manual',
				signal: AbortSignal.timeout(timeoutMs),
			});
			const answer = { status: response.status, body: await response.text() };
			return { answer, problem: judge(answer), ms: took() };
		} catch (error) {
			const { name, cause } = error as Error & { cause?: { code?: string } };
			const problem =
				name === 'TimeoutError'
					? `There was no answer within ${timeoutMs / 1000} s.`
					: `It could not be delivered (${cause?.code ?? name}).`;
			return { problem, ms: took() };
		}
	}

	private written({ delivery, address, body, flaw }: Parcel): {
		bytes: Buffer;
		headers: Record<string, string>;
	} {
		const whole = this.bytesOf(body);
		const bytes = flaw === 'notJson' ? whole.subarray(0, -1) : whole;
		const { signature = '', secret = '' } = this.events;
		const call = {
			kind: delivery.kind,
			body,
			bytes,
			secret: flaw === 'wrongSecret' ? 'somebody else’s secret' : (address.secret ?? secret) || undefined,
			tries: delivery.attempts.length,
		};
		const headers = {
			'Content-Type': 'application/json',
			...this.events.headers?.(call),
			...address.adds?.headers,
		} as Record<string, string>;
		if (flaw === 'unsigned') delete headers[signature];
		if (flaw === 'cutSignature') headers[signature] = headers[signature]?.slice(0, -1);
		if (flaw === 'changedBody') return { bytes: Buffer.concat([bytes, Buffer.from(' ')]), headers };
		if (flaw !== 'packed') return { bytes, headers };
		return { bytes: gzipSync(bytes), headers: { ...headers, 'content-encoding': 'gzip' } };
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

/** An address, and where exactly a call to it goes. */
interface Target {
	address: Address;
	url: string;
}

/** Vendors call https addresses; this machine's own stand in for them. @throws OrderProblem for others */
export function checkedAddress(url: string): string {
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
