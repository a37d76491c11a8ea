import { told } from '../../../nodes/CallGear/told';

const DUBAI = 'Asia/Dubai';

describe('a row as a flow goes on with it', () => {
	it.each([
		['date_time', '2026-02-03 10:00:00', '2026-02-03T10:00:00+04:00'],
		['process_time', '2026-02-03 10:00:00', '2026-02-03T10:00:00+04:00'],
		['sale_date', '2026-02-03 00:00:00', '2026-02-03T00:00:00+04:00'],
		['date', '2026-02-03 10:00:00', '2026-02-03T10:00:00+04:00'],
	])('has times with the zone of the account: %s', (name, wall, expected) => {
		expect(told({ [name]: wall }, DUBAI)).toEqual({ [name]: expected });
	});

	it.each<[what: string, name: string, value: unknown]>([
		['a day alone', 'sale_date', '2026-02-03'],
		['a count of seconds', 'answer_time', 65],
		['a text that begins like a time, in a column of texts', 'text', '2026-02-03 10:00:00'],
		['a column whose name only begins so', 'date_time_zone', '2026-02-03 10:00:00'],
		['a column whose name only sounds so', 'update', '2026-02-03 10:00:00'],
		['a time further behind', 'date_time', 'on 2026-02-03 10:00:00'],
		['a day that does not exist', 'date_time', '2026-02-30 10:00:00'],
		['a switch that is off', 'is_transfer', false],
		['zero', 'duration', 0],
		['texts in a list', 'visit_date', ['2026-02-03 10:00:00']],
	])('leaves as it is %s', (_, name, value) => {
		expect(told({ [name]: value } as never, DUBAI)).toEqual({ [name]: value });
	});

	it.each([null, undefined, '', [], {}, { tag_id: null }])('leaves out what is empty: %j', (value) => {
		expect(told({ id: 7, tags: value } as never, DUBAI)).toStrictEqual({ id: 7 });
	});

	it('is the same inside of lists and objects', () => {
		const tags = [{ tag_id: 401, set_time: '2026-02-03 10:00:00', by: null }, 'VIP'];
		expect(told({ tags, last: { date_time: '2026-02-03 10:00:00', id: 1 } } as never, DUBAI)).toStrictEqual({
			tags: [{ tag_id: 401, set_time: '2026-02-03T10:00:00+04:00' }, 'VIP'],
			last: { date_time: '2026-02-03T10:00:00+04:00', id: 1 },
		});
	});

	it('calls a column by another name where its own would not say whose it is', () => {
		const row = { id: 7, tags: [{ id: 401 }], status: 'lost' };
		expect(told(row, DUBAI, { id: 'chat_id' })).toEqual({ chat_id: 7, tags: [{ id: 401 }], status: 'lost' });
	});
});
