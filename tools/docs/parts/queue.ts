import { uniq } from 'lodash';

import {
	type LossResult,
	type Results,
	resultsShape,
	RESULTS_FILE,
	type ThroughputResult,
} from '../../queue/results';
import { table } from '../markdown';
import type { Material } from '../material';

const BINARIES = { database: "n8n's database", filesystem: 'a shared folder' };

function callsTable({ calls }: Results): string {
	return table(
		[
			'n8n',
			'flow',
			'binary data in',
			'calls',
			'delivered once, whole',
			'lost',
			'doubled',
			'failed',
			'by each worker',
		],
		calls.map((row) =>
			[
				row.release,
				row.what,
				BINARIES[row.binaries],
				row.calls,
				row.delivered,
				row.lost,
				row.doubled,
				row.failed,
				row.workers.join(' and '),
			].map(String),
		),
	);
}

function sessionsTable({ sessions }: Results): string {
	return table(
		['n8n', 'node', 'messages', 'session ended after', 'arrived once', 'doubled', 'sign-ins'],
		sessions.map((row) =>
			[row.release, `\`${row.node}\``, row.calls, row.endedAfter, row.once, row.doubled, row.signIns].map(
				String,
			),
		),
	);
}

const HOW = { killed: 'killed (SIGKILL)', frozen: 'frozen for 45 s' };

function statesOf({ states, meanwhile }: LossResult): string {
	const ended = inWords(states);
	return meanwhile && meanwhile.error ? `${ended}; ${inWords(meanwhile)} while it stood still` : ended;
}

function inWords(states: Record<string, number>): string {
	return Object.entries(states)
		.map(([state, count]) => `${count} \`${state}\``)
		.sort()
		.join(', ');
}

function heldMore({ held, recognisable }: LossResult): string {
	if (held.more === 0 || recognisable === undefined) return String(held.more);
	return `${held.more} (${recognisable} under the same ID)`;
}

function lossesTable({ losses }: Results): string {
	return table(
		[
			'n8n',
			'worker',
			'node',
			'Send Once',
			'messages',
			'told: posted',
			'told: uncertain',
			'told: not sent',
			'told nothing',
			'… of them posted',
			'posted once',
			'more than once',
			'never',
			'executions',
		],
		losses.map((row) =>
			[
				row.release,
				HOW[row.how],
				`\`${row.node}\``,
				row.sendOnce ? 'on' : 'off',
				row.given,
				row.told.posted,
				row.told.uncertain,
				row.told.notSent + row.told.refused,
				row.told.nothing,
				row.silent,
				row.held.once,
				heldMore(row),
				row.held.never,
				statesOf(row),
			].map(String),
		),
	);
}

/** What n8n says in the executions that it gave up. */
function wordsOf({ losses }: Results): string {
	const releases = uniq(losses.map(({ release }) => release));
	return releases
		.flatMap((release) => {
			const words = uniq(losses.filter((row) => row.release === release).flatMap((row) => row.words));
			return words.map((said) => `- n8n ${release}: "${said}"`);
		})
		.join('\n');
}

function triggersTable({ triggers }: Results): string {
	return table(
		['n8n', 'events', 'sent', 'answered', 'answered twice', 'executions', 'connections'],
		triggers.map((row) =>
			[
				row.release,
				row.what,
				row.events,
				row.answered,
				row.doubled,
				row.executions,
				row.connections ?? '',
			].map(String),
		),
	);
}

function throughputTable({ throughput }: Results): string {
	const first = (release: string) =>
		throughput.find((row) => row.release === release && row.workers === 1) as ThroughputResult;
	return table(
		[
			'n8n',
			'workers',
			'the vendor takes',
			'as many calls a second as one worker',
			'load of the machine before',
		],
		throughput.map((row) => [
			row.release,
			String(row.workers),
			`${row.vendorMs} ms`,
			`${(row.rate / first(row.release).rate).toFixed(1)} ×`,
			row.load,
		]),
	);
}

const TABLES: Record<string, (results: Results) => string> = {
	calls: callsTable,
	sessions: sessionsTable,
	losses: lossesTable,
	words: wordsOf,
	triggers: triggersTable,
	throughput: throughputTable,
};

/** A table of what was seen in queue mode. */
export function queueTable({ source }: Material, about: string): string {
	if (!Object.hasOwn(TABLES, about)) throw new Error(`There is no table of "${about}" in queue mode`);
	const results = resultsShape.parse(JSON.parse(source(RESULTS_FILE)));
	const kind = about === 'words' ? 'losses' : (about as keyof Results);
	return results[kind].length > 0 ? TABLES[about](results) : '*Not measured yet.*';
}
