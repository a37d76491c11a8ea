import type { Spent } from '../job';

const MB = 1_000_000;
const SAMPLE_EVERY_MS = 2;

/** Measures time, CPU, the peak growth of memory and the longest stall from now on; `stop` gives them. */
export function startMeter(): { stop(): Omit<Spent, 'succeeded' | 'error'> } {
	globalThis.gc?.();
	const base = process.memoryUsage();
	const peak = { rss: base.rss, heap: base.heapUsed };
	let turn = performance.now();
	let stallMs = 0;
	const sample = () => {
		const now = performance.now();
		stallMs = Math.max(stallMs, now - turn - SAMPLE_EVERY_MS);
		turn = now;
		const { rss, heapUsed } = process.memoryUsage();
		peak.rss = Math.max(peak.rss, rss);
		peak.heap = Math.max(peak.heap, heapUsed);
	};
	const timer = setInterval(sample, SAMPLE_EVERY_MS);
	const cpu = process.cpuUsage();
	const began = performance.now();
	return {
		stop() {
			const wallMs = performance.now() - began;
			const { user, system } = process.cpuUsage(cpu);
			sample();
			clearInterval(timer);
			return {
				wallMs,
				stallMs,
				cpuMs: (user + system) / 1000,
				rssMb: (peak.rss - base.rss) / MB,
				heapMb: (peak.heap - base.heapUsed) / MB,
			};
		},
	};
}
