import type { INodeParameters } from 'n8n-workflow';

import type { Sandbox, VendorName } from '../sandbox';
import type { FaultBoard } from '../sandbox/faults';
import type { Store } from '../sandbox/store';
import type { StoredCredentials } from './credentials';
import type { FaultName, Report } from './faults';
import type { TestItem } from './n8n';

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

/** One node's part in the contract that all action nodes keep. */
export interface NodeContract {
	node: string;
	/** Which of the node's ways this is about, where it has several, e.g. `new file`. */
	variant?: string;
	/** The running vendor; called inside the tests, so it may be started in `beforeAll`. */
	vendor: () => ContractVendor;
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
	/** How many input items one request carries, where a node packs them. */
	itemsPerCall?: number;
	/** Ends the session that the node works with, as time or an administrator would; for vendors that have sessions. */
	expire?: () => void;
	/** The faults that this node answers in another way than most. */
	exceptions?: Partial<Record<FaultName, Exception>>;
}

/** The contract of a node, for any running sandbox of its vendor. */
export type ContractOf<Name extends VendorName> = (vendor: () => Sandbox['vendors'][Name]) => NodeContract;
