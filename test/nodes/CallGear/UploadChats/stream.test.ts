import type { IDataObject } from 'n8n-workflow';
import { range } from 'lodash';

import { ProcessedStore, rememberIn } from '../../../../testkit/processedStore';
import type { NodeRun } from '../../../../testkit/n8n';
import { errorIn, useCallGear } from '../support';

const { callGear, upload, calls, chats } = useCallGear();

const CONTINUE = { onError: 'continueErrorOutput' } as const;

/** One request for each, one after the other. */
const options = { accountTimezone: 'Asia/Dubai', batchSize: 1, concurrency: 1 };
const row = (index: number, more: IDataObject = {}): IDataObject => ({
	chat_id: `chat ${index}`,
	ext_id: `tg-${index}`,
	phone: '971500000001',
	site_id: '3101',
	date_time: '2026-02-03 10:00:05',
	source: 'visitor',
	message: 'Hi',
	...more,
});
const send = async (rows: IDataObject[], more: IDataObject = {}, run: Partial<NodeRun> = {}) =>
	await upload(rows, { source: 'rows', options: { ...options, ...more } as never }, run);

/** The last one names an operator, for whom CallGear is asked: that tells when it was read. */
const readLast = (last: IDataObject = {}) => [
	...range(5).map((index) => row(index)),
	row(5, { source: 'operator', employee_id: 'Aisha Khan', ...last }),
];
const methods = () => calls().map(({ method }) => method);
const ids = () => chats().map(({ ext_id: id }) => id);

/** So long that a first look does not hold on to it. */
const long = 'x'.repeat(300_000);
const longRows = (count: number, change: (index: number) => IDataObject = () => ({})) =>
	range(count).map((index) => row(index, { message: long, ...change(index) }));

describe('where the flow goes on', () => {
	it('chats are sent while later ones are still to be read', async () => {
		const { error } = await send(readLast(), {}, CONTINUE);
		expect(error).toBeUndefined();
		expect(ids()).toEqual(range(6).map((index) => `tg-${index}`));
		expect(methods().indexOf('get.employees')).toBeGreaterThan(methods().indexOf('upload.chats'));
	});

	it('all that is wrong is told in the end, wherever it stands', async () => {
		const rows = range(6).map((index) => row(index, index % 2 ? { source: `bot ${index}` } : {}));
		const { main, failed, hints } = await send(rows, {}, CONTINUE);
		expect(main.map(({ json }) => json.ext_id)).toEqual(['tg-0', 'tg-2', 'tg-4']);
		expect(failed.map((item) => errorIn(item).item)).toEqual([1, 3, 5]);
		expect(hints[0].join()).toContain('3 of 6 items cannot be uploaded. ');
	});

	it('what comes after the day’s points are spent is told why, and is not sent', async () => {
		callGear().settings.dayLimit = 1;
		const { main, failed } = await send(
			range(6).map((index) => row(index, index === 4 ? { source: 'bot' } : {})),
			{},
			CONTINUE,
		);
		expect(main.map(({ json }) => json.ext_id)).toEqual(['tg-0']);
		expect(failed.map((item) => errorIn(item).delivery)).toEqual([
			'refused',
			'notSent',
			'notSent',
			'notSent',
			'notSent',
		]);
		expect(errorIn(failed[3]).message).toContain('holds "bot"');
		expect(calls('upload.chats')).toHaveLength(2);
	});
});

describe('with On Error "Stop"', () => {
	it('all chats are read before the first is sent', async () => {
		const { error } = await send(readLast());
		expect(error).toBeUndefined();
		expect(chats()).toHaveLength(6);
		expect(methods().indexOf('get.employees')).toBeLessThan(methods().indexOf('upload.chats'));
	});

	it('nothing is sent as long as one is wrong, however much comes before it', async () => {
		const { error } = await send(longRows(5, (index) => (index === 4 ? { source: 'bot' } : {})));
		expect(error?.message).toBe('"Message Source Column (source)" holds "bot"');
		expect(error?.description).toContain('Nothing was sent.');
		expect(calls()).toEqual([]);
	});

	it('what was read twice is sent once', async () => {
		const { error, main } = await send(longRows(5));
		expect(error).toBeUndefined();
		expect(ids()).toEqual(range(5).map((index) => `tg-${index}`));
		expect(main.map(({ json }) => json.ext_id)).toEqual(ids());
		expect(calls('upload.chats')).toHaveLength(5);
	});
});

describe('Check Only', () => {
	it('counts requests and chats over all of them, also of those that came first', async () => {
		const { main } = await send(
			range(5).map((index) => row(index)),
			{ checkOnly: true, batchSize: 2 },
		);
		expect(main.map(({ json: { request, requests, chats: count } }) => [request, requests, count])).toEqual([
			[1, 3, 5],
			[1, 3, 5],
			[2, 3, 5],
			[2, 3, 5],
			[3, 3, 5],
		]);
		expect(calls()).toEqual([]);
	});
});

describe('Skip If Uploaded Before', () => {
	const store = new ProcessedStore();
	beforeAll(async () => await rememberIn(store));
	beforeEach(() => store.clear());

	it('two chats of one ID are both uploaded by the run that brings them first', async () => {
		const twins = [row(0), row(1, { ext_id: 'tg-0' })];
		await send(twins, { skipUploaded: 'node' }, CONTINUE);
		expect(ids()).toEqual(['tg-0', 'tg-0']);
		const { main } = await send([...twins, row(2)], { skipUploaded: 'node' }, CONTINUE);
		expect(main.map(({ json }) => json.skipped)).toEqual([true, true, undefined]);
		expect(ids()).toEqual(['tg-0', 'tg-0', 'tg-2']);
	});

	it('passes over what it knows, however much there is', async () => {
		await send(longRows(3), { skipUploaded: 'node' });
		const { main, hints } = await send(longRows(5), { skipUploaded: 'node' });
		expect(hints[0]).toContain('3 of 5 chats were uploaded before and are skipped.');
		expect(main.map(({ json }) => json.skipped)).toEqual([true, true, true, undefined, undefined]);
		expect(ids()).toEqual(range(5).map((index) => `tg-${index}`));
	});
});
