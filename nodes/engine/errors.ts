/** `Failure`, the one shape of what went wrong, and n8n's errors made from it. */

import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INode,
	type JsonObject,
} from 'n8n-workflow';

/**
 * What became of the request: it never left (`notSent`), the vendor turned it down (`refused`), or nobody can
 * tell whether the vendor carried it out (`uncertain`).
 */
export type Delivery = 'notSent' | 'refused' | 'uncertain';

/** n8n's own terms for why something failed, and for how long it is to wait; it reads them from the error. */
type Hint = NonNullable<NodeApiError['failure']>;

type Cause = Hint['cause'];

/** Everything known about one thing that went wrong. */
export interface FailureFacts {
	/** What happened, one sentence without a full stop, in the user's words. */
	message: string;
	/** How to go on, whole sentences. To send it again is no part of it: see `anew`. */
	remedy: string;
	/** How to go on where there are no items and no options, as in a pick list or a trigger; the remedy unless this is given. */
	elsewhere?: string;
	/** That it can be tried again, a whole sentence, e.g. `Try again later.`; shown unless the first try may have been carried out. */
	anew?: string;
	delivery: Delivery;
	/** The field's name as the user sees it, when one field is to blame. */
	field?: string;
	/** The input item that is to blame, where several of them are sent as one thing. */
	item?: number;
	/** Whether it tells of all items, so that nothing is to be said of single ones. */
	ofAll?: true;
	/** Who answered, as the user knows them, e.g. `CallGear`. */
	vendor?: string;
	vendorCode?: string | number;
	/** The vendor's own words. */
	vendorText?: string;
	httpStatus?: number;
	/** The network's code, e.g. `ECONNREFUSED`; shown last, since n8n rewrites a message that holds one. */
	networkCode?: string;
	/** Whether the same request can be sent again with a chance to pass. */
	repeatable?: boolean;
	/** How long the vendor asked to wait before that, in milliseconds. */
	repeatAfterMs?: number;
	/** n8n's hint on the cause; set only when the answer proves it. */
	cause?: Cause;
	/** How often the request was sent, when more than once. */
	tries?: number;
	/** Whether it failed in an earlier try, and was not sent in this one. */
	before?: boolean;
	/** What was carried out before it failed, for a flow that goes on from there, e.g. the name of a file already stored. */
	done?: Record<string, string>;
}

/** One shape for what went wrong, from a refused field to a lost answer. */
export class Failure extends Error {
	constructor(readonly facts: FailureFacts) {
		super(facts.message);
		this.name = 'Failure';
	}

	/** The same failure with some facts replaced; another remedy takes the place of both. */
	with(changes: Partial<FailureFacts>): Failure {
		const { elsewhere, ...facts } = this.facts;
		const kept = 'remedy' in changes || elsewhere === undefined ? {} : { elsewhere };
		return new Failure({ ...facts, ...kept, ...changes });
	}
}

/** A failure in words for where there are no items and no options: a pick list, a trigger, the test of a credential. */
export function withoutItems({ facts: { elsewhere, remedy, ...facts } }: Failure): Failure {
	// What is to be repeated by an option is nothing to tell of
	return new Failure({ ...facts, remedy: elsewhere ?? remedy, repeatable: false });
}

/** For a refusal of which nothing else is known. */
export const CHECK_VALUES = {
	remedy: 'Check the values of this item.',
	elsewhere: 'Check the fields of the node.',
};

/**
 * The failure for a field that cannot be sent as it is.
 *
 * @param field the field's display name
 * @param problem what is wrong, continuing the name, e.g. `is empty`
 * @param remedy what is allowed and how to go on, whole sentences
 */
export function invalidField(field: string, problem: string, remedy: string): Failure {
	return new Failure({ message: `"${field}" ${problem}`, remedy, delivery: 'notSent', field });
}

/**
 * The failure for what was not begun because the execution was stopped. n8n takes an error for a stop by its own spelling of `canceled`.
 *
 * @param what e.g. `this item was sent`
 */
export function cancelledBefore(what: string): Failure {
	return new Failure({
		message: `The execution was canceled before ${what}`,
		remedy: '',
		anew: 'Run it again if it is still wanted.',
		delivery: 'notSent',
	});
}

/** What n8n says when the credential of a node was deleted. */
const CREDENTIAL_GONE = /^Credential with ID .* does not exist/;

const credentialGone = (delivery: Delivery) =>
	new Failure({
		message: 'The credential of the node is no longer there',
		remedy:
			'It was deleted, or the flow comes from another n8n: open the node and choose another credential, or make a new one.',
		delivery,
	});

/** What n8n says when no credential is chosen. */
const NO_CREDENTIAL = 'Node does not have any credentials set';

const credentialMissing = (delivery: Delivery) =>
	new Failure({
		message: 'The node has no credential',
		remedy: 'Choose one at the top of the node, or make a new one there.',
		delivery,
	});

/**
 * Turns anything caught into a `Failure`, so that the code above it knows one shape only.
 *
 * @param delivery what became of the request where the error is none of ours: `uncertain` once one that writes has left
 */
export function asFailure(caught: unknown, delivery: Delivery = 'notSent'): Failure {
	if (caught instanceof Failure) return caught;
	const { message, description, cause } = (caught ?? {}) as Record<string, unknown>;
	// n8n wraps what a credential's `preAuthentication` throws
	if (cause instanceof Failure) return cause;
	if (CREDENTIAL_GONE.test(String(message))) return credentialGone(delivery);
	if (String(message).startsWith(NO_CREDENTIAL)) return credentialMissing(delivery);
	return new Failure({
		message: typeof message === 'string' && message !== '' ? message : 'The node stopped unexpectedly',
		remedy: typeof description === 'string' ? description : '',
		delivery,
	});
}

