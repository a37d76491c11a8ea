/** Asks a vendor at intervals for what is new since the last time, once for each thing that is. */

import {
	type IDataObject,
	type ICredentialDataDecryptedObject,
	type INodeExecutionData,
	type IPollFunctions,
} from 'n8n-workflow';
import { z } from 'zod';

import { readCredential } from './credential';
import { asFailure, Failure, toNodeError, withoutItems } from './errors';
import { fingerprintOf } from './fingerprint';
import { outputCleaner } from './http';
import { Memory } from './memory';
import type { RequestOptions } from './options';
import { cleaned } from './secrets';

/** What can happen at a vendor, as a room reads it. */
export interface PollSource<Row> {
	/**
	 * The rows from a time on, in milliseconds, the oldest first; a few that are older do no harm.
	 *
	 * @param known the state of the row that was last given under a key; undefined where there was none
	 */
	since: (time: number, known: (key: string) => string | undefined) => AsyncIterable<Row>;
	/** So many of the newest rows, the newest first. */
	newest: (count: number) => AsyncIterable<Row>;
	/** What tells a row from every other. */
	key: (row: Row) => string;
	/** What starts the flow anew, under the same key, whenever it is another than the last time; left out where nothing changes. */
	state?: (row: Row) => string;
	/** When it happened, in milliseconds, by the vendor's clock. */
	time: (row: Row) => number;
	/**
	 * The item that starts the flow; undefined for a row that the user does not want.
	 *
	 * @param knew whether a row of this key was there before this poll; in a test from the editor it is taken so
	 */
	item: (row: Row, knew: (key: string) => boolean) => INodeExecutionData | undefined;
}

/** What a room tells of its trigger. */
export interface Polling<Row> {
	/** The type of the credential that signs the requests. */
	credential: string;
	/** Those of its values that tell one account at the vendor from another. */
	account: (credentials: ICredentialDataDecryptedObject) => unknown[];
	/** What of the trigger's fields decides which rows there are: with other ones, what is there already is only noted once more. */
	choice: unknown[];
	/** How far back each poll reads, in milliseconds: what the vendor shows so late is found all the same, and so is what its clock puts so early. */
	overlapMs: number;
	/** Makes the source; nothing is asked for before a row of it is taken. */
	open: (context: IPollFunctions, options: RequestOptions) => Promise<PollSource<Row>>;
}

/** How many rows one poll gives at the most; the next one goes on from there. */
export const MOST_ROWS = 1000;

/** How many rows are known by their keys from one poll to the next; where more lie within the overlap, it is shortened. */
export const MOST_KNOWN = 5000;

/** For a vendor that refuses without saying for how long. */
const REFUSED_MS = 60_000;

/** A vendor that wants to be left alone for longer is asked once in an hour. */
const LONGEST_REFUSAL_MS = 3_600_000;

const ASKS_AGAIN =
	'The trigger asks again when that time is over, and misses nothing. If it happens again and again, poll less often.';

/** The next poll would come no further: it reads the same again. */
const TOO_SLOW = new Failure({
	message:
		'What happened before could not be read in the time that n8n gives a poll, so nothing new was found',
	remedy:
		'Have the trigger watch less: a shorter time, or by its filters. It misses nothing that is still watched then.',
	delivery: 'notSent',
});

/** Of n8n versions that set none. */
const BUDGET_MS = 300_000;

/** Among so many of the newest rows one is looked for that the user wants, as the sample. */
const SAMPLED = 20;

/** What is kept with the workflow. Times in milliseconds, by the vendor's clock. */
const stateShape = z.object({
	/** Of the account and the choice that it is about. */
	of: z.string(),
	/** Of the last row. */
	cursor: z.number(),
	/** From when on rows are read again. */
	floor: z.number(),
	/** The keys of the rows from the floor on that were given, with their times and states. */
	border: z.array(z.tuple([z.string(), z.number(), z.string()])),
});
type State = z.infer<typeof stateShape>;

/** The nodes whose poll is not over yet. */
const underWay = new Set<string>();

