import type { Line } from '../../../../../nodes/CallGear/UploadChats/exports/conversation';
import { wantedOf } from '../../../../../nodes/CallGear/UploadChats/exports/lastConversation';
import { Part } from '../../../../../nodes/CallGear/UploadChats/exports/part';
import { properties } from '../../../../../nodes/CallGear/UploadChats/properties';
import { Fields } from '../../../../../nodes/engine/fields';
import { rejectionOf } from '../../../../support/failure';

const line = (time: string) => ({ time: new Part(time, 'Export > date') }) as Line;
const wanted = async (exportPart: string, pauseHours: unknown, ...times: string[]) => {
	const lines = await wantedOf(times.map(line), Fields.of({ exportPart, pauseHours }, properties));
	return lines.map(({ time }) => time.value);
};

const MORNING = '2026-02-03T08:00:00';
const NOON = '2026-02-03T12:00:00';
const NEXT_DAY = '2026-02-04T12:00:00';
const NIGHT = '2026-02-04T20:00:00';

describe('the last conversation of a chat that never ends', () => {
	it('begins behind the last pause of that length', async () => {
		expect(await wanted('last', 24, MORNING, NOON, NEXT_DAY, NIGHT)).toEqual([NEXT_DAY, NIGHT]);
		expect(await wanted('last', 4, MORNING, NOON, NEXT_DAY, NIGHT)).toEqual([NIGHT]);
		expect(await wanted('last', '0.5', NIGHT)).toEqual([NIGHT]);
	});

	it('is all of it where there is no such pause', async () => {
		expect(await wanted('last', 24.1, MORNING, NOON, NEXT_DAY)).toEqual([MORNING, NOON, NEXT_DAY]);
		expect(await wanted('last', 24)).toEqual([]);
	});

	it('is in the order of time', async () => {
		expect(await wanted('last', 24, NIGHT, MORNING, NEXT_DAY, NOON)).toEqual([NEXT_DAY, NIGHT]);
	});

	it('is not looked for where all is wanted', async () => {
		expect(await wanted('all', 'x', NIGHT, 'soon', MORNING)).toEqual([NIGHT, 'soon', MORNING]);
	});

	it('cannot be told without times, nor without the length of a pause', async () => {
		expect((await rejectionOf(wanted('last', 24, 'soon'))).field).toBe('Export > date');
		expect((await rejectionOf(wanted('last', '', NOON))).message).toBe('"Pause in Hours" is empty');
		for (const pause of [0, 10_001])
			expect((await rejectionOf(wanted('last', pause, NOON))).message).toContain('"Pause in Hours" holds');
	});
});
