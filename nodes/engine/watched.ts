/** How long a conversation is watched, where a vendor can be asked for conversations only by their beginning. */

import type { INodeProperties } from 'n8n-workflow';

import type { Fields } from './fields';

const NAME = 'watchedHours';
const USUAL_HOURS = 24;
/** Two weeks. */
const MOST_HOURS = 336;
const HOUR_MS = 3_600_000;

/** The field of a polling trigger for it. @param description says in the vendor's words what is watched, and what that costs */
export const watchedHoursField = ({ description }: { description: string }): INodeProperties => ({
	displayName: 'Watched Hours',
	name: NAME,
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MOST_HOURS, numberPrecision: 0 },
	default: USUAL_HOURS,
	description,
});

/** Reads the field, in milliseconds. @throws Failure when it holds something else */
export function readWatchedMs(fields: Fields): number {
	return (fields.optionalWhole(NAME, { min: 1, max: MOST_HOURS }) ?? USUAL_HOURS) * HOUR_MS;
}