/** Until when a credential's vendor wants no requests. */
const refusals = new Memory<number>({ entries: 1000, ms: LONGEST_REFUSAL_MS });

/**
 * The whole of a trigger's `poll()`. Nothing is lost or given twice as long as n8n keeps what it was told: the first poll only notes what is there
 * already; each later one reads back over an overlap, and knows by their keys the rows in it. A poll that begins while another one of its node is
 * running, or while the vendor wants no requests, gives nothing. A manual run gives one sample and changes nothing.
 *
 * @param told what the room tells, or how it is read from the trigger's fields
 * @returns the items that start the flow, or null
 * @throws NodeApiError or NodeOperationError; n8n shows it among the executions, and its newer versions wait before they poll again
 */
export async function poll<Row>(
	context: IPollFunctions,
	told: Polling<Row> | ((context: IPollFunctions) => Polling<Row>),
): Promise<INodeExecutionData[][] | null> {
	const node = context.getNode();
	// n8n keeps one context for all polls, and what is read once in an execution is to be read anew in each
	const tick = Object.create(context) as IPollFunctions;
	try {
		const polling = typeof told === 'function' ? told(tick) : told;
		if (context.getMode() === 'manual') return await sample(tick, polling);
		const place = `${context.getWorkflow().id} ${node.id}`;
		if (underWay.has(place)) return null;
		underWay.add(place);
		try {
			return await unlessRefused(tick, polling);
		} finally {
			underWay.delete(place);
		}
	} catch (caught) {
		throw toNodeError(node, withoutItems(asFailure(caught)));
	}
}

async function sample<Row>(tick: IPollFunctions, { open }: Polling<Row>): Promise<INodeExecutionData[][]> {
	const { newest, item } = await open(tick, optionsOf(budgetOf(tick)));
	for await (const row of newest(SAMPLED)) {
		const one = item(row, () => true);
		if (one) return [await shown(tick, [one])];
	}
	throw new Failure({
		message: 'There is nothing yet that would start the flow',
		remedy:
			'That need not be a fault: once it is published, the flow starts with what happens from then on. For a test event, let something happen at the vendor first, or have the fields of the trigger let more through.',
		delivery: 'notSent',
	});
}

async function unlessRefused<Row>(
	tick: IPollFunctions,
	polling: Polling<Row>,
): Promise<INodeExecutionData[][] | null> {
	const { credential, account } = polling;
	const { id } = tick.getNode().credentials?.[credential] ?? {};
	const who = fingerprintOf([credential, id, ...account(await readCredential(tick, credential, 0))]);
	if ((refusals.get(who) ?? 0) > Date.now()) return null;
	const rows = await newRows(tick, polling, who);
	if (rows.length === 0) return null;
	return [await shown(tick, rows)];
}

/** Notes a refusal with its wait. @returns whether there is one */
function noteRefusal(who: string, { facts }: Failure): boolean {
	const { cause, repeatAfterMs } = facts;
	const wanted = repeatAfterMs ?? (cause === 'rate-limited' ? REFUSED_MS : undefined);
	if (wanted === undefined) return false;
	refusals.set(who, Date.now() + Math.min(wanted, LONGEST_REFUSAL_MS));
	return true;
}

async function newRows<Row>(
	tick: IPollFunctions,
	{ open, overlapMs, choice }: Polling<Row>,
	who: string,
): Promise<INodeExecutionData[]> {
	const of = fingerprintOf([who, ...choice]);
	const budgetMs = budgetOf(tick);
	const enough = Date.now() + budgetMs / 2;
	const kept = tick.getWorkflowStaticData('node');
	const before = stateShape.safeParse(kept.polled).data;
	try {
		const source = await open(tick, optionsOf(budgetMs));
		const seeds = before?.of !== of;
		const state = seeds ? await beginning(source, of, overlapMs) : before;
		const { rows, known, failure } = await readNew(source, state, seeds ? {} : { most: MOST_ROWS, enough });
		if (failure && (seeds || rows.length === 0)) throw failure;
		if (failure) noteRefusal(who, failure);
		const earlier = new Set(state.border.map(([key]) => key));
		const items = seeds ? [] : rows.flatMap((row) => source.item(row, (key) => earlier.has(key)) ?? []);
		kept.polled = moved(state, rows.map(source.time), known, overlapMs);
		return items;
	} catch (caught) {
		const failure = asFailure(caught);
		const waits = noteRefusal(who, failure);
		// A trigger has none of the options that an action node would be told of
		throw waits ? failure.with({ remedy: ASKS_AGAIN, anew: '' }) : failure;
	}
}

