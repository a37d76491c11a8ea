import { findLastIndex } from 'lodash';

import type { Fields } from '../../../engine/fields';
import { readInstant } from '../../../engine/time';
import { mapBreathing } from '../../../engine/wait';
import type { Line } from './conversation';

const HOUR_MS = 3_600_000;

/**
 * What is wanted of a chat that never ends: all of it, or the messages since the last long pause, as the node's fields say.
 *
 * @returns lines in the order of time
 * @throws Failure for a time that is none
 */
export async function wantedOf(lines: Line[], fields: Fields): Promise<Line[]> {
	if (fields.choice('exportPart') === 'all') return lines;
	const pause = fields.number('pauseHours', { min: 0.1, max: 10_000 }) * HOUR_MS;
	const read = await mapBreathing(lines, (line) => ({
		line,
		at: readInstant(line.time.value, 'UTC', line.time.place).toMillis(),
	}));
	const timed = read.sort((one, other) => one.at - other.at);
	const first = findLastIndex(timed, ({ at }, index) => index > 0 && at - timed[index - 1].at >= pause);
	return timed.slice(Math.max(first, 0)).map(({ line }) => line);
}
