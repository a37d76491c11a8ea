import { DateTime } from 'luxon';
import type { INodeParameters } from 'n8n-workflow';

import type { Fault } from '../sandbox';

/**
 * What the user learns about an item: the vendor has it; the vendor does not have it; or nobody can tell, so that the user has to look
 * before sending it again.
 */
export type Report = 'delivered' | 'not delivered' | 'uncertain';

/** What a fault can do to a vendor before the node runs. */
export interface Stage {
	/** Spoils calls that carry items out, after the first where there are many: two of them, unless told otherwise. */
	strike(fault: Fault, times?: number): void;
	/** Ends the node's session just before one of those calls arrives. */
	expireSession(): void;
	/** Puts another address into the credential. */
	moveTo(change: (url: string) => string): void;
	/** The address of a host that nobody may call. */
	elsewhere: string;
}

/** One thing that can go wrong, and what the user of most nodes learns then. */
export interface FaultCase {
	arrange(stage: Stage): void;
	/** What a node that posts something reports. */
	writes: Report;
	/** What a node that only reads reports; it may ask again as often as it likes. */
	reads: Report;
	/** Which items it is about: all, some in the middle of many (the default), or all after the first. */
	hits?: 'all' | 'some' | 'rest';
	/** It is about the session, not about a call. */
	session?: true;
	/** The vendor speaks https with a certificate that nobody trusts. */
	untrusted?: true;
	options?: INodeParameters;
}

const delivered = { writes: 'delivered', reads: 'delivered' } as const;
const notDelivered = { writes: 'not delivered', reads: 'not delivered' } as const;
/** Nobody knows whether the vendor has it; a read is simply repeated. */
const uncertain = { writes: 'uncertain', reads: 'delivered' } as const;

/** Connecting is tried again after half a second; once is enough here. */
const unreachable = { ...notDelivered, hits: 'all', options: { maxTries: 2 } } as const;

const TIMEOUT_MS = 4_000;
const impatient = { ...uncertain, options: { timeout: TIMEOUT_MS } } as const;

const status = (code: number, retryAfter?: string): Fault => ({
	kind: 'status',
	status: code,
	body: '',
	...(retryAfter === undefined ? {} : { headers: { 'retry-after': retryAfter } }),
});

const inASecond = () => String(DateTime.utc().plus({ seconds: 1 }).toHTTP());

const table = {
	// Nobody listens at the discard port; the port of a vendor that was stopped would soon be another one's
	'connection refused': {
		...unreachable,
		arrange: (stage) => stage.moveTo((url) => url.replace(/:\d+$/, ':9')),
	},
	'host name unknown': {
		...unreachable,
		arrange: (stage) => stage.moveTo((url) => url.replace('127.0.0.1', 'unknown.invalid')),
	},
	'DNS server silent': {
		...unreachable,
		arrange: (stage) => stage.moveTo((url) => url.replace('127.0.0.1', 'silent.invalid')),
	},
	'certificate not trusted': { ...unreachable, untrusted: true, arrange: () => undefined },
	'no TLS at the port': {
		...unreachable,
		arrange: (stage) => stage.moveTo((url) => url.replace('http:', 'https:')),
	},
	'connection reset before the vendor acts': {
		...uncertain,
		arrange: (stage) => stage.strike({ kind: 'resetBefore' }),
	},
	'connection reset after the vendor has acted': {
		...uncertain,
		arrange: (stage) => stage.strike({ kind: 'resetAfter' }),
	},
	'timeout, the vendor acts all the same': {
		...impatient,
		arrange: (stage) => stage.strike({ kind: 'delay', ms: TIMEOUT_MS + 500 }, 1),
	},
	'no answer for 30 seconds': { ...impatient, arrange: (stage) => stage.strike({ kind: 'hang' }, 1) },
	'answer trickles in': {
		...impatient,
		arrange: (stage) => stage.strike({ kind: 'slowBody', ms: TIMEOUT_MS / 3 }, 1),
	},
	'429 with Retry-After in seconds': { ...delivered, arrange: (stage) => stage.strike(status(429, '1')) },
	'429 with Retry-After as a date': {
		...delivered,
		arrange: (stage) => stage.strike(status(429, inASecond())),
	},
	'429 without Retry-After': { ...delivered, arrange: (stage) => stage.strike(status(429)) },
	'429 for longer than allowed': {
		...notDelivered,
		hits: 'rest',
		arrange: (stage) => stage.strike(status(429, '3600'), Infinity),
	},
	'503 with Retry-After': { ...delivered, arrange: (stage) => stage.strike(status(503, '1')) },
	'503 without Retry-After': { ...uncertain, arrange: (stage) => stage.strike(status(503)) },
	'server error 500': { ...uncertain, arrange: (stage) => stage.strike(status(500)) },
	'401 once': { ...delivered, arrange: (stage) => stage.strike(status(401), 1) },
	'proxy asks for a login': { ...notDelivered, arrange: (stage) => stage.strike(status(407)) },
	'session expires in the middle of a run': {
		...delivered,
		session: true,
		arrange: (stage) => stage.expireSession(),
	},
	'web page with status 200': {
		writes: 'uncertain',
		reads: 'not delivered',
		arrange: (stage) => stage.strike({ kind: 'html' }),
	},
	'JSON cut in half': { ...uncertain, arrange: (stage) => stage.strike({ kind: 'cutJson' }) },
	'connection breaks in the middle of the answer': {
		...uncertain,
		arrange: (stage) => stage.strike({ kind: 'truncated' }),
	},
	'empty answer': {
		writes: 'uncertain',
		reads: 'not delivered',
		arrange: (stage) => stage.strike({ kind: 'empty' }),
	},
	'JSON of another shape': {
		writes: 'uncertain',
		reads: 'not delivered',
		arrange: (stage) => stage.strike({ kind: 'wrongShape' }),
	},
	'redirect to another host': {
		...notDelivered,
		arrange: (stage) => stage.strike({ kind: 'redirect', location: stage.elsewhere, status: 307 }),
	},
} satisfies Record<string, FaultCase>;

export type FaultName = keyof typeof table;

/** Every fault of the matrix, by the name that the users' page has for it. */
export const faults: Record<FaultName, FaultCase> = table;

export const faultNames = Object.keys(faults) as FaultName[];
