import type { IDataObject } from 'n8n-workflow';
import { range } from 'lodash';

import { chatOf, errorIn, useCallGear } from '../support';

const { callGear, upload, calls, chats } = useCallGear();

const items = (count: number, change: (index: number) => IDataObject = () => ({})) =>
	range(count).map((index) => chatOf(index, change(index)));
const onError = 'continueErrorOutput' as const;
const zone = { accountTimezone: 'Asia/Dubai' };

describe('an outcome that nobody can tell', () => {
	const uncertain = async (options: IDataObject = {}) => {
		const { failed, main } = await upload(
			items(4),
			{ options: { ...zone, batchSize: 2, ...options } },
			{ onError },
		);
		expect(failed.map(({ json }) => json.ext_id)).toEqual(['tg-0', 'tg-1']);
		expect(main.map(({ json }) => json.extId)).toEqual(['tg-2', 'tg-3']);
		for (const item of failed) {
			expect(errorIn(item)).toMatchObject({ delivery: 'uncertain' });
			expect(errorIn(item).description).toContain('may have been carried out');
		}
		expect(calls().map(({ params }) => params.chats?.length)).toEqual([2, 2]);
		return failed.map(errorIn);
	};

	it.each(['resetAfter', 'cutJson', 'truncated', 'html', 'empty'] as const)(
		'is reported on each chat of the batch after %s',
		async (kind) => {
			callGear().faults.add({ fault: { kind } });
			await uncertain();
			expect(chats()).toHaveLength(4);
		},
	);

	it('is reported after a timeout', async () => {
		callGear().faults.add({ fault: { kind: 'hang' } });
		const [{ message }] = await uncertain({ timeout: 300 });
		expect(message).toBe('CallGear did not answer within 0.3 seconds');
	});

	it.each([[{}], [{ jsonrpc: '2.0', id: 1 }], [{ result: {} }], [{ result: { data: {} } }], [[]]])(
		'is reported after the odd answer %j',
		async (body) => {
			callGear().faults.add({ fault: { kind: 'wrongShape', body } });
			const [{ message }] = await uncertain();
			expect(message).toBe('CallGear gave an answer that the node does not understand');
		},
	);

	it('is reported when there are fewer IDs than chats', async () => {
		callGear().faults.add({
			fault: { kind: 'wrongShape', body: { jsonrpc: '2.0', id: 1, result: { data: [{ id: 1 }] } } },
		});
		const [{ message, description }] = await uncertain();
		expect(message).toBe('CallGear gave 1 IDs for 2 chats');
		expect(description).toContain('look them up by their Own Chat ID (ext_id)');
	});

	it('is reported after internal_error, and nothing is halved or sent again', async () => {
		callGear().settings.internalError = 'after';
		const { failed } = await upload(items(4), { options: zone }, { onError });
		expect(errorIn(failed[0])).toMatchObject({
			message: 'CallGear stumbled over the request',
			vendorCode: 'internal_error',
			delivery: 'uncertain',
		});
		expect(calls()).toHaveLength(1);
		expect(chats()).toHaveLength(4);
	});

	it('is sent again only if the user wants that', async () => {
		callGear().faults.add({ fault: { kind: 'resetBefore' } });
		const { error } = await upload(items(2), { options: { ...zone, retryUncertainSends: true } });
		expect(error).toBeUndefined();
		expect(chats()).toHaveLength(2);
	});

	it('does not arise from asking for the zone', async () => {
		callGear().faults.add({ fault: { kind: 'resetAfter' } });
		expect((await upload([chatOf()])).error).toBeUndefined();
		callGear().faults.add({ fault: { kind: 'html' }, times: Infinity });
		const { failed } = await upload([chatOf()], {}, { onError });
		expect(errorIn(failed[0])).toMatchObject({ delivery: 'notSent' });
		expect(errorIn(failed[0]).message).toMatch(/web page/);
	});
});

it('pairs IDs with chats in the order in which they come, which CallGear does not promise', async () => {
	callGear().settings.shuffledIds = true;
	const { main } = await upload(items(3));
	expect(main.map(({ json }) => [json.extId, json.id])).toEqual([
		['tg-0', 880003],
		['tg-1', 880002],
		['tg-2', 880001],
	]);
});
