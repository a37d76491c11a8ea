import { readColumns, readKeyColumn } from '../../../../nodes/CallGear/UploadChats/columnsOfTable';
import { properties } from '../../../../nodes/CallGear/UploadChats/properties';
import { Table } from '../../../../nodes/CallGear/UploadChats/table';
import { Fields } from '../../../../nodes/engine/fields';

const chosen = (value: unknown) => ({ __rl: true, mode: 'name', value });
const ofTable = (columns: string[], values: Record<string, unknown> = {}) => {
	const table = new Table([Object.fromEntries(columns.map((column) => [column, 'x']))]);
	const fields = Fields.of(values, properties);
	return { ...readColumns(fields, table), key: readKeyColumn(fields, table) };
};

describe('the columns of a table', () => {
	it('are those of CallGear’s own names, unless others are chosen', () => {
		const { key, message, phone, name } = ofTable(['chat_id', 'message', 'Tel', '7'], {
			phoneColumn: chosen('Tel'),
			columns: { nameColumn: 7 },
		});
		expect([key, message, phone, name]).toEqual([
			{ name: 'chat_id', label: 'Chat Key Column (chat_id)' },
			{ name: 'message', label: 'Message Text Column (message)' },
			{ name: 'Tel', label: 'Phone Column (Tel)' },
			{ name: '7', label: 'Visitor Name Column (7)' },
		]);
	});

	it('may be missing where nothing is asked for', () => {
		const { status, phone } = ofTable(['message'], { phoneColumn: chosen('phone') });
		expect(status).toEqual({ name: 'status', label: 'Status Column (status, which no row has)' });
		expect(phone).toEqual({ name: 'phone', label: 'Phone Column (phone, which no row has)' });
	});

	it.each(['key', 'date_time', 'source', 'message'] as const)(
		'may not be missing where every message needs them: %s',
		(key) => {
			const { flaw } = ofTable(['other'])[key];
			expect(flaw?.facts).toMatchObject({
				message: expect.stringContaining(', which no row has') as string,
				remedy: 'Choose one of the columns of the input. Its columns are: other.',
			});
		},
	);

	it('are no objects', () => {
		const { email, status } = ofTable(['email'], {
			emailColumn: chosen({ name: 'email' }),
			columns: { statusColumn: ['status'] },
		});
		expect(email).toMatchObject({ name: 'email', label: 'Email Column' });
		expect(email.flaw?.facts).toMatchObject({
			field: 'Email Column',
			message: '"Email Column" holds an object',
			remedy: 'Choose a column, or type its name.',
		});
		expect(status.flaw?.facts.message).toBe('"More Columns > Status Column" holds an object');
	});

	it('of days stand beside those of times, where they are chosen', () => {
		const { date_time: time, start_date_time: start } = ofTable(['Day', 'Clock', 'chat_start_date'], {
			dateTimeColumn: chosen('Clock'),
			columns: { messageDateColumn: chosen('Day') },
		});
		expect(time).toEqual({
			name: 'Clock',
			label: 'Message Time Column (Clock)',
			day: { name: 'Day', label: 'Message Date Column (Day)' },
		});
		expect(start).not.toHaveProperty('day');
	});

	it('of days that no row has are a flaw of the time', () => {
		const { date_time: time } = ofTable(['date_time'], { columns: { messageDateColumn: chosen('Day') } });
		expect(time.flaw?.facts.message).toBe(
			'"More Columns > Message Date Column" holds "Day", which no row has',
		);
	});
});
