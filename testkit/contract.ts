import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Sandbox, VendorName } from '../sandbox';
import type { FaultBoard } from '../sandbox/faults';
import type { Received, Store } from '../sandbox/store';
import type { StoredCredentials } from './credentials';
import type { Fate } from './fates';
import type { FaultName, Report } from './faults';
import type { TestItem } from './n8n';

/** Words that people type into n8n's node panel when they look for what moves conversations. */
export const searchWords = ['chat', 'live chat', 'whatsapp', 'csv', 'conversation', 'transcript'] as const;

export type SearchWord = (typeof searchWords)[number];

/** What the contract needs of a running vendor. */
export interface ContractVendor {
	store: Store;
	faults: FaultBoard;
	reset(): void;
}

/** A node's answer to one fault where it differs from that of most nodes, or needs a word. */
export interface Exception {
	report: Report;
	/** One sentence without a full stop, for the users' page. */
	because: string;
}

/** Requests of one kind: by method and path, and by their body where all share one address. */
export interface Call {
	method: string;
	path: string | RegExp;
	bodyIncludes?: string;
}

/** Whether a request is of that kind, as the sandbox's faults see it. */
export function isCall({ method, path, bodyIncludes = '' }: Call, received: Received): boolean {
	const fits = typeof path === 'string' ? received.path.includes(path) : path.test(received.path);
	return received.method === method && fits && JSON.stringify(received.body ?? '').includes(bodyIncludes);
}

/** One way of using an action node, and what the promises of all action nodes mean for it. */
export interface Variant {
	/** What it is called where the node has several, e.g. `new file`. */
	variant?: string;
	/** Fresh credentials for a run: n8n writes renewed sessions into them. */
	credentials: () => StoredCredentials;
	/** Parameters whose expressions read the item's fields. */
	parameters: INodeParameters;
	/** A good item, different for every index. */
	item: (index: number) => TestItem;
	/** What makes that item one that the node refuses before anything is sent, and the words of the refusal. */
	bad: { item: (index: number) => TestItem; message: RegExp };
	/** What makes that item one that the vendor refuses, and the words of the refusal. */
	refused: { item: (index: number) => TestItem; message: RegExp };
	/** The request that carries the item out. */
	call: Call;
	/** The other requests that an item or the run needs, by what they are for, e.g. a sign-in. */
	steps?: Record<string, Call>;
	/** Whether it leaves a trace at the vendor. A read may be repeated freely. */
	writes: boolean;
	/** Sets the vendor up before each test for so many items, e.g. opens their chats. */
	prepare?: (count: number) => void;
	/** The index of every item that the vendor holds as carried out, in the vendor's order. */
	delivered: () => number[];
	/** The secrets that nothing may show. */
	secrets: () => string[];
	/** It gives any number of items for one, none as well. */
	many?: true;
	/** How many input items one request carries, where a node packs them. */
	itemsPerCall?: number;
	/** Ends the session that the node works with, as time or an administrator would; for vendors that have sessions. */
	expire?: () => void;
	/** The faults that this node answers in another way than most. */
	exceptions?: Partial<Record<FaultName, Exception>>;
	/** Its share of the soak, if any: what an item is, how many of them, and options that differ from the parameters'. */
	soak?: { unit: 'message' | 'file' | 'chat'; count: number; options?: INodeParameters };
}

/** A variant, for any running sandbox of its vendor; that runs inside tests only, so it may be started in `beforeAll`. */
export type VariantOf<Name extends VendorName> = (vendor: () => Sandbox['vendors'][Name]) => Variant;

/** What shows fields that the first variant of a node leaves hidden. */
export interface Way {
	/** Added to the variant's. */
	parameters: INodeParameters;
	/** Instead of the variant's own item. */
	json?: IDataObject;
	/** Fields of the item that the node reads by their own names: their paths, and how errors call them. */
	inItem?: Record<string, string>;
}

/** What a user best does with a node's fields when a model uses the node, as paths such as `messages.message.text`. */
export interface ToolUse {
	/** Good to hand to the model: texts, above all. */
	model: string[];
	/** Better filled by the flow: who gets something, and what must not be talked into another. */
	flow: string[];
}

/**
 * All that tests and tools need to know of an action node: what `test/nodes/<Vendor>/<Operation>/contract.ts` exports as `contract`.
 */
export interface ActionContract<Name extends VendorName = VendorName> {
	/** The node's internal name. */
	node: string;
	/** By which of these words n8n's node panel finds it: those for what it does. */
	foundBy: SearchWord[];
	variants: Array<VariantOf<Name>>;
	/** Only where the variants leave fields hidden. */
	ways?: Way[];
	/** What becomes of a field's values where they do not travel as they are, by its path, e.g. `options.zone`; a field of the item as `item.…`. */
	fates?: Record<string, Fate>;
	/** Its fields for an ID that is typed, not picked: why nothing lists what they ask for, by the vendor's pages. */
	unlisted?: Record<string, string>;
	/** The line below the node's name on the canvas, for some parameters. */
	subtitles: Array<[parameters: INodeParameters, shown: string]>;
	/** As a tool of an AI agent; left out where none may use it, because it destroys something. */
	tool?: ToolUse;
}

/** One node's part in the contract that all action nodes keep, for a running vendor. */
export interface NodeContract extends Variant {
	node: string;
	vendor: () => ContractVendor;
}
