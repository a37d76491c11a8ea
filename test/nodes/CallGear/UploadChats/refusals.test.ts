import type { IDataObject } from 'n8n-workflow';
import { range } from 'lodash';

import { chatOf, errorIn, useCallGear } from '../support';

const { callGear, upload, calls, chats } = useCallGear();

const items = (count: number, change: (index: number) => IDataObject = () => ({})) =>
	range(count).map((index) => chatOf(index, change(index)));
const onError = 'continueErrorOutput' as const;
const zone = { accountTimezone: 'Asia/Dubai' };
const employee = (id: number) => [
	{ date_time: '2026-02-03T06:01:10Z', source: 'operator', employee_id: id, message: 'Yes' },
];

describe('a refusal of one chat', () => {
	it.each<[string, IDataObject, string, string, string]>([
		[
			'an unknown site',
			{ site_id: 7 },
			'"Chat > site_id" holds 7, which CallGear does not know',
			'entity_not_found',
			'Chat > site_id',
		],
		[
			'an unknown campaign',
			{ campaign_id: 7 },
			'"Chat > campaign_id" holds 7, which CallGear does not know',
			'entity_not_found',
			'Chat > campaign_id',
		],
		[
			'an unknown session',
			{ visitor_session_id: 7 },
			'"Chat > visitor_session_id" holds 7, which CallGear does not know',
			'entity_not_found',
			'Chat > visitor_session_id',
		],
		[
			'a removed source',
			{ source_id: 72 },
			'"Chat > source_id" holds 72, which CallGear does not know',
			'entity_not_found',
			'Chat > source_id',
		],
		[
			'an unknown employee',
			{ messages: employee(7) },
			'"Chat > messages 1 > employee_id" holds 7, which CallGear does not know',
			'entity_not_found',
			'Chat > messages 1 > employee_id',
		],
		[
			'an inactive campaign',
			{ campaign_id: 503 },
			'"Chat > campaign_id" holds 503, which is switched off in CallGear',
			'campaign_is_inactive',
			'Chat > campaign_id',
		],
		[
			"another site's campaign",
			{ campaign_id: 502 },
			'"Chat > campaign_id" holds 502, which does not go with the other values',
			'invalid_parameters_combination',
			'Chat > campaign_id',
		],
		[
			'a session begun later',
			{ visitor_session_id: 770001 },
			'"Chat > start_date_time" holds "2026-02-03 10:00:00", which CallGear does not take',
			'invalid_date_time',
			'Chat > start_date_time',
		],
	])(
		'is reported on its own item for %s, and the others get in',
		async (_name, change, message, code, field) => {
			const { failed, main } = await upload(
				items(5, (index) => (index === 3 ? change : {})),
				{},
				{ onError },
			);
			expect(failed.map(({ json }) => json.ext_id)).toEqual(['tg-3']);
			expect(errorIn(failed[0])).toMatchObject({
				message,
				vendorCode: code,
				field,
				httpStatus: 200,
				delivery: 'refused',
				vendorText: expect.any(String) as string,
			});
			expect(main.map(({ json }) => json.ext_id)).toEqual(['tg-0', 'tg-1', 'tg-2', 'tg-4']);
			expect(
				chats()
					.map((chat) => chat.ext_id)
					.sort(),
			).toEqual(['tg-0', 'tg-1', 'tg-2', 'tg-4']);
		},
	);

	it.each(['none', 'dots', 'brackets'] as const)(
		'needs one more call when CallGear names the value, positions by %s',
		async (positions) => {
			callGear().settings.positions = positions;
			await upload(
				items(50, (index) => (index === 37 ? { site_id: 7 } : {})),
				{ options: zone },
				{ onError },
			);
			expect(calls().map(({ params }) => params.chats?.length)).toEqual([50, 49]);
		},
	);

	it('is found by halves when CallGear names nothing', async () => {
		callGear().settings.namesField = false;
		const bad = [3, 37, 38];
		const { failed, main } = await upload(
			items(50, (index) => (bad.includes(index) ? { site_id: 7 } : {})),
			{ options: zone },
			{ onError },
		);
		expect(failed.map(({ json }) => json.ext_id)).toEqual(bad.map((index) => `tg-${index}`));
		expect(errorIn(failed[0])).toMatchObject({
			message: 'The request holds a value which CallGear does not know',
		});
		expect(main).toHaveLength(47);
		expect(new Set(chats().map(({ ext_id }) => ext_id)).size).toBe(47);
		expect(chats()).toHaveLength(47);
		expect(calls().length).toBeLessThan(30);
	});

	it('under Stop names its item, after the good ones of its batch got in', async () => {
		const { error } = await upload(
			items(6, (index) => (index === 1 ? { site_id: 7 } : {})),
			{ options: { ...zone, batchSize: 3, concurrency: 1 } },
		);
		expect(error?.message).toBe('"Chat > site_id" holds 7, which CallGear does not know');
		expect(error?.context).toMatchObject({ itemIndex: 1 });
		expect(error?.description).toContain('Already carried out: items 0, 2. Not started: items 3–5.');
		expect(chats().map(({ ext_id }) => ext_id)).toEqual(['tg-0', 'tg-2']);
	});

	it.each(['constructor', 'toString', '__proto__'])(
		'with a word that every object knows is a refusal like any other: %s',
		async (mnemonic) => {
			const data = { mnemonic, field: 'chats.ext_id', value: 'tg-1' };
			const body = { jsonrpc: '2.0', id: 1, error: { code: -32602, message: 'No', data } };
			callGear().faults.add({ fault: { kind: 'wrongShape', body, processed: false } });
			const { main, failed } = await upload(items(3), { options: zone }, { onError });
			expect(main.map(({ json }) => json.ext_id)).toEqual(['tg-0', 'tg-2']);
			expect(failed.map(errorIn)).toMatchObject([{ delivery: 'refused', vendorCode: mnemonic }]);
		},
	);

	it('whose ext_id is known already is told apart', async () => {
		callGear().settings.repeatedExtId = 'duplicate_entity';
		await upload([chatOf(1)]);
		const { failed, main } = await upload([chatOf(0), chatOf(1)], {}, { onError });
		expect(errorIn(failed[0])).toMatchObject({
			message: '"Chat > ext_id" holds "tg-1", which CallGear has already',
			vendorCode: 'duplicate_entity',
		});
		expect(main).toHaveLength(1);
	});

	const answer = (code: number, data: object) => ({
		jsonrpc: '2.0',
		id: 1,
		error: { code, message: 'Vendor words', data },
	});
	it.each<[object, object]>([
		[
			answer(-32602, { mnemonic: 'tariff_restrictions' }),
			{ message: 'The CallGear plan does not allow this' },
		],
		[
			answer(-32602, { mnemonic: 'already_in_use', field: 'chats.ext_id', value: 'x' }),
			{ message: '"Chat > ext_id" holds "x", which CallGear has in use elsewhere' },
		],
		[
			answer(-32008, { mnemonic: 'parameter_component_disabled', field: 'chats.source_id' }),
			{ message: '"Chat > source_id" holds a value for which the CallGear account lacks a component' },
		],
		[
			answer(-32602, { mnemonic: 'data_type_error', field: 'chats.phone', value: 7 }),
			{ message: '"Chat > phone" holds 7, which CallGear wants in another type' },
		],
		[
			answer(-32602, { mnemonic: 'required_parameter_missed', field: 'chats.status' }),
			{ message: '"Chat > status" is empty, and CallGear needs it' },
		],
		[
			answer(-32602, { mnemonic: 'invalid_parameter_value', field: 'chats.status', value: 'x' }),
			{ message: '"Chat > status" holds "x", which CallGear does not take' },
		],
		[
			answer(-32602, { mnemonic: 'unexpected_parameters', field: 'chats.ext_id' }),
			{ message: '"Chat > ext_id" holds a value which CallGear does not expect' },
		],
		[
			answer(-32602, { mnemonic: 'data_limit_exceeded', field: 'chats' }),
			{ message: 'The request holds more than CallGear takes' },
		],
		[
			answer(-32602, { mnemonic: 'error' }),
			{ message: 'CallGear refused the request', vendorCode: 'error', vendorText: 'Vendor words' },
		],
		[answer(-32602, {}), { message: 'CallGear refused the request', vendorCode: '-32602' }],
		[
			answer(-32004, { mnemonic: 'something_new' }),
			{ message: 'CallGear refused the request', vendorCode: 'something_new' },
		],
		[answer(-32601, { mnemonic: 'method_not_found' }), { message: 'CallGear does not know the method' }],
		[answer(-32700, { mnemonic: 'parse_error' }), { message: 'CallGear refused the request' }],
	])('is understood in %j', async (body, expected) => {
		callGear().faults.add({ fault: { kind: 'wrongShape', body, processed: false }, times: Infinity });
		const { failed } = await upload([chatOf()], { options: zone }, { onError });
		expect(errorIn(failed[0])).toMatchObject({ delivery: 'refused', ...expected });
		expect(calls()).toHaveLength(1);
	});

	it('is understood at another HTTP status as well', async () => {
		const body = answer(-32602, { mnemonic: 'entity_not_found', field: 'chats.site_id', value: 7 });
		callGear().faults.add({ fault: { kind: 'status', status: 400, body } });
		const { failed } = await upload([chatOf()], { options: zone }, { onError });
		expect(errorIn(failed[0])).toMatchObject({
			message: '"Chat > site_id" holds 7, which CallGear does not know',
			httpStatus: 400,
		});
	});
});
