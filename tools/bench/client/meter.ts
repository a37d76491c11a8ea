import type { Spent } from '../job';

const MB = 1_000_000;
const SAMPLE_EVERY_MS = 2;
const COLLECT_EVERY_MS = 1000;

/** Collects garbage again and again. @returns by how much the memory that is held has grown */
function startCollecting(): () => Spent['held'] {
	const held = () => {
		globalThis.gc?.();
		const { heapUsed, external } = process.memoryUsage();
		return heapUsed + external;
	};
	const base = held();
	let peak = base;
	const sample = () => (peak = Math.max(peak, held()));
	const timer = setInterval(sample, COLLECT_EVERY_MS);
	return () => {
		clearInterval(timer);
		const end = held();
		return { peakMb: (Math.max(peak, end) - base) / MB, endMb: (end - base) / MB };
	};
}

/**
 * Measures time, CPU, the peak growth of memory and the longest stall from now on; `stop` gives them.
 *
 * @param collects whether garbage is collected all the time, so that only what is held is seen
 */
export function startMeter(collects = false): { stop(): Omit<Spent, 'succeeded' | 'error'> } {
	globalThis.gc?.();
	const held = collects ? startCollecting() : undefined;
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
				...(held ? { held: held() } : {}),
			};
		},
	};
}
