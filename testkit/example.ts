import type { Held, Received, Sandbox, VendorName } from '../sandbox';
import type { Order } from '../sandbox/events/outbox';

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

/** What a vendor sends to an example's trigger. */
export interface EventOrder {
	vendor: VendorName;
	/** Where a person enters the trigger's address at the vendor: none where the node does so by itself, or keeps a connection open. */
	enter?: {
		/** Which of the vendor's addresses it is, as its sandbox calls it. */
		hook: string;
		/** The end of the trigger's address as it is entered, e.g. `haptik`. */
		path: string;
	};
	/** What the sandbox is asked to send. */
	order: Order;
}

/** A data table of n8n's, as the note of the example asks its user to make it. */
export interface ExampleTable {
	name: string;
	columns: Record<string, 'string' | 'number'>;
	/** Rows that are in it before. */
	rows?: Array<Record<string, string | number>>;
	/** Rows that must be in it when the example has run. */
	gains?: Array<Record<string, string | number>>;
}

/** A file that an example must have written. */
export interface ExampleFile {
	name: string;
	text: string;
}

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
	/** Sent to its trigger by a vendor; several one after the other, each for an execution of its own. */
	event?: EventOrder | EventOrder[];
	/** Sent while its execution waits, to the trigger of another example that wakes it. */
	meanwhile?: { example: string; event: EventOrder };
	tables?: ExampleTable[];
	/** In the folder of the demo's files. */
	writes?: ExampleFile[];
	/** What has to be at the vendors before it starts, e.g. a registered user. */
	prepare?(surroundings: Surroundings): void;
	holds(surroundings: Surroundings): Expectation[];
}
