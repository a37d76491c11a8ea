import { range } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { type Sandbox, startSandbox } from '../../../../sandbox';
import { runNode } from '../../../../testkit/n8n';
import { chatOf, errorIn, knowledgeOf } from '../support';

let sandboxes: Sandbox[];
beforeAll(async () => {
	const zones = ['Asia/Dubai', 'Europe/Berlin'];
	sandboxes = await Promise.all(
		zones.map((timezone) => startSandbox({ vendors: ['callGear'], settings: { callGear: { timezone } } })),
	);
});
afterAll(async () => await Promise.all(sandboxes.map((sandbox) => sandbox.stop())));
beforeEach(() => sandboxes.forEach((sandbox) => sandbox.reset()));

const callGear = (index: number) => sandboxes[index].vendors.callGear;
const account = (index: number) => knowledgeOf(() => callGear(index));
const methods = (index: number) =>
	account(index)
		.calls()
		.map(({ method }) => method);
const extIds = (index: number) =>
	account(index)
		.chats()
		.map(({ ext_id: extId }) => extId);

/** Every third item belongs to the second account. */
const ofSecond = (index: number) => index % 3 === 1;
const items = (count: number) =>
	range(count).map((index) => ({
		json: { tenant: callGear(ofSecond(index) ? 1 : 0).url, chat: chatOf(index) } as IDataObject,
	}));

async function upload(count: number, credential: IDataObject, options: IDataObject = {}) {
	return await runNode({
		node: 'callGearUploadChats',
		parameters: { source: 'json', chat: '={{ $json.chat }}', options: { batchSize: 3, ...options } as never },
		items: items(count),
		credentials: {
			callGearApi: { ...credential, host: 'custom', baseUrl: '={{ $json.tenant }}' } as never,
		},
		onError: 'continueErrorOutput',
	});
}

describe('a credential with an expression in it', () => {
	it.each([1, 4])('uploads each chat to its own account, %i requests at once', async (concurrency) => {
		const { main, failed } = await upload(20, account(0).credential(), { concurrency });
		expect(failed).toEqual([]);
		expect(main.map(({ json }) => json.ext_id)).toEqual(range(20).map((index) => `tg-${index}`));
		const [first, second] = [false, true].map((is) =>
			range(20)
				.filter((index) => ofSecond(index) === is)
				.map((index) => `tg-${index}`),
		);
		expect(extIds(0).sort()).toEqual(first.sort());
		expect(extIds(1).sort()).toEqual(second.sort());
		expect(account(0).calls('upload.chats')).toHaveLength(5);
		expect(account(1).calls('upload.chats')).toHaveLength(3);
	});

	it('sends the times of each account by its own clocks, and asks each once', async () => {
		const { main } = await upload(6, account(0).credential());
		expect(main.map(({ json }) => json.start_date_time)).toEqual(
			range(6).map((index) => `2026-02-03 ${ofSecond(index) ? '07' : '10'}:00:00`),
		);
		for (const index of [0, 1])
			expect(methods(index).filter((name) => name === 'get.account')).toHaveLength(1);
	});

	it('keeps a session for each account', async () => {
		const { failed } = await upload(12, account(0).loginCredential(), { concurrency: 4 });
		expect(failed).toEqual([]);
		for (const index of [0, 1])
			expect(methods(index).filter((name) => name === 'login.user')).toHaveLength(1);
	});

	it('holds back only the chats of the account that CallGear closes', async () => {
		callGear(1).settings.accountActive = false;
		const { main, failed } = await upload(12, account(0).credential(), {
			accountTimezone: 'UTC',
			concurrency: 1,
		});
		expect(main).toHaveLength(8);
		expect(failed.map(({ json }) => (json.chat as IDataObject).ext_id)).toEqual([
			'tg-1',
			'tg-4',
			'tg-7',
			'tg-10',
		]);
		expect(failed.map((item) => errorIn(item).delivery)).toEqual([
			'refused',
			'refused',
			'refused',
			'notSent',
		]);
		expect(methods(1)).toEqual(['upload.chats']);
	});

	it('makes no chat of rows that go to different accounts', async () => {
		const rows = [0, 1, 2, 0].map((index, position) => ({
			json: {
				tenant: callGear(ofSecond(index) ? 1 : 0).url,
				chat_id: ['same', 'same', 'other', 'same'][position],
				...{ phone: '971500000001', site_id: 3101 },
				...{ date_time: `2026-02-03 10:00:0${position}`, source: 'visitor', message: 'Hi' },
			} as IDataObject,
		}));
		const { main, failed } = await runNode({
			node: 'callGearUploadChats',
			parameters: { source: 'rows', chatKey: 'chat_id' },
			items: rows,
			credentials: { callGearApi: { ...account(0).credential(), baseUrl: '={{ $json.tenant }}' } as never },
			onError: 'continueErrorOutput',
		});
		expect(main.map(({ json }) => json.chat_key)).toEqual(['other']);
		expect(failed.map((item) => errorIn(item).message)).toEqual(
			Array(3).fill(
				'Items 0 and 1 have the key of one chat, but go to different accounts or customers of CallGear',
			),
		);
		expect([extIds(0).length, extIds(1).length]).toEqual([1, 0]);
	});

	it('that cannot be used for one item leaves the others alone', async () => {
		const { main, failed } = await runNode({
			node: 'callGearUploadChats',
			parameters: { source: 'json', chat: '={{ $json.chat }}' },
			items: range(3).map((index) => ({
				json: { tenant: index === 1 ? 'nowhere' : callGear(0).url, chat: chatOf(index) } as IDataObject,
			})),
			credentials: { callGearApi: { ...account(0).credential(), baseUrl: '={{ $json.tenant }}' } as never },
			onError: 'continueErrorOutput',
		});
		expect(main.map(({ json }) => json.ext_id)).toEqual(['tg-0', 'tg-2']);
		expect(failed.map(errorIn)).toMatchObject([{ field: 'Base URL', delivery: 'notSent' }]);
	});
});
