/** An address outside to which a vendor sends. */
export interface Address {
	/** empty until one is entered */
	url: string;
	/** with which calls to it are signed; the vendor's own when absent, nothing when empty */
	secret?: string;
	/** what its calls have besides */
	adds?: { headers?: Record<string, string>; body?: object };
	/** failures in a row */
	failures: number;
	/** whether the vendor has switched it off */
	off: boolean;
}

/** One way in which a vendor calls an address outside, and what it does when that fails. */
export interface Hook {
	title: string;
	/** how long the vendor waits for an answer */
	timeoutMs: number;
	/** the waits before each further try */
	retriesMs: number[];
	/** for a vendor that switches an address off */
	switchedOff?: {
		/** after so many failures in a row, of whichever events; when absent, as soon as it gives one event up */
		failures?: number;
		/** for how long it keeps what happens meanwhile */
		keptMs: number;
	};
	/** what the vendor makes of an answer: what is wrong with it, as a sentence; undefined when it is good */
	judge(answer: { status: number; body: string }): string | undefined;
	/** called with each good answer */
	takes?(body: string): void;
}

/** What a vendor sends over connections that its clients keep open: it calls no address. */
export interface Stream {
	title: string;
	/** hands an event to whoever listens; tells why nobody has got it, as a sentence */
	push(body: object): string | undefined;
}

/** An event that the vendor can send. */
export interface EventKind {
	title: string;
	/** the name of its hook or stream */
	hook: string;
	/** what the vendor puts behind the address, e.g. `/cim-messages` */
	path?: string;
	/** makes it happen at the vendor, and tells of it */
	body(given: { text: string; about: string }): object;
}

/** A call as it is about to leave. */
export interface Outgoing {
	kind: string;
	body: object;
	bytes: Buffer;
	/** with which it is signed, if at all */
	secret: string | undefined;
	/** how often it was tried before */
	tries: number;
}

/** What a vendor sends by itself, for one running vendor: what its `events.ts` makes. */
export interface VendorEvents {
	hooks: Record<string, Hook | Stream>;
	kinds: Record<string, EventKind>;
	/** whom or what an event is about unless another is named, and what the vendor calls that */
	about: { label: string; value: string };
	/** the addresses that were entered by calls of the vendor's own, for events of a kind */
	addresses?(kind: string): Address[];
	/** with which it signs, where an address has no secret of its own */
	secret?: string;
	/** the body's bytes, as the vendor writes JSON; plain JSON when absent */
	write?(body: object): Buffer;
	/** the headers of a call; only its type when absent */
	headers?(call: Outgoing): Record<string, string>;
	/** the header with the signature, if there is one */
	signature?: string;
}

export const isStream = (hook: Hook | Stream): hook is Stream => 'push' in hook;
