import type { IDataObject } from 'n8n-workflow';
import { range } from 'lodash';
import { DateTime } from 'luxon';

import { buildChat, type Rules } from '../../../../nodes/CallGear/UploadChats/body';
import { chatOfRows, groupRows } from '../../../../nodes/CallGear/UploadChats/rows';
import { Table } from '../../../../nodes/CallGear/UploadChats/table';
import { columnsOf, keyColumn, readingOf } from '../support';

const ROWS = 600;

/** How much of the table is read at most before everything else has its turn: what lies in half a tenth of a second by this clock. */
const MOST_AT_ONCE = 60;

/** Berlin's clocks are set back in the middle of it: each time is looked at twice. */
const rules: Rules = {
	zone: 'Europe/Berlin',
	inputZone: 'Europe/Berlin',
	now: DateTime.fromISO('2026-03-01T12:00:00Z'),
	equalStart: 'refuse',
	makeExtId: true,
};

const rowAt = (index: number) => ({
	phone: '971500000001',
	status: 'succeed',
	site_id: 3101,
	start_date_time: '2025-10-25 10:00:00',
	date_time: DateTime.fromISO('2025-10-25T20:00:00Z')
		.plus({ seconds: 50 * index })
		.setZone('Europe/Berlin')
		.toFormat('yyyy-MM-dd HH:mm:ss'),
	source: 'visitor',
	message: `Line ${index}`,
});

/** A clock that goes on by a millisecond whenever somebody looks at it, and what is done between two pauses. */
class Watch {
	private readonly reads = [0];

	constructor() {
		let now = 0;
		jest.spyOn(Date, 'now').mockImplementation(() => now++);
		const pauseFor = AbortSignal.timeout.bind(AbortSignal);
		jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
			this.reads.push(0);
			return pauseFor(ms);
		});
	}

	/** The same row, which tells whenever one of its cells is read. */
	seen(row: IDataObject, cell: string): IDataObject {
		const { [cell]: value, ...others } = row;
		const count = () => void (this.reads[this.reads.length - 1] += 1);
		return Object.defineProperty(others, cell, {
			enumerable: true,
			get() {
				count();
				return value;
			},
		});
	}

	get pauses(): number {
		return this.reads.length - 1;
	}

	get mostAtOnce(): number {
		return Math.max(...this.reads);
	}
}

afterEach(() => void jest.restoreAllMocks());

describe('a chat of very many rows', () => {
	it.each(['phone', 'start_date_time', 'date_time', 'message'])(
		'lets everything else have its turn while its rows are read: %s',
		async (cell) => {
			const watch = new Watch();
			const rows = range(ROWS).map((index) => watch.seen(rowAt(index), cell));
			const chat = await chatOfRows({ key: 'a', rows: range(ROWS) }, readingOf(rows, columnsOf({})));
			expect(chat.messages).toHaveLength(ROWS);
			expect(watch.mostAtOnce).toBeGreaterThan(1);
			expect(watch.mostAtOnce).toBeLessThanOrEqual(MOST_AT_ONCE);
		},
	);

	it('lets everything else have its turn while its messages are built', async () => {
		const rows = range(ROWS).map(rowAt);
		const incoming = await chatOfRows({ key: 'a', rows: range(ROWS) }, readingOf(rows, columnsOf({})));
		const watch = new Watch();
		const { chat } = await buildChat(incoming, rules);
		expect(chat.messages).toHaveLength(ROWS);
		// Each message is read, its time twice, put to the clocks of the account, and compared with the start
		expect(watch.pauses).toBeGreaterThanOrEqual((5 * ROWS) / MOST_AT_ONCE);
	});
});

describe('a table of very many rows', () => {
	it('lets everything else have its turn while its rows are grouped, soon after n8n has handed them over', async () => {
		const watch = new Watch();
		const table = new Table(range(ROWS).map((index) => watch.seen(rowAt(index), 'message')));
		const { groups } = await groupRows(table, keyColumn('message'));
		expect(groups.map(({ rows }) => rows)).toEqual(range(ROWS).map((index) => [index]));
		expect(watch.mostAtOnce).toBeGreaterThan(1);
		// Each row is looked at twice: whether anything stands in it, and for its key
		expect(watch.mostAtOnce).toBeLessThanOrEqual((2 * MOST_AT_ONCE) / 5);
	});
});
