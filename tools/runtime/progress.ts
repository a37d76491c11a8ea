import { execFile } from 'node:child_process';

/** Takes one line for the person at the terminal. */
export type Say = (line: string) => void;

/** 75 as "1 min 15 s". */
export function duration(seconds: number): string {
	const whole = Math.round(seconds);
	return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** 2243180 as "2.2 GB", from kilobytes as `du -k` counts them. */
export function size(kilobytes: number): string {
	return kilobytes < 1_000_000
		? `${Math.round(kilobytes / 1000)} MB`
		: `${(kilobytes / 1_000_000).toFixed(1)} GB`;
}

/** The kilobytes that a folder takes on the disk; undefined where they cannot be counted. */
export async function diskUse(folder: string): Promise<number | undefined> {
	return await new Promise((resolve) => {
		// Files come and go while npm works, so du complains and still counts.
		execFile('du', ['-sk', folder], (_error, stdout) => resolve(Number.parseInt(stdout, 10) || undefined));
	});
}

/** What a long step can show of itself. */
export interface Progress {
	/** Says how often, in seconds. */
	every: number;
	/** Folder that grows while the step goes on. */
	folder?: string;
}

const SECONDS_BETWEEN_COUNTS = 15;

/** Does a long step and says every few seconds that it is still going on, how long it took, and how big it got. */
export async function withProgress<T>(
	what: string,
	say: Say,
	{ every, folder }: Progress,
	step: () => Promise<T>,
): Promise<T> {
	const started = Date.now();
	let counted: number | undefined;
	let nextCount = started;
	const count = async () => {
		if (!folder || Date.now() < nextCount) return;
		nextCount = Number.POSITIVE_INFINITY;
		counted = (await diskUse(folder)) ?? counted;
		nextCount = Date.now() + SECONDS_BETWEEN_COUNTS * 1000;
	};
	say(`${what} ...`);
	const timer = setInterval(() => {
		void count();
		const soFar = counted === undefined ? '' : `, ${size(counted)} so far`;
		say(`  ${what}: ${duration((Date.now() - started) / 1000)}${soFar}`);
	}, every * 1000);
	try {
		const result = await step();
		say(`  done in ${duration((Date.now() - started) / 1000)}`);
		return result;
	} finally {
		clearInterval(timer);
	}
}