function vendorSentence({ vendor, vendorText, vendorCode, httpStatus }: FailureFacts): string {
	const numbers = [
		vendorCode === undefined ? '' : `code ${vendorCode}`,
		httpStatus === undefined ? '' : `HTTP ${httpStatus}`,
	].filter((part) => part !== '');
	const tail = numbers.length > 0 ? ` (${numbers.join(', ')})` : '';
	if (vendorText) return `${vendor ?? 'The vendor'} said: "${vendorText}"${tail}.`;
	return tail === '' ? '' : `${vendor ?? 'The vendor'} answered without a reason${tail}.`;
}

/** What comes before a second try: nothing where the first one certainly had no effect, else a look at what it has left. */
function beforeAnother({ delivery, vendor = 'the vendor', repeatable, anew = '' }: FailureFacts): string {
	if (delivery !== 'uncertain') return anew;
	const look = `The request may have been carried out: look into ${vendor} first, and send it again only if it is not there.`;
	// The option repeats only what is marked as repeatable
	return repeatable
		? `${look} Where a double does no harm, "Retry Uncertain Sends" in the options sends it again by itself.`
		: look;
}

/** The text under the message: how to go on, then the vendor's own words and numbers. */
export function describe(facts: FailureFacts): string {
	return [
		beforeAnother(facts),
		facts.before ? 'It was not sent again.' : '',
		facts.remedy,
		vendorSentence(facts),
		facts.tries !== undefined && facts.tries > 1 ? `Tried ${facts.tries} times.` : '',
		facts.networkCode ? `Network code: ${facts.networkCode}.` : '',
	]
		.map((sentence) => sentence.trim())
		.filter((sentence) => sentence !== '')
		.join(' ');
}

/**
 * The `json` of an item that stands for a failure, under On Error "Continue". Its one key `error` is what makes every version of n8n send the
 * item to the error output, and keep the input's own fields beside it there; an item with an `error` property would lose both.
 *
 * @param node whose item it is
 */
export function failureJson({ facts }: Failure, node: INode): IDataObject {
	const { field, item, vendorCode, vendorText, httpStatus, delivery, done } = facts;
	const known = {
		...words(node, facts),
		delivery,
		field,
		item,
		vendorCode,
		vendorText,
		httpStatus,
		done,
	};
	return { error: Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)) };
}

/** Whether the node is a tool of an AI agent: n8n hands its model the message of an error alone. */
export function isTool({ type }: INode): boolean {
	return type.endsWith('Tool');
}

/** What is shown of a failure: to a person in two parts, to a model all in the first. */
function words(node: INode, facts: FailureFacts): { message: string; description?: string } {
	if (!isTool(node)) return { message: facts.message, description: describe(facts) };
	return { message: messageForModel(facts), description: vendorSentence(facts) || undefined };
}

/** What happened, whether it may have arrived, and what would be right; then the vendor's own words. */
function messageForModel(facts: FailureFacts): string {
	const { message, delivery, done, anew, remedy } = facts;
	const right = [anew, remedy].filter(Boolean).join(' ').replace(/\.$/, '');
	const nothing = done ? 'not all of it was carried out' : 'nothing was carried out';
	const sentence =
		delivery === 'uncertain'
			? [message, 'it may have arrived: do not send it again', done && right]
			: [message, nothing, right && `to put it right: ${right}`];
	return `${sentence.filter(Boolean).join('; ')}. ${vendorSentence(facts)}`.trimEnd();
}

function operationError(node: INode, { facts }: Failure, itemIndex?: number): NodeOperationError {
	const { message, description } = words(node, facts);
	return new NodeOperationError(node, message, { description, itemIndex });
}

function apiError(node: INode, { facts }: Failure, itemIndex?: number): NodeApiError {
	const { vendorText, vendorCode, httpStatus, cause, repeatAfterMs: retryAfterMs } = facts;
	const { message, description } = words(node, facts);
	const answer: JsonObject = { message: vendorText ?? facts.message };
	const error = new NodeApiError(node, answer, {
		message,
		description,
		httpCode: String(httpStatus ?? 'none'),
		itemIndex,
		...(cause ? { failure: { cause, ...(retryAfterMs ? { retryAfterMs } : {}) } as Hint } : {}),
	});
	if (httpStatus === undefined) error.httpCode = null;
	error.context.data = {
		...(vendorCode === undefined ? {} : { code: vendorCode }),
		...(vendorText === undefined ? {} : { message: vendorText }),
		delivery: facts.delivery,
	};
	return error;
}

/**
 * n8n's error for a failure, with its item index. A failure before anything was sent becomes a
 * `NodeOperationError`, one of the network or the vendor a `NodeApiError`.
 */
export function toNodeError(
	node: INode,
	failure: Failure,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	const spoken = failure.facts.httpStatus === undefined && failure.facts.networkCode === undefined;
	const error =
		spoken && failure.facts.delivery === 'notSent'
			? operationError(node, failure, itemIndex)
			: apiError(node, failure, itemIndex);
	// n8n swaps a message that happens to hold a network code (a file named ENOENT.txt is enough) for its own text
	error.message = words(node, failure.facts).message;
	return error;
}
