import { ROWS_A_CHAT } from '../client/items';
import type { NodeWork } from '../job';
import type { Lab } from '../lab';
import { percent, withSpread } from '../report/numbers';
import type { Report } from '../report/report';
import { type Case, type Effort, measure, type Measured, of, ratios, rss, wall } from '../rounds';
import { chatsByHand, chatsNode } from '../works';

const GOES_ON = 'CallGear Upload Chats, On Error: Continue';
const STOPS = 'CallGear Upload Chats, On Error: Stop';
const HAND = 'by hand: n8n’s helper, 50 a request, nothing checked';

/** How much of the CPU by hand the node took when it built all chats before it sent the first. */
const BEFORE = 3.22;
const OF_BEFORE = 0.9;
const MOST_MB = 40;

const cpu = ({ cpuMs }: { cpuMs: number }) => cpuMs;
const held = ({ spent }: Measured) => spent.map(({ held: memory }) => memory ?? { peakMb: NaN, endMb: NaN });
const collected = (name: string) => `${name}, garbage collected all the time`;

/** Very many chats from the rows of a table: what is held beside n8n's own items, and what each costs. */
export async function manyRows(lab: Lab, effort: Effort, progress: (line: string) => void): Promise<Report> {
	const chats = Math.ceil(50_000 / effort.less);
	const url = lab.urls.http;
	const node = chatsNode(url, 'rows');
	const works: Record<string, NodeWork> = {
		[GOES_ON]: node,
		[STOPS]: { ...node, onError: 'stopWorkflow' },
		[HAND]: chatsByHand(url),
	};
	const cases = Object.entries(works).flatMap(([name, work]): Case[] => {
		const items = { kind: 'rows', count: chats * ROWS_A_CHAT } as const;
		const job = { do: 'run', items, warmUp: { ...items, count: 600 }, work } as const;
		const behaviour = { latencyMs: 20 };
		return [
			{ name, behaviour, job },
			{ name: collected(name), behaviour, job: { ...job, collects: true } },
		];
	});
	const measured = await measure(lab, cases, effort, progress);
	const delivered = (name: string) => of(measured, name).tallies.map(({ distinct }) => distinct / chats);
	const peaks = (name: string) => held(of(measured, collected(name))).map(({ peakMb }) => peakMb);
	const byHand = peaks(HAND);
	const beyond = (name: string) => peaks(name).map((peak, round) => peak - byHand[round]);
	return {
		key: 'many-rows',
		number: 17,
		title: `${chats.toLocaleString('en')} chats from rows, a server that takes 20 ms`,
		about: `A table with a row for each of ${ROWS_A_CHAT} messages a chat. Memory held is measured in runs of their own, in which garbage is collected every second; by hand, n8n’s own items are held, rows and an output of the same form, and what is sent is let go. Before chats were a stream, the node took ${BEFORE} times the CPU of those sent by hand.`,
		columns: ['', 'ms per chat', 'CPU ms per chat', 'memory growth, MB', 'held at the most, MB', 'delivered'],
		rows: Object.keys(works).map((name) => {
			const one = of(measured, name);
			return [
				name,
				withSpread(one.spent.map((spent) => wall(spent) / chats)),
				withSpread(one.spent.map((spent) => cpu(spent) / chats)),
				withSpread(one.spent.map(rss)),
				withSpread(held(of(measured, collected(name))).map(({ peakMb }) => peakMb)),
				percent(delivered(name)),
			];
		}),
		gates: [GOES_ON, STOPS].flatMap((name) => [
			{ what: `${name}: delivered`, values: delivered(name), limit: 1, exactly: true },
			{ what: `${name}: memory held beyond that by hand, MB`, values: beyond(name), limit: MOST_MB },
			{
				what: `${name}: CPU / by hand`,
				values: ratios(of(measured, name), of(measured, HAND), cpu),
				limit: BEFORE * OF_BEFORE,
			},
		]),
		charts: [],
	};
}
