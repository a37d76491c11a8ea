import type { Lab } from '../lab';
import { percent, withSpread } from '../report/numbers';
import type { Report } from '../report/report';
import { type Case, type Effort, measure, type Measured, of, ratios, rss, wall } from '../rounds';
import { uploadByHttpRequest, uploadNode } from '../works';
import { storeFile } from './uploads';

const PACK = 'Expertflow Upload File, as it comes';
const FOUR = 'Expertflow Upload File, 4 at once';
const HTTP = 'HTTP Request, as it comes';
const MEGABYTES = 5;
const LATENCY_MS = 150;

/** Files one after the other, of which not too many may be under way. */
export async function manyUploads(
	lab: Lab,
	effort: Effort,
	progress: (line: string) => void,
): Promise<Report> {
	const { items } = await storeFile(lab, MEGABYTES);
	const count = Math.ceil(100 / effort.less);
	const url = lab.urls.http;
	const works = {
		[PACK]: uploadNode(url, false),
		[FOUR]: uploadNode(url, false, { concurrency: 4 }),
		[HTTP]: uploadByHttpRequest(url, 'default', false),
	};
	const cases = Object.entries(works).map(([name, work]): Case => {
		const job = { do: 'run', items: { ...items, count }, warmUp: { ...items, count: 4 }, work } as const;
		return { name, behaviour: { latencyMs: LATENCY_MS }, job };
	});
	const measured = await measure(lab, cases, effort, progress);
	const pack = of(measured, PACK);
	const delivered = (one: Measured) => one.tallies.map(({ distinct }) => distinct / count);
	return {
		key: 'many-uploads',
		number: 16,
		title: `${count} uploads of ${MEGABYTES} MB, a server that takes ${LATENCY_MS} ms`,
		about:
			'Files of n8n’s store on the disk. Memory is the peak of the whole process above what it had before.',
		columns: ['', 'ms', 'memory growth, MB', 'delivered', 'most in flight'],
		rows: [...measured.values()].map((one) => [
			one.name,
			withSpread(one.spent.map(wall)),
			withSpread(one.spent.map(rss)),
			percent(delivered(one)),
			withSpread(one.tallies.map(({ mostInFlight }) => mostInFlight)),
		]),
		gates: [
			{ what: 'delivered', values: delivered(pack), limit: 1, exactly: true },
			{ what: 'pack / 4 at once, time', values: ratios(pack, of(measured, FOUR), wall), limit: 0.6 },
			{ what: 'growth of memory, MB', values: pack.spent.map(rss), limit: 60 },
		],
		charts: [],
	};
}
