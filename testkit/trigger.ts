import type { INodeParameters, INodeType } from 'n8n-workflow';
import { z } from 'zod';

import type { Sandbox, VendorName } from '../sandbox';
import type { Call, SearchWord } from './contract';
import type { StoredCredentials } from './credentials';

const attachment = z.object({
	url: z.string(),
	name: z.string().optional(),
	mimeType: z.string().optional(),
	size: z.number().optional(),
});

/** The item that an event becomes, of whichever vendor. What the vendor does not tell is left out; ids in the vendor's own words stand beside it. */
export const eventItemSchema = z
	.object({
		/** The same for the same event, however often it comes. */
		eventKey: z.string().min(1),
		event: z.string().min(1),
		occurredAt: z.string().optional(),
		conversationId: z.string().optional(),
		sender: z
			.object({
				type: z.enum(['customer', 'agent', 'bot', 'system']),
				id: z.string().optional(),
				name: z.string().optional(),
			})
			.optional(),
		text: z.string().optional(),
		attachments: z.array(attachment).optional(),
		/** Whether one of our own nodes sent it. */
		isOwn: z.boolean(),
		/** n8n's AI Agent and its memory read text and conversation by these names. */
		chatInput: z.string().optional(),
		sessionId: z.string().optional(),
		/** The event as the vendor sent it. */
		raw: z.unknown(),
	})
	.passthrough()
	.refine(({ text, chatInput }) => text === chatInput, 'chatInput is not the text')
	.refine(
		({ conversationId, sessionId }) => conversationId === sessionId,
		'sessionId is not the conversation',
	);

export type EventItem = z.input<typeof eventItemSchema>;

/** An event as the vendor tells it, and the item that must come of it. */
export interface EventSample {
	told: unknown;
	item: EventItem;
}

/** How a vendor signs what it sends. */
export interface Signed {
	header: string;
	sign: (bytes: Buffer, secret: string) => string;
	/** What the credentials of the contract hold. */
	secret: string;
}

/**
 * All that tests and tools need to know of a trigger: what `test/nodes/<Vendor>/<Trigger>/contract.ts` exports as `trigger`.
 */
export interface TriggerContract<Name extends VendorName = VendorName> {
	/** The node's internal name. */
	node: string;
	/** By which of these words n8n's node panel finds it: those for what it does. */
	foundBy: SearchWord[];
	/** Fresh credentials for a run. */
	credentials: (vendor: () => Sandbox['vendors'][Name]) => StoredCredentials;
	/** The same credential once it holds another account; none where nothing is remembered. */
	anotherAccount?: (vendor: () => Sandbox['vendors'][Name]) => StoredCredentials;
	/** With which every sample starts the flow. */
	parameters: INodeParameters;
	/** Sets the vendor up before each run, with what the samples speak of. */
	prepare?: (vendor: Sandbox['vendors'][Name]) => void;
	/** By what each is about, e.g. `a message of a customer`. */
	samples: Record<string, EventSample>;
	/** An event whose name the vendor may invent tomorrow: it starts nothing with the parameters. None where the trigger reads a list. */
	foreign?: unknown;
	/** The status with which an event is answered that starts nothing, where it is not 200. */
	unwanted?: number;
	/** Where the vendor calls no address: makes it happen there, as the sample tells it. */
	happens?: (vendor: Sandbox['vendors'][Name], told: unknown) => unknown;
	/** For a trigger that keeps a connection: the events of a crowd, each another one. */
	numbered?: (index: number) => unknown;
	/** The requests that enter the node's address at the vendor, or open its connection, and take it away again; none where a person enters it. */
	registration?: { enter: Call; remove: Call };
	/** The header in which the vendor signs the bytes that it sends, and how; none where it signs nothing. */
	signature?: Signed;
	/** Whether the vendor waits for what the flow answers: then every delivery gets an answer of its own, also of the same event. */
	answered?: boolean;
	/** The line below the node's name on the canvas, for some parameters. */
	subtitles: Array<[parameters: INodeParameters, shown: string]>;
}

const METHODS = ['checkExists', 'create', 'delete'] as const;

/** What a trigger's contract says that its node, or itself, does not keep; nothing when all is well. */
export function problemsOfTrigger(
	{ samples, signature, foreign, happens }: TriggerContract,
	{ webhookMethods, description, poll }: INodeType,
): string[] {
	const called = (description.webhooks ?? []).length > 0;
	const shapes = Object.entries(samples).flatMap(([title, { item }]) => {
		const { error } = eventItemSchema.safeParse(item);
		return (error?.issues ?? []).map(({ path, message }) => `${title}: ${[...path, message].join(' > ')}`);
	});
	const keys = Object.values(samples).map(({ item }) => item.eventKey);
	// Where a person enters the address they check what is set, and n8n's linter wants all three
	const asked = METHODS.filter((method) => webhookMethods?.default?.[method]);
	const wanted = called ? METHODS : [];
	const narrowed = description.properties?.some(
		({ displayName, displayOptions }) => displayName === 'Events' && displayOptions !== undefined,
	);
	const signed = ['a', 'b'].flatMap((text) =>
		['x', 'y'].map((secret) => signature?.sign(Buffer.from(text), secret)),
	);
	return [
		...(keys.length === 0 ? ['it has no sample of an event'] : []),
		...shapes,
		...(new Set(keys).size < keys.length ? ['two samples have the same eventKey'] : []),
		...(asked.join() === wanted.join()
			? []
			: [`when it is published n8n can ask it for ${asked.join() || 'nothing'}`]),
		...(foreign === undefined && !poll ? ['it has no event of a name that nobody knows'] : []),
		...(narrowed
			? [
					"n8n's panel offers its events one by one, and puts the condition of their field in place of what another one holds",
				]
			: []),
		...(called || happens ? [] : ['nothing says how its samples happen at the vendor']),
		...(signature && new Set(signed).size < signed.length
			? ['its signature does not depend on the bytes and on the secret']
			: []),
	];
}
