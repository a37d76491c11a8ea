import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { z } from 'zod';

const calls = z.object({
	release: z.string(),
	binaries: z.enum(['database', 'filesystem']),
	what: z.string(),
	calls: z.number(),
	/** Told to the caller, and held once at the vendor, the file byte for byte. */
	delivered: z.number(),
	lost: z.number(),
	doubled: z.number(),
	spoilt: z.number(),
	failed: z.number(),
	/** How many executions each worker took. */
	workers: z.array(z.number()),
});

const session = z.object({
	release: z.string(),
	node: z.string(),
	calls: z.number(),
	/** After how many deliveries the session was ended. */
	endedAfter: z.number(),
	once: z.number(),
	doubled: z.number(),
	signIns: z.number(),
});

const loss = z.object({
	release: z.string(),
	how: z.enum(['killed', 'frozen']),
	node: z.string(),
	sendOnce: z.boolean(),
	/** Messages handed to n8n. */
	given: z.number(),
	/** What the node has said of them. */
	told: z.object({
		posted: z.number(),
		refused: z.number(),
		notSent: z.number(),
		uncertain: z.number(),
		/** Nothing, because its execution was lost. */
		nothing: z.number(),
	}),
	/** How often the vendor has them. */
	held: z.object({ once: z.number(), more: z.number(), never: z.number() }),
	/** Told as posted and never held, or told as not sent or refused and held. */
	lies: z.number(),
	/** Messages that were told as nothing and are held. */
	silent: z.number(),
	/** Of those held more than once: how many came with the same message ID each time. */
	recognisable: z.number().optional(),
	/** How the executions ended. */
	states: z.record(z.number()),
	/** What n8n had made of them when a frozen worker went on. */
	meanwhile: z.record(z.number()).optional(),
	/** What n8n says of those that failed. */
	words: z.array(z.string()),
	/** From the loss to the end of the last execution, in seconds. */
	seconds: z.number(),
});

const trigger = z.object({
	release: z.string(),
	what: z.string(),
	/** Whether no event may be answered twice. */
	once: z.boolean(),
	events: z.number(),
	answered: z.number(),
	doubled: z.number(),
	executions: z.number(),
	/** How many the trigger has opened, where it keeps one. */
	connections: z.number().optional(),
});

const throughput = z.object({
	release: z.string(),
	workers: z.number(),
	calls: z.number(),
	/** Told to the caller, and held once at the vendor. */
	delivered: z.number(),
	vendorMs: z.number(),
	/** Calls a second. */
	rate: z.number(),
	/** How busy the machine was just before. */
	load: z.string(),
});

/** What was seen in queue mode. */
export const resultsShape = z.object({
	calls: z.array(calls).default([]),
	sessions: z.array(session).default([]),
	losses: z.array(loss).default([]),
	triggers: z.array(trigger).default([]),
	throughput: z.array(throughput).default([]),
});

export type Results = z.output<typeof resultsShape>;
export type CallsResult = Results['calls'][number];
export type SessionResult = Results['sessions'][number];
export type LossResult = Results['losses'][number];
export type TriggerResult = Results['triggers'][number];
export type ThroughputResult = Results['throughput'][number];

export const NO_RESULTS: Results = resultsShape.parse({});

/** Where they are kept, from the root. */
export const RESULTS_FILE = 'docs/queue-mode.json';

/** Rows of the same kind, the new ones instead of those of the same name. */
function merged<Row>(before: Row[], now: Row[], nameOf: (row: Row) => unknown): Row[] {
	const names = new Set(now.map((row) => JSON.stringify(nameOf(row))));
	const kept = before.filter((row) => !names.has(JSON.stringify(nameOf(row))));
	return [...kept, ...now].sort((a, b) =>
		JSON.stringify(nameOf(a)).localeCompare(JSON.stringify(nameOf(b)), 'en', { numeric: true }),
	);
}

/** What is kept, with what was seen now in its place. */
export function withResults(before: Results, now: Results): Results {
	return {
		calls: merged(before.calls, now.calls, ({ what, release, binaries }) => [release, binaries, what]),
		sessions: merged(before.sessions, now.sessions, ({ release, node }) => [release, node]),
		losses: merged(before.losses, now.losses, ({ how, release, node, sendOnce }) => [
			how,
			release,
			node,
			sendOnce,
		]),
		triggers: merged(before.triggers, now.triggers, ({ release, what }) => [release, what]),
		throughput: merged(before.throughput, now.throughput, ({ release, workers }) => [release, workers]),
	};
}

/** Keeps what was seen, beside what earlier runs have seen of other things. */
export function keepResults(path: string, now: Results): void {
	const before = existsSync(path) ? resultsShape.parse(JSON.parse(readFileSync(path, 'utf8'))) : NO_RESULTS;
	writeFileSync(path, `${JSON.stringify(withResults(before, now), null, '\t')}\n`);
}

/** What must never be: each in a sentence. */
export function breachesOf({
	calls: allCalls,
	sessions,
	losses,
	triggers,
	throughput: rates,
}: Results): string[] {
	return [
		...rates
			.filter((row) => row.delivered !== row.calls)
			.map((row) => `${row.workers} workers: of ${row.calls} calls ${row.delivered} were delivered once`),
		...allCalls
			.filter((row) => row.delivered !== row.calls)
			.map((row) => `${row.what}: of ${row.calls} calls ${row.delivered} were delivered once and whole`),
		...allCalls
			.filter(
				(row) =>
					Math.min(...row.workers) <
					0.2 * (row.workers.reduce((sum, one) => sum + one, 0) / row.workers.length),
			)
			.map((row) => `${row.what}: the workers had ${row.workers.join(' and ')} of the executions`),
		...sessions
			.filter((row) => row.once !== row.calls)
			.map(
				(row) => `${row.node}: of ${row.calls} messages around the end of a session ${row.once} arrived once`,
			),
		...losses.flatMap(breachesOfLoss),
		...triggers
			.filter((row) => row.answered !== row.events)
			.map((row) => `${row.what}: of ${row.events} events ${row.answered} were answered`),
		...triggers
			.filter((row) => row.once && row.doubled > 0)
			.map((row) => `${row.what}: ${row.doubled} events were answered twice`),
		...triggers
			.filter(({ connections = 1 }) => connections !== 1)
			.map((row) => `${row.what}: ${row.connections} connections were opened`),
	];
}

function breachesOfLoss(row: LossResult): string[] {
	const { told, held, given } = row;
	const title = `${row.node} on n8n ${row.release}, worker ${row.how}${row.sendOnce ? ', Send Once' : ''}`;
	const sum = told.posted + told.refused + told.notSent + told.uncertain + told.nothing;
	return [
		...(sum === given ? [] : [`${title}: ${given} given, ${sum} accounted for`]),
		...(row.lies === 0 ? [] : [`${title}: ${row.lies} are told as something else than they are`]),
		...(row.sendOnce && held.more > 0 ? [`${title}: ${held.more} were posted more than once`] : []),
	];
}
