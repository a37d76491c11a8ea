import type { IDataObject } from 'n8n-workflow';
import { range } from 'lodash';

import { Limiter } from '../../../../nodes/engine/limiter';
import { chatOf, useCallGear } from '../support';

const { callGear, upload, calls, chats } = useCallGear();

const items = (count: number, change: (index: number) => IDataObject = () => ({})) =>
	range(count).map((index) => chatOf(index, change(index)));
const zone = { accountTimezone: 'Asia/Dubai' };

describe('more than CallGear takes', () => {
	it('is split when a batch of 500 meets a limit of 50, and learnt for the next', async () => {
		const { error, main } = await upload(items(600), {
			options: { ...zone, batchSize: 500, concurrency: 1 },
		});
		expect(error).toBeUndefined();
		expect(main.map(({ json }) => json.ext_id)).toEqual(range(600).map((index) => `tg-${index}`));
		expect(chats()).toHaveLength(600);
		expect(calls().filter(({ params }) => (params.chats?.length ?? 0) > 50).length).toBeLessThan(6);
	});

	it('is split when the chats are too long together', async () => {
		callGear().settings.bodyLimit = 5_000;
		const { error } = await upload(items(20), { options: zone });
		expect(error).toBeUndefined();
		expect(chats()).toHaveLength(20);
		callGear().settings.bodyTooLarge = 'data_limit_exceeded';
		expect((await upload(items(20), { options: zone })).error).toBeUndefined();
		expect(chats()).toHaveLength(40);
	});

	it('stays below 512 KB by itself', async () => {
		const long = 'ж'.repeat(60_000);
		const messages = [{ date_time: '2026-02-03T06:01:10Z', source: 'visitor', message: long }];
		const { error } = await upload(
			items(10, () => ({ messages })),
			{ options: zone },
		);
		expect(error).toBeUndefined();
		expect(calls().map(({ params }) => params.chats?.length)).toEqual([4, 4, 2]);
	});

	it('goes on by itself after the points of the minute are back', async () => {
		Object.assign(callGear().settings, { minuteLimit: 2, minuteSeconds: 1 });
		const { error, main } = await upload(items(5), { options: { ...zone, batchSize: 1, concurrency: 1 } });
		expect(error).toBeUndefined();
		expect(main).toHaveLength(5);
		expect(chats()).toHaveLength(5);
		expect(calls().length).toBeLessThanOrEqual(5 + 2);
	});

	it('waits as the refusal says, and gives up what would take too long', async () => {
		Object.assign(callGear().settings, { minuteLimit: 0, refusalsCarryLimits: true });
		const { error } = await upload([chatOf()], { options: { ...zone, maxRetryWait: 5 } });
		expect(error?.message).toBe("CallGear's points for this minute are used up (0)");
		expect(calls()).toHaveLength(1);
	});
});

it('counts how large a request is among all that may be under way together', async () => {
	const enter = jest.spyOn(Limiter.prototype, 'enter');
	await upload(items(2), { options: { ...zone, batchSize: 1, concurrency: 1 } });
	const entered = enter.mock.calls.map(([, , entry]) => entry?.bytes ?? 0);
	enter.mockRestore();
	const sent = calls().map(({ params }) => JSON.stringify(params.chats?.[0]).length);
	expect(entered).toHaveLength(2);
	for (const [index, bytes] of entered.entries()) {
		expect(bytes).toBeGreaterThan(0.9 * sent[index]);
		expect(bytes).toBeLessThan(1.1 * sent[index]);
	}
});

describe('what replies tell about points', () => {
	it.each(['empty', 'omitted'] as const)('may be %s', async (limits) => {
		callGear().settings.limits = limits;
		expect((await upload(items(2))).error).toBeUndefined();
	});

	it('may stand under the name that get.account prints', async () => {
		callGear().settings.accountMetadata = 'meta_data';
		expect((await upload(items(2))).error).toBeUndefined();
	});
});
