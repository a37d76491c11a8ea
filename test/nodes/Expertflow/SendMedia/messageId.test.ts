import { BinaryDataService } from 'n8n-core';

import type { NodeRun } from '../../../../testkit/n8n';
import { login, PNG, run, store, useExpertflow, vendor, withFile } from '../support';
import { fromFile, fromUrl, messages, NODE, RECEIVE, stored, uploads } from './support';

useExpertflow();

const OTHER = Buffer.concat([PNG.subarray(1), PNG.subarray(0, 1)]);

const byAddress = { ...fromUrl, fileDetails: { fileName: 'photo.jpg' } };

/** The ids of the messages of one run. */
async function idsOf(parameters: object, more: Partial<NodeRun> = {}) {
	const before = messages().length;
	const { error } = await run(NODE, parameters as Record<string, string>, { items: [withFile()], ...more });
	expect(error).toBeUndefined();
	return messages()
		.slice(before)
		.map(({ id }) => id);
}

beforeEach(() => {
	vendor().settings.refuseDuplicateIds = true;
	store('1_a.png', PNG, 'image/png');
});

const sources = { 'a file': fromFile, 'an address': byAddress, 'a stored file': stored };
const both = ['default', 'filesystem'] as const;

describe.each(Object.entries(sources))('the id of a message with %s', (_source, parameters) => {
	it('is another one in another execution, so that a reminder is not lost as a double', async () => {
		const ids = [
			...(await idsOf(parameters, { execution: { id: '17' } })),
			...(await idsOf(parameters, { execution: { id: '18' } })),
		];
		expect(new Set(ids).size).toBe(2);
	});

	it('is another one in another run of a loop', async () => {
		expect(new Set(await idsOf(parameters, { runs: 3 })).size).toBe(3);
	});

	it('is another one for another item that looks alike', async () => {
		expect(new Set(await idsOf(parameters, { items: [withFile(), withFile()] })).size).toBe(2);
	});

	it('is the same when n8n starts the same execution anew', async () => {
		vendor().settings.refuseDuplicateIds = false;
		const first = await idsOf(parameters, { execution: { id: '17' } });
		expect(await idsOf(parameters, { execution: { id: '17' } })).toEqual(first);
	});

	describe('in the retry of a failed execution', () => {
		const items = [withFile({}, { n: 1 }), withFile({}, { n: 2 })];
		const asked = () =>
			vendor()
				.store.requests(RECEIVE)
				.map(({ body }) => (body as { id: string }).id);
		const sent = async (more: Partial<NodeRun>) =>
			await run(
				NODE,
				{ ...(parameters as Record<string, string>), options: { concurrency: 1 } },
				{
					items,
					...more,
				},
			);
		const failing = async (more: Partial<NodeRun> = {}) => {
			const when = { ...RECEIVE, after: 1 };
			vendor().faults.add({ when, fault: { kind: 'status', status: 400 } });
			return await sent({ execution: { id: '17' }, ...more });
		};

		it('is the one that it had, also of a message that is sent at last', async () => {
			const of = await failing();
			expect(of.error?.message).toContain('Expertflow refused the message');
			const retried = await sent({ retry: { of }, execution: { id: '18' } });
			expect(retried.error).toBeUndefined();
			const [delivered, refused, second, ...more] = asked();
			expect(second).toBe(refused);
			expect(more).toEqual([]);
			expect(messages().map(({ id }) => id)).toEqual([delivered, refused]);
		});

		it('is another one for what has changed since', async () => {
			const of = await failing();
			const change: NonNullable<NodeRun['retry']>['change'] = (item, index) =>
				index === 1 ? { ...item, json: { n: 'changed' } } : item;
			await sent({ retry: { of, change }, execution: { id: '18' } });
			const [, refused, second] = asked();
			expect(second).not.toBe(refused);
		});

		it('is a new one where nothing was kept', async () => {
			await failing();
			const [first] = asked();
			const retried = await idsOf(parameters, { items, execution: { id: '18', mode: 'retry' } });
			expect(retried).not.toContain(first);
		});

		it('is not asked for where failures do not end the execution', async () => {
			const { stored: kept, failed } = await failing({ onError: 'continueErrorOutput' });
			expect(failed).toHaveLength(1);
			expect(kept()).not.toContain('idOfExecution');
			expect((await failing()).stored()).toContain('idOfExecution');
		});
	});
});

describe('the content', () => {
	it.each(both)('is told apart by its bytes in %s mode, whatever name and size say', async (binaryMode) => {
		const ids = [
			...(await idsOf(fromFile, { binaryMode })),
			...(await idsOf(fromFile, { binaryMode, items: [withFile({ bytes: OTHER })] })),
		];
		expect(new Set(ids).size).toBe(2);
	});

	it.each(both)('is the same in %s mode when its bytes are', async (binaryMode) => {
		vendor().settings.refuseDuplicateIds = false;
		expect(await idsOf(fromFile, { binaryMode })).toEqual(await idsOf(fromFile, { binaryMode }));
	});

	it('is known by its bytes when the file was sent twice for a renewed session', async () => {
		vendor().settings.refuseDuplicateIds = false;
		vendor().settings.gateway = '4.9';
		const account = login();
		const sent = async () => await run(NODE, fromFile, { items: [withFile()], account });
		await sent();
		vendor().state.tokens.clear();
		await sent();
		const [first, second] = messages();
		expect(second.id).toBe(first.id);
		expect(uploads()).toHaveLength(3);
	});

	it('is not read twice', async () => {
		const opening = jest.spyOn(BinaryDataService.prototype, 'getAsStream');
		await idsOf(fromFile, { binaryMode: 'filesystem' });
		expect(opening).toHaveBeenCalledTimes(1);
		opening.mockRestore();
	});

	it.each(both)(
		'does not replace a file of the same name that was sent before, in %s mode',
		async (binaryMode) => {
			await idsOf(fromFile, { binaryMode });
			await idsOf(fromFile, { binaryMode, items: [withFile({ bytes: OTHER })] });
			const urls = messages().map(({ body }) => body.attachment.mediaUrl);
			expect(new Set(urls).size).toBe(2);
		},
	);
});
