import type { Behaviour, NodeWork } from '../job';
import type { Lab } from '../lab';
import { median, percent, withSpread } from '../report/numbers';
import type { Report } from '../report/report';
import { type Case, type Effort, measure, type Measured, of, wall } from '../rounds';
import { messageByHttpRequest, messageNode, uploadByHttpRequest, uploadNode } from '../works';
import { storeFile } from './uploads';

const PACK = 'SuperOffice Add Chat Message, default';
const PACK_8 = 'SuperOffice Add Chat Message, 8 at once';
const HTTP = 'HTTP Request, default';
const HTTP_BATCHED = 'HTTP Request, batches of 20 every second';
const PER_SECOND = 20;

const delivered = ({ items, tallies }: Measured) => tallies.map(({ distinct }) => distinct / items);

/** A vendor that allows so many requests in any second, and says how long to wait. */
export async function rateLimit(lab: Lab, effort: Effort, progress: (line: string) => void): Promise<Report> {
	const count = effort.less === 1 ? 200 : 60;
	const shortestMs = (Math.ceil(count / PER_SECOND) - 1) * 1000;
	const behaviour: Behaviour = { latencyMs: 0, perSecond: PER_SECOND };
	const url = lab.urls.http;
	const batching = { batching: { batch: { batchSize: PER_SECOND, batchInterval: 1000 } } };
	const works: Record<string, NodeWork> = {
		[PACK]: messageNode(url, {}),
		[PACK_8]: messageNode(url, { concurrency: 8 }),
		[HTTP]: messageByHttpRequest(url, 'default'),
		[HTTP_BATCHED]: messageByHttpRequest(url, 'best', batching),
	};
	const cases = Object.entries(works).map(([name, work]): Case => {
		const items = { kind: 'messages', count } as const;
		return { name, behaviour, job: { do: 'run', items, warmUp: { kind: 'messages', count: 10 }, work } };
	});
	const measured = await measure(lab, cases, effort, progress);
	const doubled = ({ tallies }: Measured) => tallies.map(({ accepted, distinct }) => accepted - distinct);
	const extra = ({ tallies }: Measured) => tallies.map(({ requests }) => requests / count);
	const time = ({ spent }: Measured) => spent.map((run) => wall(run) / shortestMs);
	const gates = [PACK, PACK_8].flatMap((name) => {
		const one = of(measured, name);
		return [
			{ what: `${name}: delivered`, values: delivered(one), limit: 1, exactly: true },
			{ what: `${name}: doubled`, values: doubled(one), limit: 0, exactly: true },
			{ what: `${name}: requests / items`, values: extra(one), limit: 1.2 },
			{ what: `${name}: time / shortest possible`, values: time(one), limit: 1.15 },
		];
	});
	return {
		key: 'rate-limit',
		number: 5,
		title: `${count} messages to a server that accepts ${PER_SECOND} in any second`,
		about: `What is too much gets 429 with Retry-After: 1. The shortest possible time is ${shortestMs / 1000} s. In HTTP Request’s best settings the user has to know the limit.`,
		columns: ['', 'delivered', 'doubled', 'requests / items', 'time / shortest'],
		rows: [...measured.values()].map((one) => [
			one.name,
			percent(delivered(one)),
			withSpread(doubled(one)),
			withSpread(extra(one)),
			withSpread(time(one)),
		]),
		gates,
		charts: [
			{
				name: 'rate-limit',
				title: `${PER_SECOND} requests a second allowed: messages delivered`,
				unit: '%',
				bars: [...measured.values()].map((one) => ({
					label: one.name,
					value: 100 * median(delivered(one)),
					ours: [PACK, PACK_8].includes(one.name),
				})),
			},
		],
	};
}

const UPLOAD = 'Expertflow Upload File';
const HTTP_BEST = 'HTTP Request, best settings';

/** A session that ends half-way. */
export async function expiry(lab: Lab, effort: Effort, progress: (line: string) => void): Promise<Report> {
	const count = Math.ceil(50 / effort.less);
	const megabytes = 5;
	const { items } = await storeFile(lab, megabytes);
	const behaviour: Behaviour = { latencyMs: 0, sessionEndsAfter: Math.floor(count / 2) };
	const works: Record<string, NodeWork> = {
		[UPLOAD]: uploadNode(lab.urls.http, true),
		[HTTP]: uploadByHttpRequest(lab.urls.http, 'default', true),
		[HTTP_BEST]: uploadByHttpRequest(lab.urls.http, 'best', true),
	};
	const cases = Object.entries(works).map(([name, work]): Case => {
		const job = { do: 'run', items: { ...items, count }, warmUp: { ...items, count: 1 }, work } as const;
		return { name, behaviour, job };
	});
	const measured = await measure(lab, cases, effort, progress);
	const pack = of(measured, UPLOAD);
	const logins = (one: Measured) => one.tallies.map((tally) => tally.logins);
	return {
		key: 'expiry',
		number: 6,
		title: `${count} uploads of ${megabytes} MB, the session ends in the middle`,
		about:
			'All with the same credential, which gets a token from Keycloak; HTTP Request can use it too, once the pack is installed. The first login is made before the measured run.',
		columns: ['', 'delivered', 'refreshes', 'uploads begun', 'ms'],
		rows: [...measured.values()].map((one) => [
			one.name,
			percent(delivered(one)),
			withSpread(logins(one)),
			withSpread(one.tallies.map(({ requests, logins }) => requests - logins)),
			withSpread(one.spent.map(wall)),
		]),
		gates: [
			{ what: 'delivered', values: delivered(pack), limit: 1, exactly: true },
			{ what: 'refreshes', values: logins(pack), limit: 1, exactly: true },
		],
		charts: [],
	};
}
