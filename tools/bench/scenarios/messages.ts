import type { Behaviour, NodeWork, ClientWork } from '../job';
import type { Lab } from '../lab';
import { median } from '../report/numbers';
import type { Gate, Report } from '../report/report';
import { type Case, COLUMNS, type Effort, measure, of, perItem, ratios, row, wall } from '../rounds';
import { messageByClient, messageByHttpRequest, messageByLoop, messageNode } from '../works';

const PACK_8 = 'SuperOffice Add Chat Message, 8 at once';
const PACK_1 = 'SuperOffice Add Chat Message, one by one';
const HTTP = 'HTTP Request, default';
const HTTP_BEST = 'HTTP Request, best settings';
const LOOP = 'a plain loop around n8n’s helper';
const LOOP_8 = 'n8n’s helper alone, 8 at once';
const LOOP_ALL = 'n8n’s helper alone, all at once';
const IDLE = 'n8n alone: fields read, nothing sent';
const AXIOS_8 = 'axios alone, 8 at once';
const AXIOS_1 = 'axios alone, one by one';
const UNDICI_8 = 'undici alone, 8 at once';

type Works = Record<string, NodeWork | ClientWork>;

function casesOf(works: Works, count: number, behaviour: Behaviour): Case[] {
	return Object.entries(works).map(([name, work]) => ({
		name,
		behaviour,
		job: {
			do: 'run',
			items: { kind: 'messages', count },
			warmUp: { kind: 'messages', count: Math.min(count, 100) },
			work,
		},
	}));
}

function worksAt(url: string): Works {
	return {
		[PACK_8]: messageNode(url, { concurrency: 8 }),
		[PACK_1]: messageNode(url, { concurrency: 1 }),
		[HTTP]: messageByHttpRequest(url, 'default'),
		[HTTP_BEST]: messageByHttpRequest(url, 'best'),
		[LOOP]: messageByLoop(url, 'loop', 1),
		[LOOP_8]: messageByLoop(url, 'loop', 8),
		[AXIOS_8]: messageByClient(url, 'axios', 8),
		[UNDICI_8]: messageByClient(url, 'undici', 8),
	};
}

function chartOf(
	name: string,
	title: string,
	measured: Awaited<ReturnType<typeof measure>>,
): Report['charts'] {
	const bars = [...measured.values()].map((one) => ({
		label: one.name,
		value: median(perItem(one, wall)),
		ours: [PACK_8, PACK_1].includes(one.name),
	}));
	return [{ name, title, unit: 'ms per item', bars }];
}

/** Small messages to a server that takes its time. */
export async function waitingServer(
	lab: Lab,
	effort: Effort,
	secure: boolean,
	progress: (line: string) => void,
): Promise<Report> {
	const count = Math.ceil(300 / effort.less);
	const url = secure ? lab.urls.https : lab.urls.http;
	const measured = await measure(lab, casesOf(worksAt(url), count, { latencyMs: 20 }), effort, progress);
	const get = (name: string) => of(measured, name);
	const over = secure ? ' over TLS' : '';
	const gates: Gate[] = [
		{ what: 'pack at 8 / axios at 8, time', values: ratios(get(PACK_8), get(AXIOS_8), wall), limit: 1.35 },
		{ what: 'pack at 8 / sequential loop, time', values: ratios(get(PACK_8), get(LOOP), wall), limit: 0.2 },
		{
			what: 'most requests in flight at concurrency 8',
			values: get(PACK_8).tallies.map(({ mostInFlight }) => mostInFlight),
			limit: 8,
		},
	];
	return {
		key: secure ? 'messages-tls' : 'messages',
		number: 1,
		title: `${count} messages, a server that takes 20 ms${over}`,
		about:
			'Each message to a chat session of its own. A limit of 8 makes 2.50 ms per item the shortest time there is.',
		columns: COLUMNS,
		rows: [...measured.values()].map(row),
		gates,
		charts: chartOf(
			secure ? 'messages-tls' : 'messages',
			`${count} messages, 20 ms at the server${over}`,
			measured,
		),
	};
}

/** Small messages to a server that answers at once: what is left is the cost of the nodes. */
export async function readyServer(
	lab: Lab,
	effort: Effort,
	secure: boolean,
	progress: (line: string) => void,
): Promise<Report> {
	const count = Math.ceil(1000 / effort.less);
	const url = secure ? lab.urls.https : lab.urls.http;
	const works = {
		...worksAt(url),
		[LOOP_ALL]: messageByLoop(url, 'loop', count),
		[AXIOS_1]: messageByClient(url, 'axios', 1),
		[IDLE]: messageByLoop(url, 'idle', 1),
	};
	const measured = await measure(lab, casesOf(works, count, { latencyMs: 0 }), effort, progress);
	const get = (name: string) => of(measured, name);
	const over = secure ? ' over TLS' : '';
	return {
		key: secure ? 'overhead-tls' : 'overhead',
		number: 2,
		title: `${count.toLocaleString('en')} messages, a server that answers at once${over}`,
		about: 'HTTP Request starts all items together; its settings have no limit on how many are under way.',
		columns: COLUMNS,
		rows: [...measured.values()].map(row),
		gates: [
			{
				what: 'pack at 8 / HTTP Request, time per item',
				values: ratios(get(PACK_8), get(HTTP), wall),
				limit: 1,
			},
			{
				what: 'pack one by one / HTTP Request, time per item',
				values: ratios(get(PACK_1), get(HTTP), wall),
				limit: 1.15,
			},
		],
		charts: chartOf(secure ? 'overhead-tls' : 'overhead', `${count} messages, no latency${over}`, measured),
	};
}
