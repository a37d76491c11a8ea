import type { Behaviour, ItemSource, NodeWork } from '../job';
import type { Lab } from '../lab';
import { median, percent, withSpread } from '../report/numbers';
import type { Gate, Report } from '../report/report';
import { type Case, type Effort, measure, type Measured, of, perItem, ratios, wall } from '../rounds';
import { messageByHttpRequest, messageNode } from '../works';

const PACK = 'SuperOffice Add Chat Message, as it comes';
const HTTP = 'HTTP Request, as it comes';
const LATENCY_MS = 150;
const PER_SECOND = 20;

/** The key of the report that the document opens with. */
export const OPENING = 'opening';

const fixed = (number: number) => `SuperOffice Add Chat Message, ${number} at once`;

type Progress = (line: string) => void;

interface Trial {
	/** The numbers that a user could have set. */
	numbers: number[];
	behaviour: Behaviour;
	items: ItemSource;
	withHttpRequest?: false;
}

async function compare(lab: Lab, effort: Effort, progress: Progress, trial: Trial) {
	const { numbers, behaviour, items, withHttpRequest = true } = trial;
	const url = lab.urls.http;
	const works: Record<string, NodeWork> = {
		[PACK]: messageNode(url, {}),
		...Object.fromEntries(
			numbers.map((concurrency) => [fixed(concurrency), messageNode(url, { concurrency })]),
		),
		...(withHttpRequest ? { [HTTP]: messageByHttpRequest(url, 'default') } : {}),
	};
	const cases = Object.entries(works).map(([name, work]): Case => {
		const warmUp = { ...items, count: Math.min(items.count, 100) };
		return { name, behaviour, job: { do: 'run', items, warmUp, work } };
	});
	return await measure(lab, cases, effort, progress);
}

const delivered = ({ items, tallies }: Measured) => tallies.map(({ distinct }) => distinct / items);
const doubled = ({ tallies }: Measured) => tallies.map(({ accepted, distinct }) => accepted - distinct);
const requests = ({ items, tallies }: Measured) => tallies.map((tally) => tally.requests / items);

function exact(measured: Map<string, Measured>): Gate[] {
	const pack = of(measured, PACK);
	return [
		{ what: 'delivered', values: delivered(pack), limit: 1, exactly: true },
		{ what: 'doubled', values: doubled(pack), limit: 0, exactly: true },
	];
}

/** The time of the best of the numbers, round by round. */
function best(measured: Map<string, Measured>, numbers: number[]): number[] {
	const rounds = numbers.map((number) => of(measured, fixed(number)).spent.map(wall));
	return rounds[0].map((_, round) => Math.min(...rounds.map((times) => times[round])));
}

function overBest(measured: Map<string, Measured>, numbers: number[]): number[] {
	const times = best(measured, numbers);
	return of(measured, PACK).spent.map((spent, round) => wall(spent) / times[round]);
}

const COLUMNS = ['', 'ms', 'ms per item', 'delivered', 'requests / items', 'most in flight'];

function row(measured: Measured): string[] {
	return [
		measured.name,
		withSpread(measured.spent.map(wall)),
		withSpread(perItem(measured, wall)),
		percent(delivered(measured)),
		withSpread(requests(measured)),
		withSpread(measured.tallies.map(({ mostInFlight }) => mostInFlight)),
	];
}

const messages = (count: number, { less }: Effort): ItemSource => ({
	kind: 'messages',
	count: Math.ceil(count / less),
});

