import { join } from 'node:path';

import type { Behaviour, ClientWork, ItemSource, NodeWork } from '../job';
import type { Lab } from '../lab';
import { median, percent, withSpread } from '../report/numbers';
import type { Chart, Gate, Report } from '../report/report';
import { type Case, type Effort, measure, type Measured, of, ratios, rss, wall } from '../rounds';
import { uploadByClient, uploadByHttpRequest, uploadNode } from '../works';

const PACK = 'Expertflow Upload File';
const HTTP = 'HTTP Request, default';
const HTTP_BEST = 'HTTP Request, best settings';
const UNDICI = 'undici alone, from the disk';

const SIZES = [1, 10, 100, 500];

const named = (peer: string, megabytes: number) => `${peer}, ${megabytes} MB`;

/** Puts a file of random bytes into n8n's store on the disk, in a process that measures nothing. */
export async function storeFile(lab: Lab, megabytes: number): Promise<{ items: ItemSource; path: string }> {
	const path = join(lab.folder, `${megabytes}.bin`);
	const { result } = await lab.run({ do: 'store', path, megabytes }, { latencyMs: 0 });
	return { items: { kind: 'files', count: 1, file: result.stored }, path };
}

async function casesOf(lab: Lab, sizes: number[], warmUp: ItemSource): Promise<Case[]> {
	const behaviour: Behaviour = { latencyMs: 0 };
	const cases: Case[] = [];
	for (const megabytes of sizes) {
		const { items, path } = await storeFile(lab, megabytes);
		const works: Record<string, NodeWork | ClientWork> = {
			[PACK]: uploadNode(lab.urls.http, false),
			[HTTP]: uploadByHttpRequest(lab.urls.http, 'default', false),
			[HTTP_BEST]: uploadByHttpRequest(lab.urls.http, 'best', false),
			[UNDICI]: uploadByClient(lab.urls.http, path),
		};
		for (const [peer, work] of Object.entries(works)) {
			cases.push({ name: named(peer, megabytes), behaviour, job: { do: 'run', items, warmUp, work } });
		}
	}
	return cases;
}

function row({ name, spent }: Measured): string[] {
	const spread = (pick: (run: Measured['spent'][number]) => number) => withSpread(spent.map(pick));
	return [
		name,
		spread(rss),
		spread(wall),
		spread(({ cpuMs }) => cpuMs),
		percent(spent.map(({ succeeded }) => succeeded)),
	];
}

function gatesOf(measured: Map<string, Measured>, sizes: number[]): Gate[] {
	const get = (peer: string, megabytes: number) => of(measured, named(peer, megabytes));
	const memory = (megabytes: number, limit: number): Gate => ({
		what: `${megabytes} MB: pack / HTTP Request, growth of memory`,
		values: ratios(get(PACK, megabytes), get(HTTP, megabytes), rss),
		limit,
	});
	const time = (megabytes: number): Gate => ({
		what: `${megabytes} MB: pack / HTTP Request, time`,
		values: ratios(get(PACK, megabytes), get(HTTP, megabytes), wall),
		limit: 1,
	});
	const [, , large, largest] = sizes;
	return [
		memory(large, 0.7),
		memory(largest, 0.2),
		{
			what: `pack: growth at ${largest} MB / at ${large} MB`,
			values: ratios(get(PACK, largest), get(PACK, large), rss),
			limit: 1.3,
		},
		time(large),
		time(largest),
	];
}

/** Files of growing size, from n8n's store on the disk. */
export async function uploads(lab: Lab, effort: Effort, progress: (line: string) => void): Promise<Report> {
	const sizes = SIZES.map((megabytes) => megabytes / effort.less);
	const small = await storeFile(lab, 0);
	const cases = await casesOf(lab, sizes, { ...small.items, count: 3 });
	const measured = await measure(lab, cases, effort, progress);
	const chart: Chart = {
		name: 'uploads-memory',
		title: 'Upload: growth of memory',
		unit: 'MB',
		bars: [...measured.values()].map((one) => ({
			label: one.name,
			value: median(one.spent.map(rss)),
			ours: one.name.startsWith(PACK),
		})),
	};
	return {
		key: 'uploads',
		number: 3,
		title: `Uploads of ${sizes.join(', ')} MB`,
		about:
			'One file at a time, from n8n’s store on the disk. Memory is the peak of the whole process above what it had before, sampled every 2 ms.',
		columns: ['', 'memory growth, MB', 'ms', 'CPU ms', 'delivered'],
		rows: [...measured.values()].map(row),
		gates: gatesOf(measured, sizes),
		charts: [chart],
	};
}
