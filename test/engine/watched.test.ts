import { Fields } from '../../nodes/engine/fields';
import { readWatchedMs, watchedHoursField } from '../../nodes/engine/watched';
import { failureOf } from '../support/failure';

const HOUR_MS = 3_600_000;
const field = watchedHoursField({ description: 'How long a chat is watched' });
const read = (watchedHours: unknown) => readWatchedMs(Fields.of({ watchedHours }, [field]));

it('is offered from an hour to two weeks, a day unless changed', () => {
	expect(field).toMatchObject({
		name: 'watchedHours',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 14 * 24, numberPrecision: 0 },
		default: 24,
		description: 'How long a chat is watched',
	});
});

it.each([
	[undefined, 24],
	[1, 1],
	['48', 48],
	[336, 336],
])('%j is so many hours: %d', (hours, expected) => expect(read(hours)).toBe(expected * HOUR_MS));

it.each([0, 337, 1.5, 'long'])('%j is refused', (hours) =>
	expect(failureOf(() => read(hours))).toMatchObject({
		message: `"Watched Hours" holds "${hours}"`,
		remedy: 'Use a whole number from 1 to 336.',
	}),
);
