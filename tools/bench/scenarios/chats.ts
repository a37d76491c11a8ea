import type { INodeParameters } from 'n8n-workflow';

import type { NodeWork } from '../job';
import type { Lab } from '../lab';
import { median, percent, withSpread } from '../report/numbers';
import type { Report } from '../report/report';
import { type Case, type Effort, measure, type Measured, of, perItem, ratios, wall } from '../rounds';
import { chatsByHttpRequest, chatsNode } from '../works';

const PACK = 'CallGear Upload Chats';
const HTTP = 'HTTP Request, default';
const HTTP_BEST = 'HTTP Request, best settings';

/** How a case's chats go out, and in how large batches. */
const WAYS: Array<{ label: string; source: 'json' | 'fields'; batch: number; options: INodeParameters }> = [
	{ label: 'as JSON, 50 a request', source: 'json', batch: 50, options: {} },
	{ label: 'as JSON, 500 a request', source: 'json', batch: 500, options: { batchSize: 500 } },
	{ label: 'by fields, 50 a request', source: 'fields', batch: 50, options: {} },
];

const named = (label: string, count: number) => `${PACK}, ${label}, ${count.toLocaleString('en')} chats`;

function caseOf(name: string, work: NodeWork, count: number): Case {
	const behaviour = { latencyMs: 20 };
	const warmUp = { kind: 'chats', count: Math.min(count, 200) } as const;
	return { name, behaviour, job: { do: 'run', items: { kind: 'chats', count }, warmUp, work } };
}

function row(measured: Measured): string[] {
	const { name, spent, tallies, items } = measured;
	return [
		name,
		withSpread(spent.map(wall)),
		withSpread(perItem(measured, wall)),
		withSpread(perItem(measured, ({ cpuMs }) => cpuMs)),
		withSpread(spent.map(({ heapMb }) => (heapMb * 1000) / items)),
		withSpread(tallies.map(({ uploads }) => uploads)),
		percent(tallies.map(({ distinct }) => distinct / items)),
	];
}

/** Chats in bulk against a call for each. */
export async function chats(lab: Lab, effort: Effort, progress: (line: string) => void): Promise<Report> {
	const few = Math.ceil(1000 / effort.less);
	const many = Math.ceil(50_000 / effort.less);
	const url = lab.urls.http;
	const cases = [few, many].flatMap((count) =>
		WAYS.map(({ label, source, options }) =>
			caseOf(named(label, count), chatsNode(url, source, options), count),
		),
	);
	const measured = await measure(
		lab,
		[
			...cases,
			caseOf(HTTP, chatsByHttpRequest(url, 'default'), few),
			caseOf(HTTP_BEST, chatsByHttpRequest(url, 'best'), few),
		],
		effort,
		progress,
	);
	const get = (label: string, count: number) => of(measured, named(label, count));
	const gates = WAYS.flatMap(({ label, batch }) => [
		...[few, many].map((count) => ({
			what: `${label}: requests for ${count.toLocaleString('en')} chats / as few as possible`,
			values: get(label, count).tallies.map(({ uploads }) => uploads / Math.ceil(count / batch)),
			limit: 1,
			exactly: true,
		})),
		{
			what: `${label}: pack / HTTP Request, time for ${few.toLocaleString('en')} chats`,
			values: ratios(get(label, few), of(measured, HTTP), wall),
			limit: 0.1,
		},
		{
			what: `${label}: time per chat at ${many.toLocaleString('en')} / at ${few.toLocaleString('en')}`,
			values: ratios(get(label, many), get(label, few), wall).map((ratio) => (ratio * few) / many),
			limit: 1.1,
		},
	]);
	return {
		key: 'chats',
		number: 4,
		title: `${few.toLocaleString('en')} and ${many.toLocaleString('en')} chats to CallGear, a server that takes 20 ms`,
		about:
			'Chats of three messages, one per item. HTTP Request sends each in a call of its own, all at once, as n8n does it.',
		columns: ['', 'ms', 'ms per chat', 'CPU ms per chat', 'heap kB per chat', 'requests', 'delivered'],
		rows: [...measured.values()].map(row),
		gates,
		charts: [
			{
				name: 'chats',
				title: `${few.toLocaleString('en')} chats to CallGear`,
				unit: 'ms',
				bars: [...measured.values()]
					.filter(({ items }) => items === few)
					.map((one) => ({
						label: one.name,
						value: median(one.spent.map(wall)),
						ours: one.name.startsWith(PACK),
					})),
			},
		],
	};
}
