import { DateTime } from 'luxon';

import type { CallGearWorld } from './world';

function startMinute({ state, settings, clock }: CallGearWorld): void {
	const now = clock.now().getTime();
	if (now < state.minuteEndsAt) return;
	state.minuteSpent = 0;
	state.minuteEndsAt = now + settings.minuteSeconds * 1000;
}

/** The balance of points as `metadata.limits` shows it. https://callgear.github.io/data_api/ */
export function balance(world: CallGearWorld) {
	startMinute(world);
	const { state, settings, clock } = world;
	const now = DateTime.fromJSDate(clock.now(), { zone: settings.timezone });
	return {
		day_limit: settings.dayLimit,
		day_remaining: Math.max(0, settings.dayLimit - state.daySpent),
		day_reset: Math.ceil(now.endOf('day').diff(now).as('seconds')),
		minute_limit: settings.minuteLimit,
		minute_remaining: Math.max(0, settings.minuteLimit - state.minuteSpent),
		minute_reset: Math.ceil((state.minuteEndsAt - now.toMillis()) / 1000),
	};
}

/** Takes the point of a call that passed; gives the `metadata` of its reply, or none. */
export function spend(world: CallGearWorld, totalItems: number): object | undefined {
	startMinute(world);
	world.state.daySpent += 1;
	world.state.minuteSpent += 1;
	const { limits } = world.settings;
	if (limits === 'omitted') return undefined;
	return { total_items: totalItems, version: null, limits: limits === 'empty' ? {} : balance(world) };
}
