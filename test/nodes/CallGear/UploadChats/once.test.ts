import type { IDataObject } from 'n8n-workflow';

import type { NodeRun } from '../../../../testkit/n8n';
import { chatOf, errorIn, useCallGear } from '../support';

const { callGear, upload, calls, chats } = useCallGear();

const row = (key: string, minute: number): IDataObject => ({
	chat_id: key,
	phone: '971500000001',
	site_id: '3101',
	date_time: `2026-02-03 10:0${minute}:00`,
	source: 'visitor',
	message: `${key} ${minute}`,
});
const table = [row('a', 0), row('b', 1), row('a', 2), row('c', 3), row('b', 4)];

const rows = async (more: Partial<NodeRun>, options: IDataObject = {}) =>
	await upload(
		table,
		{
			source: 'rows',
			chatKey: 'chat_id',
			options: { batchSize: 1, concurrency: 1, accountTimezone: 'Asia/Dubai', ...options } as never,
		},
		more,
	);

/** The keys of the chats that CallGear holds, by their first messages. */
const keys = () => chats().map(({ messages }) => String((messages as IDataObject[])[0].message).slice(0, 1));
const strike = (key: string, kind: 'refused' | 'lost', times = 1) =>
	callGear().faults.add({
		when: { bodyIncludes: `"${key} ` },
		times,
		fault: kind === 'lost' ? { kind: 'resetAfter' } : { kind: 'status', status: 400, body: '' },
	});

describe('chats of rows, when n8n tries again', () => {
	it('are uploaded once each, and paired with the first of their rows', async () => {
		strike('a', 'refused', 2);
		const { error, returned } = await rows({ tries: 3, onError: 'continueErrorOutput' });
		expect(error).toBeUndefined();
		expect(keys().sort()).toEqual(['a', 'b', 'c']);
		expect(returned?.[0].map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 3 },
		]);
	});

	it('go on in a retry of the execution with those that are open, ids and pairing kept', async () => {
		strike('b', 'refused');
		const of = await rows({});
		expect(of.error?.description).toContain('Retry sends items 1, 3–4 only.');
		const { error, returned } = await rows({ retry: { of } });
		expect(error).toBeUndefined();
		expect(keys()).toEqual(['a', 'b', 'c']);
		expect(returned?.[0].map(({ json, pairedItem }) => [json.alreadyDelivered, json.id, pairedItem])).toEqual(
			[
				[true, 880001, { item: 0 }],
				[undefined, 880002, { item: 1 }],
				[undefined, 880003, { item: 3 }],
			],
		);
	});

	it('stay in doubt with all of their rows, while the others are uploaded', async () => {
		strike('a', 'lost');
		const of = await rows({});
		const result = await rows({ retry: { of } });
		expect(keys()).toEqual(['a', 'b', 'c']);
		expect(result.error?.context).toMatchObject({ itemIndex: 0, data: { delivery: 'uncertain' } });
		expect(result.error?.description).toContain('Already carried out: items 1, 3–4. Failed as well: item 2.');

		const wanted = await rows({ retry: { of } }, { retryUncertainSends: true });
		expect(wanted.error).toBeUndefined();
		expect(keys()).toEqual(['a', 'b', 'c', 'a', 'b', 'c']);
	});

	it('are other chats when one of their rows has changed since', async () => {
		strike('c', 'refused');
		const of = await rows({});
		const { error } = await rows({
			retry: {
				of,
				change: (item, index) => (index === 4 ? { ...item, json: { ...item.json, message: 'b new' } } : item),
			},
		});
		expect(error).toBeUndefined();
		expect(keys()).toEqual(['a', 'b', 'b', 'c']);
	});
});

describe('Check Only', () => {
	it('counts for no delivery in a retry', async () => {
		const items = [chatOf(0), chatOf(1, { status: 'succeeded' })];
		const options = { accountTimezone: 'Asia/Dubai' };
		const of = await upload(items, { options: { ...options, checkOnly: true } }, { tries: 2 });
		expect(of.status).toBe('error');
		expect(of.error?.description).not.toContain('Retry sends');
		const result = await upload(
			items,
			{ options },
			{
				retry: {
					of,
					change: (item, index) => (index === 1 ? { ...item, json: chatOf(1) } : item),
				},
			},
		);
		expect(result.error).toBeUndefined();
		expect(chats()).toHaveLength(2);
		expect(result.main.map(({ json }) => json.alreadyDelivered)).toEqual([undefined, undefined]);
	});

	it('shows what would be sent in each try', async () => {
		const items = [chatOf(0, { status: 'succeeded' }), chatOf(1)];
		const { main } = await upload(
			items,
			{ options: { accountTimezone: 'Asia/Dubai', checkOnly: true } },
			{ tries: 3, onError: 'continueRegularOutput' },
		);
		expect(errorIn(main[0]).message).toMatch(/holds "succeeded"/);
		expect(main[1].json).toMatchObject({ check_only: true, ext_id: 'tg-1' });
		expect(calls()).toEqual([]);
	});
});

describe('chats without an ID of their own', () => {
	it('have the same one when n8n starts the same execution anew', async () => {
		const execution = { id: '17', mode: 'webhook' } as const;
		for (const twice of [1, 2]) {
			await rows({ execution });
			expect(chats()).toHaveLength(3 * twice);
		}
		const ids = chats().map(({ ext_id }) => ext_id);
		expect(new Set(ids).size).toBe(3);
		expect(ids.slice(3)).toEqual(ids.slice(0, 3));
	});
});
