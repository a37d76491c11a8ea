import type { Say } from '../../runtime/progress';

import { type Drive, drive, type Drivers, percentile } from './drive';

const FULL_SPEED_CALLS = 16;
const STEP_DOWN = 0.92;
const STEPS = 12;
const SLOWEST_MS = 1000;

/** Whether answers kept up with the calls: all good, nearly all within a second, and nothing piled up at the end. */
function isSteady(result: Drive): boolean {
	const { told, drainMs, heldBack } = result;
	const good = told.every(({ status }) => status === 200);
	return good && heldBack === 0 && drainMs < SLOWEST_MS && percentile(result, 0.99) < SLOWEST_MS;
}

/**
 * The highest rate at which a flow keeps up: begins with what it does at full speed, and steps down until it is steady.
 * @throws an Error when it is not steady at any of the rates
 */
export async function findSteadyRate(drivers: Omit<Drivers, 'rate' | 'run'>, say: Say): Promise<number> {
	const warmUp = { ...drivers, rate: Infinity, most: FULL_SPEED_CALLS };
	await drive({ ...warmUp, seconds: drivers.seconds / 2, run: 'warm-up' });
	const full = await drive({ ...warmUp, run: 'full-speed' });
	let { rate } = full;
	for (let step = 0; step < STEPS; step += 1) {
		const result = await drive({ ...drivers, rate, run: `step-${step}` });
		const steady = isSteady(result);
		say(
			`  ${rate.toFixed(1)}/s: ${steady ? 'steady' : `not steady, 99 % within ${percentile(result, 0.99)} ms`}`,
		);
		if (steady) return rate;
		rate *= STEP_DOWN;
	}
	throw new Error(
		'The flow with a No-Op is not steady at any rate: is the machine busy with something else?',
	);
}
