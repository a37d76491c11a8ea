import { ProcessedStore, rememberIn } from '../../../../testkit/processedStore';
import { contract, pdf, photo, UPLOAD, useHaptik } from '../support';

const { haptik, files, send } = useHaptik();

const terms = { bytes: pdf('terms'), fileName: 'terms.pdf', mimeType: 'application/pdf' };
const items = [{ files: { data: photo, second: contract, third: terms } }];
const all = { binaryField: 'data,second,third' };
const names = () => files().map(({ file }) => file?.fileName);
const strike = (fileName: string, times = 1, lost = false) =>
	haptik().faults.add({
		when: { path: UPLOAD, bodyIncludes: fileName },
		times,
		fault: lost ? { kind: 'resetAfter' } : { kind: 'status', status: 400, body: 'no' },
	});

describe('several files of an item, when n8n tries again', () => {
	it.each(['stopWorkflow', 'continueRegularOutput'] as const)(
		'are sent once each, under %s',
		async (onError) => {
			strike('contract.pdf', 2);
			const { error, main } = await send(all, { items, tries: 3, onError });
			expect(error).toBeUndefined();
			expect(names()).toEqual(['photo.jpg', 'contract.pdf', 'terms.pdf']);
			expect(main.map(({ json }) => json.file_name)).toEqual(['photo.jpg', 'contract.pdf', 'terms.pdf']);
			expect(new Set(main.map(({ json }) => json.message_id)).size).toBe(3);
		},
	);

	it.each(['default', 'filesystem'] as const)(
		'are sent once each in a retry of the execution, in binary mode %s',
		async (binaryMode) => {
			strike('contract.pdf');
			const of = await send(all, { items, binaryMode });
			expect(of.error?.description).toContain('A retry sends only what was not delivered.');
			const { error, main } = await send(all, { items, binaryMode, retry: { of } });
			expect(error).toBeUndefined();
			expect(names()).toEqual(['photo.jpg', 'contract.pdf', 'terms.pdf']);
			expect(main).toHaveLength(3);
		},
	);

	it('are told apart when one is left out for the retry', async () => {
		strike('terms.pdf');
		const of = await send(all, { items });
		const { error } = await send({ binaryField: 'second,third' }, { items, retry: { of } });
		expect(error).toBeUndefined();
		expect(names()).toEqual(['photo.jpg', 'contract.pdf', 'terms.pdf']);
	});

	it('are two when they look alike', async () => {
		const twins = [{ files: { data: photo, second: photo, third: terms } }];
		strike('terms.pdf');
		const { error } = await send(all, { items: twins, tries: 2 });
		expect(error).toBeUndefined();
		expect(names()).toEqual(['photo.jpg', 'photo.jpg', 'terms.pdf']);
	});

	it('are not sent again once one of them is in doubt, unless that is wanted', async () => {
		strike('contract.pdf', 1, true);
		const of = await send(all, { items, tries: 3 });
		expect(names()).toEqual(['photo.jpg', 'contract.pdf']);
		expect(of.error?.description).not.toContain('A retry sends only');
		const options = { retryUncertainSends: true };
		const { error } = await send({ ...all, options }, { items, retry: { of } });
		expect(error).toBeUndefined();
		expect(names()).toEqual(['photo.jpg', 'contract.pdf', 'contract.pdf', 'terms.pdf']);
	});
});

describe('several files of an item under Send Once, of which one was refused', () => {
	const store = new ProcessedStore();
	beforeAll(async () => await rememberIn(store));
	beforeEach(() => store.clear());

	const options = { sendOnce: 'key', sendOnceKey: 'order 7' };
	const once = { ...all, options };

	it('are not sent again by another execution', async () => {
		strike('contract.pdf');
		await send(once, { items, execution: { id: '1' } });
		const { error } = await send(once, { items, execution: { id: '2' } });
		expect(names()).toEqual(['photo.jpg']);
		expect(error?.message).toContain('This was begun before');
	});

	it('are sent once each when n8n tries again, and in a retry', async () => {
		strike('contract.pdf', 3);
		const of = await send(once, { items, tries: 2, execution: { id: '1' } });
		await send(once, { items, execution: { id: '2' } });
		await send(once, { items, retry: { of }, execution: { id: '3' } });
		const { error } = await send(once, { items, retry: { of }, execution: { id: '4' } });
		expect(error).toBeUndefined();
		expect(names()).toEqual(['photo.jpg', 'contract.pdf', 'terms.pdf']);
		const { main } = await send(once, { items, execution: { id: '5' } });
		expect(main.map(({ json }) => json)).toEqual([{ alreadyDelivered: true }]);
		expect(names()).toHaveLength(3);
	});

	it('are sent by another execution where none of them had arrived', async () => {
		strike('photo.jpg');
		await send(once, { items, execution: { id: '1' } });
		const { error } = await send(once, { items, execution: { id: '2' } });
		expect(error).toBeUndefined();
		expect(names()).toEqual(['photo.jpg', 'contract.pdf', 'terms.pdf']);
	});
});