/** Before anything is known: the newest row tells the vendor's time. */
async function beginning<Row>(
	{ newest, time }: PollSource<Row>,
	of: string,
	overlapMs: number,
): Promise<State> {
	let cursor = Date.now();
	for await (const row of newest(1)) cursor = Math.min(cursor, dated(time(row)));
	return { of, cursor, floor: cursor - overlapMs, border: [] };
}

/** Without it the place would be lost to which the vendor was read. */
function dated(time: number): number {
	if (!Number.isNaN(time)) return time;
	throw new Failure({
		message: 'The vendor does not tell when something happened',
		remedy:
			'What has happened before it was given. Ask the vendor what is wrong with the newest of its records.',
		delivery: 'notSent',
	});
}

interface Given {
	time: number;
	state: string;
}

interface Read<Row> {
	rows: Row[];
	/** All that were given, by their keys, as they were the last time. */
	known: Map<string, Given>;
	/** Why reading ended early. What came before it is good. */
	failure?: Failure;
}

async function readNew<Row>(
	{ since, key, time, state = () => '' }: PollSource<Row>,
	{ floor, border }: State,
	{ most = Infinity, enough = Infinity }: { most?: number; enough?: number },
): Promise<Read<Row>> {
	const known = new Map(border.map(([name, at, was]) => [name, { time: at, state: was }]));
	const rows: Row[] = [];
	try {
		for await (const row of since(floor, (name) => known.get(name)?.state)) {
			const now = { time: dated(time(row)), state: state(row) };
			if (now.time >= floor && known.get(key(row))?.state !== now.state) {
				known.set(key(row), now);
				rows.push(row);
			}
			if (rows.length >= most) break;
			if (Date.now() < enough) continue;
			if (rows.length === 0) throw TOO_SLOW;
			break;
		}
	} catch (caught) {
		return { rows, known, failure: asFailure(caught) };
	}
	return { rows, known };
}

/** The state after some rows. The cursor never runs ahead of our own clock: a row that is dated in the future must not hide those that come before it. */
function moved(
	{ of, cursor, floor }: State,
	times: number[],
	known: Map<string, Given>,
	overlapMs: number,
): State {
	const last = times.reduce((latest, time) => Math.max(latest, time), cursor);
	const reached = Math.max(cursor, Math.min(last, Date.now()));
	const newestFirst = [...known]
		.map(([key, given]): State['border'][number] => [key, given.time, given.state])
		.sort(([, a], [, b]) => b - a);
	// The time of the newest row that is not kept
	const [, dropped = -Infinity] = newestFirst.at(MOST_KNOWN) ?? [];
	const from = Math.max(floor, reached - overlapMs, dropped + 1);
	return { of, cursor: reached, floor: from, border: newestFirst.filter(([, time]) => time >= from) };
}

/** In milliseconds. */
function budgetOf(context: Partial<IPollFunctions>): number {
	return context.getPollBudgetMs?.() ?? BUDGET_MS;
}

/** How the vendor is asked: a page that is begun within half of the budget is over within the other half, all tries included. */
function optionsOf(budgetMs: number): RequestOptions {
	return {
		itemIndex: 0,
		waited: { ms: 0 },
		retry: { maxTries: 3, maxWaitMs: Math.min(10_000, budgetMs / 8), retryUncertain: false },
		timeoutMs: Math.min(30_000, budgetMs / 8),
	};
}

async function shown(tick: IPollFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	const clean = await outputCleaner(tick);
	return items.map((item) => ({ ...item, json: cleaned<IDataObject>(item.json, clean) }));
}