/** What a user wants to know first: how long messages take, and what becomes of them where the vendor allows only so many. */
export async function opening(lab: Lab, effort: Effort, progress: Progress): Promise<Report> {
	const items = messages(1000, effort);
	const compared = async (behaviour: Behaviour) =>
		await compare(lab, effort, progress, { numbers: [], items, behaviour });
	const free = await compared({ latencyMs: LATENCY_MS });
	const limited = await compared({ latencyMs: LATENCY_MS, perSecond: PER_SECOND });
	const seconds = ({ spent }: Measured) => `${withSpread(spent.map((run) => wall(run) / 1000))} s`;
	const line = (node: string, name: string) => [
		node,
		seconds(of(free, name)),
		seconds(of(limited, name)),
		percent(delivered(of(limited, name))),
	];
	const count = items.count.toLocaleString('en');
	return {
		key: OPENING,
		number: 18,
		title: `${count} messages to as many chat sessions`,
		about:
			'Every option is as it comes; for this pack that is Concurrency 0, automatic: it begins with two at a time, so it is slower than all at once, and loses nothing where the vendor has a limit. All numbers, and the gates they have to keep to, follow below.',
		columns: [
			`${count} messages to as many chat sessions`,
			`the vendor takes ${LATENCY_MS} ms`,
			`it allows ${PER_SECOND} requests a second besides`,
			'of these delivered',
		],
		rows: [line('HTTP Request', HTTP), line('this pack', PACK)],
		gates: [],
		charts: [],
	};
}

/** A vendor that takes whatever comes. */
export async function withoutLimits(lab: Lab, effort: Effort, progress: Progress): Promise<Report> {
	const numbers = [8, 20, 50];
	const items = messages(500, effort);
	const measured = await compare(lab, effort, progress, {
		numbers,
		items,
		behaviour: { latencyMs: LATENCY_MS },
	});
	return {
		key: 'as-it-comes',
		number: 11,
		title: `${items.count} messages to as many chat sessions, a server that takes ${LATENCY_MS} ms`,
		about: 'Each node as it comes: no option is set. 50 is the largest number that can be set.',
		columns: COLUMNS,
		rows: [...measured.values()].map(row),
		gates: [
			...exact(measured),
			{
				what: 'pack / HTTP Request, time',
				values: ratios(of(measured, PACK), of(measured, HTTP), wall),
				limit: 1.5,
			},
			{
				what: 'pack / the best number that can be set, time',
				values: overBest(measured, numbers),
				limit: 1.2,
			},
		],
		charts: [
			{
				name: 'as-it-comes',
				title: `${items.count} messages, ${LATENCY_MS} ms at the server`,
				unit: 'ms',
				bars: [...measured.values()].map((one) => ({
					label: one.name,
					value: median(one.spent.map(wall)),
					ours: one.name !== HTTP,
				})),
			},
		],
	};
}

/** A vendor that serves some side by side, and has other customers. */
export async function sideBySide(lab: Lab, effort: Effort, progress: Progress): Promise<Report> {
	const numbers = [8, 16, 32];
	const items = messages(1000, effort);
	const measured = await compare(lab, effort, progress, {
		numbers,
		items,
		behaviour: { latencyMs: LATENCY_MS, sideBySide: 16 },
	});
	const others = ({ tallies }: Measured) => tallies.map(({ othersMs }) => median(othersMs) / LATENCY_MS);
	return {
		key: 'side-by-side',
		number: 12,
		title: `${items.count.toLocaleString('en')} messages, a server that serves 16 side by side`,
		about: `Each answer takes ${LATENCY_MS} ms; what is more than 16 waits for its turn. Another customer asks five times a second: what it waits, against the ${LATENCY_MS} ms that it waits when nobody else is there.`,
		columns: [...COLUMNS, 'others wait / idle'],
		rows: [...measured.values()].map((one) => [...row(one), withSpread(others(one))]),
		gates: [
			...exact(measured),
			{
				what: 'pack / the best number that can be set, time',
				values: overBest(measured, numbers),
				limit: 1.15,
			},
			{ what: 'the other customers’ wait / idle', values: others(of(measured, PACK)), limit: 1.3 },
		],
		charts: [],
	};
}

