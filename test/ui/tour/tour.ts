import type { RunningVendor, Sandbox, VendorName } from '../../../sandbox';
import type { Shown } from '../editor/details';
import type { Prepared } from '../prepared';

/** How one node is looked for. */
export interface Sought {
	/** The node's name, as the panel shows it. */
	node: string;
	/** The name in the panel where n8n shortens it: it leaves "Trigger" out where nothing else is called so. */
	shown?: string;
	/** What a newcomer types: the vendor, and what is to be done. */
	searches: string[];
}

/** A value for one field: typed text, an entry picked from a list, or a switch. */
export type Value = string | { pick: string } | { on: boolean };

/** Something that the vendor must hold: its kind in the sandbox, and the part of it that counts. */
export interface Kept {
	kind: string;
	fact: Record<string, unknown>;
}

/** A field with a list that comes from the vendor. */
export interface ListTour {
	step: Prepared;
	label: string;
	/** All entries, as the editor shows them. */
	entries: string[];
	/** What is typed into its search box, and which entries are left. */
	search: { text: string; entries: string[] };
	/** The entry that is picked. */
	pick: string;
	kept: Kept;
	/** For a vendor that gives its lists page by page: a longer one, with so many entries. */
	long?: { fill: World; entries: number };
	/** What goes wrong at the vendor, and what then stands in place of the list. */
	refused: { world: World; shown: string };
}

/** What is special at the vendors. */
export type World = (vendors: Sandbox['vendors']) => void;

/** Addresses as they are copied from elsewhere. */
export interface Pasted {
	/** What is pasted into the credential's Base URL: more than the base. */
	baseUrl(url: string): string;
	world?: World;
	step: Prepared;
	/** Fields of the node, and the vendor's address of what is meant. */
	fields: Array<[label: string, address: string]>;
	kept: Kept;
}

/** Something that a person lets happen on the vendor's page. */
export interface Happening {
	/** In the words of that page. */
	event: string;
	text: string;
	/** The address, as the vendor calls it, where a person enters it there. */
	address?: string;
	/** Whether the vendor knows already who wants to hear of it, where the node tells it so itself. */
	listens?(vendors: Sandbox['vendors']): boolean;
	/** The picture in docs of that page, for the one that is shown there. */
	picture?: string;
}

/** A trigger, from the empty canvas to a flow that starts by itself. */
export interface TriggerTour {
	/** The node's name, as the panel shows it. */
	node: string;
	/** Which of its events is chosen in the panel, where n8n lists them. */
	action?: string;
	/** What is filled into its fields. */
	fields?: Array<[label: string, value: Value]>;
	/** What is there already at the vendor. */
	world?: World;
	/** What then happens at the vendor; absent for a trigger that asks at intervals, which are longer than a test waits: it fetches a sample. */
	happening?: Happening;
	/** Part of the item that then comes. */
	item: Record<string, unknown>;
}

/** What a newcomer does with the nodes of one vendor, and what must come of it. */
export interface Tour {
	vendor: VendorName;
	/** The vendor's page in `docs`. */
	page: string;
	nodes: Sought[];
	/** What the vendor must hold when the page's first message has been followed. */
	delivered: Kept;
	credential: {
		/** Type of the credential. */
		type: string;
		/** A node that takes it. */
		node: string;
		/** Parameters with which that node takes it. */
		parameters?: Record<string, unknown>;
		/** Text of the button that opens it. */
		connect: string;
		/** Fields with good values, in the order of the dialog. */
		fields(vendor: Pick<RunningVendor, 'url' | 'keys'>): Array<[label: string, value: Value]>;
		/** A field and a wrong value for it. */
		wrong: [label: string, value: string];
		/** What n8n then shows. */
		refusal: string;
	};
	/** For vendors that can list what a node asks for. */
	list?: ListTour;
	pasted: Pasted;
	/** A field of the input that is dragged into a field of the node. */
	mapping: {
		step: Prepared;
		from: string;
		to: string;
		/** What the editor shows below the field. */
		preview: string;
		/** Part of what the step then gives. */
		output: Record<string, unknown>;
		kept: Kept;
	};
	mistake: { step: Prepared; shown: Shown };
	/** Nodes that start a flow when something happens at the vendor. */
	triggers?: TriggerTour[];
	/** Name of the file in `examples`. */
	example: string;
	/** A step that is published behind a webhook, and what is sent there. Without it the example has a webhook. */
	published?: { step: Prepared; body: object; kept: Kept };
}

/** How the pictures of a page are called, up to what they show. */
export function picturesOf(page: string): string {
	return `images/${page.replace(/\.md$/, '')}`;
}
