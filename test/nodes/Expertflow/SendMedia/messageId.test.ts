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
		const failing = async (more: Partial<NodeRun> = {}) => {
			const when = { ...RECEIVE, after: 1 };
			vendor().faults.add({ when, fault: { kind: 'status', status: 400 } });
			const options = { concurrency: 1 };
			const result = await run(
				NODE,
				{ ...(parameters as Record<string, string>), options },
				{
					items,
					execution: { id: '17' },
					...more,
				},
			);
			return { ...result, ids: messages().map(({ id }) => id) };
		};

		it('is the one that it had, so that what was delivered before can be recognised', async () => {
			vendor().settings.refuseDuplicateIds = false;
			const { ids, customData, error } = await failing();
			expect(error?.message).toContain('Expertflow refused the message');
			const retried = await idsOf(parameters, { items, execution: { id: '18', mode: 'retry', customData } });
			expect(retried[0]).toBe(ids[0]);
			expect(retried).toHaveLength(2);
		});

		it('is a new one where nothing was kept', async () => {
			const { ids } = await failing();
			const retried = await idsOf(parameters, { items, execution: { id: '18', mode: 'retry' } });
			expect(retried).not.toContain(ids[0]);
		});

		it('is not taken from the data of an execution that is no retry', async () => {
			const { ids, customData } = await failing();
			const other = await idsOf(parameters, { items, execution: { id: '18', customData } });
			expect(other).not.toContain(ids[0]);
		});

		it('is not asked for where failures do not end the execution', async () => {
			const { customData, failed } = await failing({ onError: 'continueErrorOutput' });
			expect(failed).toHaveLength(1);
			expect(customData).toEqual({});
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
