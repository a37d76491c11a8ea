import axios from 'axios';
import { sortBy } from 'lodash';

const EVERY_MS = 1000;
const METRIC = /^n8n_process_resident_memory_bytes (\S+)$/m;

/** n8n's memory over a run, in megabytes. */
export interface Memory {
	start: number;
	/** The median of each quarter of the run. */
	quarters: number[];
	peak: number;
	end: number;
}

const median = (values: number[]) => sortBy(values)[Math.floor(values.length / 2)];

/** Watches the resident memory of an n8n that was started with `N8N_METRICS=true`; the function ends it and gives what was seen. */
export function watchMemory(url: string): () => Promise<Memory> {
	const samples: number[] = [];
	const sample = async () => {
		const { data } = await axios.get<string>(`${url}/metrics`, { proxy: false, timeout: 60_000 });
		const [, bytes] = METRIC.exec(data) ?? [];
		if (bytes === undefined) throw new Error('n8n does not tell its memory');
		samples.push(Math.round(Number(bytes) / 1e6));
	};
	let last = sample();
	const timer = setInterval(() => (last = last.then(sample)), EVERY_MS);
	return async () => {
		clearInterval(timer);
		await last;
		await sample();
		const quarter = Math.ceil(samples.length / 4);
		const quarters = [0, 1, 2, 3].map((index) => samples.slice(index * quarter, (index + 1) * quarter));
		return {
			start: samples[0],
			quarters: quarters.filter(({ length }) => length > 0).map(median),
			peak: Math.max(...samples),
			end: samples[samples.length - 1],
		};
	};
}
