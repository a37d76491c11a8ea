import { BINARY_IN_JSON_PROPERTY, type IBinaryData } from 'n8n-workflow';

import { vendors } from '../../sandbox/vendors';
import { contracts, described, type Entry, titleOf } from '../../testkit/contracts';
import { type NodeRun, runNode } from '../../testkit/n8n';
import { startAlone, type Vendor } from '../faults/stage';

const rows = contracts.map((entry) => ({ entry, title: titleOf(entry) }));
const uploads = rows.filter(({ entry }) => described(entry).item(0).files !== undefined);
const downloads = rows.filter(({ title }) => title.includes('Download'));

const running = new Map<string, Vendor>();

beforeAll(async () => {
	for (const { name } of vendors) running.set(name, await startAlone(name));
});
afterAll(async () => {
	for (const vendor of running.values()) await vendor.stop();
});

/** Runs a node on one item, its files in the data of the item. */
async function run(
	{ vendor: name, contract: of }: Entry,
	change: (run: NodeRun) => Partial<NodeRun> = () => ({}),
) {
	const vendor = running.get(name) as Vendor;
	vendor.reset();
	const contract = of(() => vendor);
	contract.prepare?.(1);
	const { node, parameters } = contract;
	const one: NodeRun = {
		node,
		parameters,
		items: [contract.item(0)],
		credentials: contract.credentials(),
		binaryMode: 'filesystem',
		filesInData: true,
	};
	return { contract, result: await runNode({ ...one, ...change(one) }) };
}

/** The item with its only file under another name. */
function renamed({ items = [] }: NodeRun, name: string): Partial<NodeRun> {
	const [{ files = {}, ...item }] = items;
	return { items: [{ ...item, files: { [name]: Object.values(files)[0] } }] };
}

describe('a workflow that keeps files in the data of its items', () => {
	it('was tried with every node that takes or gives files', () => {
		expect([uploads.length, downloads.length].map((count) => count > 1)).toEqual([true, true]);
	});

	it.each(uploads)('$title sends the file that its field names', async ({ entry }) => {
		const { contract, result } = await run(entry);
		expect(result.error).toBeUndefined();
		expect(contract.delivered()).toEqual([0]);
	});

	it.each(uploads)('$title sends the only file under any name', async ({ entry }) => {
		const { contract, result } = await run(entry, (one) => renamed(one, 'photo'));
		expect(result.error).toBeUndefined();
		expect(contract.delivered()).toEqual([0]);
	});

	it.each(uploads)('$title names the files that there are', async ({ entry }) => {
		const { result } = await run(entry, (one) => {
			const [{ files = {}, ...item }] = one.items ?? [];
			const [file] = Object.values(files);
			return { items: [{ ...item, files: { photo: file, page: file } }] };
		});
		expect(result.error?.description).toContain('This item has: photo, page.');
	});

	it.each(downloads)('$title gives the file there', async ({ entry }) => {
		const { result } = await run(entry);
		const { [BINARY_IN_JSON_PROPERTY]: files } = result.main[0].json;
		expect(Object.values(files as Record<string, IBinaryData>)).toEqual([
			expect.objectContaining({ id: expect.stringContaining('filesystem-v2:') as string }),
		]);
	});
});
