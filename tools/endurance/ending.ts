import picocolors from 'picocolors';

import type { StopLater } from '../demo/session';

/** Does a command's work, stops everything it started however that ends, and sets the exit code. */
export async function runCommandLine(work: (stopLater: StopLater) => Promise<boolean>): Promise<void> {
	const stops: Array<() => Promise<void>> = [];
	const stopEach = async () => {
		for (const stop of stops.reverse()) await stop();
	};
	// Asked for twice on a signal, which also makes the work fail: both wait for the one stop
	let stopped: Promise<void> | undefined;
	const stopAll = async () => await (stopped ??= stopEach());
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
		process.once(signal, () => void stopAll().then(() => process.exit(130)));
	}
	try {
		const good = await work((stop) => stops.push(stop));
		process.exitCode = good ? 0 : 1;
	} catch (error) {
		console.error(picocolors.red((error as Error).message));
		process.exitCode = 1;
	}
	await stopAll();
	process.exit();
}
