/** Receives a vendor's events: checks, reads, drops what is not wanted or has come before, starts the flow and answers at once. */

import { differenceBy, uniqBy } from 'lodash';
import type {
	ICredentialDataDecryptedObject,
	INodeProperties,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { jsonIn } from './answer';
import { asFailure, toNodeError, withoutItems } from './errors';
import { eventItem, type VendorEvent } from './eventItem';
import { Fields } from './fields';
import { fingerprintOf } from './fingerprint';
import { type Answering, answerWith } from './answerWith';
import { Memory } from './memory';
import { readRawBody } from './rawBody';
import { Refusal, refuse } from './refusal';
import { SeenEvents } from './seenEvents';

/** A request that has come in, with its fields and credential. */
export interface Incoming {
	context: IWebhookFunctions;
	fields: Fields;
	credentials: ICredentialDataDecryptedObject;
	bytes: Buffer;
}

/** What a room knows of its vendor's events. */
export interface Reception {
	/** The credential's type; by the node's fields where there are several. */
	credential: string | ((fields: Fields) => string);
	/** Those values of it that tell one account at the vendor from another: what one has sent says nothing about another's. */
	account: (credentials: ICredentialDataDecryptedObject) => unknown[];
	/** The node's fields. */
	properties: readonly INodeProperties[];
	/** Lets pass what is from the vendor. @throws Refusal for all else */
	check: (incoming: Incoming) => void;
	/** Makes something of a body that is no JSON, where the vendor's users write it: undefined where nothing can be. */
	repair?: (text: string) => unknown;
	/** The events in a body; none where it holds nothing of the kind. It takes whatever a vendor may send, so it never throws. */
	read: (body: unknown, bytes: Buffer) => VendorEvent[];
	/** Whether the user wants an event. @throws Failure when a field cannot be read */
	wants: (event: VendorEvent, fields: Fields) => boolean;
	/**
	 * Set where a vendor only says that something is new: asks it what, within a short time, since it waits for its answer meanwhile. What comes of it
	 * is looked at once more, by `wants` and by its own keys. It never throws: what cannot be learned is left out.
	 */
	complete?: (events: VendorEvent[], incoming: Incoming) => Promise<VendorEvent[]>;
	/** Whether the event as it came stands in the item as well. */
	withRaw: (fields: Fields) => boolean;
	/**
	 * Set where the vendor waits for what the flow answers: makes the vendor's answer of what n8n would send. Every delivery has an answer of its own
	 * then, also one of the same event.
	 */
	answer?: Answering;
}

/**
 * The whole of a trigger's `webhook()`. The flow starts when n8n has taken the events over, and the vendor has its answer then, whatever the flow
 * does. What is dropped is answered like what is taken: a vendor would send it again otherwise.
 *
 * The trigger's description has `rawBodyField`, and `responseMode: 'onReceived', responseData: ''`.
 *
 * @throws NodeOperationError when a field holds what cannot be; n8n answers 500 and shows it among the executions
 */
export async function receive(
	context: IWebhookFunctions,
	reception: Reception,
): Promise<IWebhookResponseData> {
	const { repair, read, complete, withRaw } = reception;
	try {
		const incoming = await checkedIncoming(context, reception);
		const { fields, bytes } = incoming;
		const events = read(jsonOf(bytes, repair), bytes);
		if (events.length === 0) return noEvent(reception);
		const told = await startingOf(events, incoming, reception);
		if (typeof told === 'string') return dropped(told);
		const whole = complete ? await complete(told, incoming) : told;
		// Those that stayed themselves are claimed already
		const fresh = complete ? await startingOf(whole, incoming, reception, told) : whole;
		if (typeof fresh === 'string') return dropped(fresh);
		const items = fresh.map((event) => eventItem(event, { withRaw: withRaw(fields) }));
		if (reception.answer) answerWith(context, fields, reception.answer);
		return { workflowData: [items], webhookResponse: { accepted: true } };
	} catch (caught) {
		if (caught instanceof Refusal) return refuse(context, caught);
		throw toNodeError(context.getNode(), withoutItems(asFailure(caught)));
	}
}

/** For how long a credential counts as it was read: n8n goes to its database, and makes a whole workflow for expressions, whenever it is asked. */
const KNOWN_CREDENTIALS = { entries: 1000, ms: 10_000 };

/** As they were last read for a node. */
const known = new Memory<ICredentialDataDecryptedObject>(KNOWN_CREDENTIALS);

/**
 * What has come in, once it is known to be from the vendor. What a known credential does not let pass is looked at again with what the credential
 * holds now.
 */
async function checkedIncoming(context: IWebhookFunctions, reception: Reception): Promise<Incoming> {
	const { properties, check } = reception;
	const fields = Fields.ofNode(context, properties);
	const credential = credentialOf(reception, fields);
	const node = context.getNode();
	const place = [credential, node.credentials?.[credential]?.id, context.getWorkflow().id, node.id].join(' ');
	// In a test from the editor somebody may just have changed it
	const before = context.getMode() === 'manual' ? undefined : known.get(place);
	const bytes = await readRawBody(context);
	if (before) {
		const incoming = { context, fields, credentials: before, bytes };
		if (passes(check, incoming)) return incoming;
	}
	const credentials = await credentialsOf(context, credential);
	const incoming = { context, fields, credentials, bytes };
	check(incoming);
	known.set(place, credentials);
	return incoming;
}

function passes(check: Reception['check'], incoming: Incoming): boolean {
	try {
		check(incoming);
		return true;
	} catch {
		return false;
	}
}

function credentialOf({ credential }: Reception, fields: Fields): string {
	return typeof credential === 'string' ? credential : credential(fields);
}

/**
 * Those of some events that are to start the flow.
 *
 * @param claimed those of them that were found to be new before
 * @returns why there are none, in one word, or the events
 */
async function startingOf(
	events: VendorEvent[],
	incoming: Incoming,
	reception: Reception,
	claimed: VendorEvent[] = [],
): Promise<VendorEvent[] | string> {
	const wanted = events.filter((event) => reception.wants(event, incoming.fields));
	if (wanted.length === 0) return 'notWanted';
	const foreign = wanted.filter(({ isOwn }) => !isOwn);
	if (foreign.length === 0) return 'own';
	if (reception.answer) return foreign;
	const others = differenceBy(foreign, claimed, ({ eventKey }) => eventKey);
	const fresh = new Set(await freshOf(others, incoming, reception));
	const starting = foreign.filter((event) => fresh.has(event) || !others.includes(event));
	return starting.length === 0 ? 'duplicate' : starting;
}

/** Where an answer is waited for, none can be given to what asks nothing. */
function noEvent({ answer }: Reception): IWebhookResponseData {
	if (answer) throw new Refusal(400, 'noEvent', 'The body asks nothing of this node.');
	return dropped('noEvent');
}

const dropped = (reason: string): IWebhookResponseData => ({
	webhookResponse: { accepted: false, reason },
});

/** What the credential holds; nothing where the node can do without one, and has none. n8n starts no flow that lacks one it needs. */
async function credentialsOf(
	context: IWebhookFunctions,
	type: string,
): Promise<ICredentialDataDecryptedObject> {
	if (context.getNode().credentials?.[type] === undefined) return {};
	return await context.getCredentials<ICredentialDataDecryptedObject>(type);
}

function jsonOf(bytes: Buffer, repair?: Reception['repair']): unknown {
	const text = bytes.toString('utf8').replace(/^\ufeff/, '');
	const body = jsonIn(text) ?? repair?.(text);
	if (body !== undefined) return body;
	throw new Refusal(400, 'notJson', 'The body is no JSON.');
}

/** Those that have not come before. In a test from the editor nothing is remembered: somebody sends the same event until the flow is right. */
async function freshOf(
	events: VendorEvent[],
	{ context, fields, credentials }: Incoming,
	reception: Reception,
): Promise<VendorEvent[]> {
	const each = uniqBy(events, ({ eventKey }) => eventKey);
	if (context.getMode() === 'manual') return each;
	const node = context.getNode();
	const credential = credentialOf(reception, fields);
	const owner = [node.credentials?.[credential]?.id, fingerprintOf(reception.account(credentials))];
	const seen = SeenEvents.of([...owner, context.getWorkflow().id, node.id].join(' '));
	const taken = answered(context);
	const fresh = new Set<string>();
	// In one order whatever the order of the events, so that no two requests wait for each other
	for (const key of each.map(({ eventKey }) => eventKey).sort()) {
		if (await seen.claim(key, taken)) fresh.add(key);
	}
	return each.filter(({ eventKey }) => fresh.has(eventKey));
}

/** Whether n8n answers that it has taken the request over. A sender that has hung up before counts as answered: n8n goes on without it. */
async function answered(context: IWebhookFunctions): Promise<boolean> {
	const response = context.getResponseObject() as unknown as AnswerInSight;
	// It would tell nothing any more
	if (response.destroyed) return true;
	return await new Promise((resolve) => {
		response.once('finish', () => resolve(response.statusCode < 300));
		response.once('close', () => resolve(true));
	});
}

/** What is used of Node's response. */
interface AnswerInSight {
	statusCode: number;
	/** Whether its sender has hung up. */
	destroyed: boolean;
	once(event: 'finish' | 'close', then: () => void): void;
}
