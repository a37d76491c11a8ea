import type { Held, Received, Sandbox, VendorName } from '../sandbox';

/** What must be found at a vendor after an example ran, and nothing else. */
export interface Expectation {
	vendor: VendorName;
	/** The kind of fact, as the vendor's sandbox calls it. */
	kind: string;
	/** The part of a held fact that is compared: all that the example sent, nothing that the vendor made up. */
	compare(held: Held): unknown;
	/** One for each fact that the vendor must hold, in any order. */
	expected: unknown[];
	/** How many requests of a sort it must have taken, where that matters. */
	requests?: { are(received: Received): boolean; count: number };
}

/** What comes to an example's webhook from outside. */
export type WebhookCall =
	| { json: object }
	| {
			/** Text fields of a multipart form. */
			fields: Record<string, string>;
			/** Files of `examples/data` by the form's field. */
			files: Record<string, string>;
	  };

/** What an example may refer to. */
export interface Surroundings {
	vendors: Sandbox['vendors'];
	/** Where the files of `examples/data` are served. */
	dataUrl: string;
}

/** How one example is started, and what its vendors must hold when it has run: what the file beside its workflow exports as `example`. */
export interface Example {
	/** Sent to its webhook; without it the workflow is run by hand from its trigger. */
	webhook?: WebhookCall;
	holds(surroundings: Surroundings): Expectation[];
}