/** A vendor that allows so many requests in any second. */
export async function allowed(lab: Lab, effort: Effort, progress: Progress): Promise<Report> {
	const items = messages(500, effort);
	const shortestMs = Math.ceil(items.count / PER_SECOND - 1) * 1000 + LATENCY_MS;
	const measured = await compare(lab, effort, progress, {
		numbers: [8],
		items,
		behaviour: { latencyMs: LATENCY_MS, perSecond: PER_SECOND },
	});
	const pack = of(measured, PACK);
	return {
		key: 'allowed',
		number: 13,
		title: `${items.count} messages, ${PER_SECOND} requests a second allowed`,
		about: `Each answer takes ${LATENCY_MS} ms. What is too much gets 429 with Retry-After: 1. The shortest possible time is ${shortestMs / 1000} s.`,
		columns: COLUMNS,
		rows: [...measured.values()].map(row),
		gates: [
			...exact(measured),
			{ what: 'requests / items', values: requests(pack), limit: 1.1 },
			{
				what: 'time / shortest possible',
				values: pack.spent.map((spent) => wall(spent) / shortestMs),
				limit: 1.15,
			},
		],
		charts: [],
	};
}

/** A vendor that slows down in mid-run and recovers. */
export async function slowsDown(lab: Lab, effort: Effort, progress: Progress): Promise<Report> {
	const numbers = [16];
	const slow = { fromMs: 4_000, toMs: 13_000, times: 10 };
	const settlesMs = 3_000;
	const windows = [
		{ fromMs: slow.fromMs + settlesMs, toMs: slow.toMs },
		{ fromMs: slow.toMs + settlesMs, toMs: slow.toMs + 2 * settlesMs },
	];
	const items = messages(1200, { ...effort, less: 1 });
	const measured = await compare(lab, effort, progress, {
		numbers,
		items,
		behaviour: { latencyMs: LATENCY_MS, sideBySide: 16, slow, windows },
		withHttpRequest: false,
	});
	const pack = of(measured, PACK);
	const rival = of(measured, fixed(16));
	const answered = (index: number) =>
		rival.tallies.map(({ answeredIn }, round) => answeredIn[index] / pack.tallies[round].answeredIn[index]);
	return {
		key: 'slows-down',
		number: 14,
		title: `${items.count.toLocaleString('en')} messages, a server that slows down to a tenth and recovers`,
		about: `It serves 16 side by side and takes ${LATENCY_MS} ms, from the 4th to the 13th second ten times as long. What is answered is counted from three seconds after each change on: the best number that can be set against the node as it comes.`,
		columns: [...COLUMNS, 'answered while slow', 'answered after'],
		rows: [...measured.values()].map((one) => [
			...row(one),
			...[0, 1].map((index) => withSpread(one.tallies.map(({ answeredIn }) => answeredIn[index]))),
		]),
		gates: [
			...exact(measured),
			{ what: 'answered while slow: 16 at once / pack', values: answered(0), limit: 1.25 },
			{ what: 'answered after: 16 at once / pack', values: answered(1), limit: 1.25 },
		],
		charts: [],
	};
}

/** A conversation, in which each message has to wait for the one before. */
export async function oneSession(lab: Lab, effort: Effort, progress: Progress): Promise<Report> {
	const items: ItemSource = { kind: 'conversation', count: Math.ceil(500 / effort.less) };
	const measured = await compare(lab, effort, progress, {
		numbers: [1],
		items,
		behaviour: { latencyMs: 20 },
	});
	const pack = of(measured, PACK);
	return {
		key: 'one-session',
		number: 15,
		title: `${items.count} messages to one chat session, a server that takes 20 ms`,
		about: 'In their order: none leaves before the one before it is answered.',
		columns: [...COLUMNS, 'out of turn'],
		rows: [...measured.values()].map((one) => [
			...row(one),
			withSpread(one.tallies.map(({ outOfTurn }) => outOfTurn)),
		]),
		gates: [
			...exact(measured),
			{
				what: 'out of turn',
				values: pack.tallies.map(({ outOfTurn }) => outOfTurn),
				limit: 0,
				exactly: true,
			},
			{ what: 'pack / one by one, time', values: ratios(pack, of(measured, fixed(1)), wall), limit: 1.05 },
		],
		charts: [],
	};
}
