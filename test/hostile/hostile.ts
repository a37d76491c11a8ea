import { DataDeduplicationService } from 'n8n-core';

import { type Sandbox, startSandbox, type VendorName } from '../../sandbox';
import type { NodeContract } from '../../testkit/contract';
import { type NodeResult, type NodeRun, runNode } from '../../testkit/n8n';
import { ProcessedStore } from '../../testkit/processedStore';
import { corpus } from './corpus';
import { problemsOf } from './judge';
import { type Place, placesOf } from './places';

/** Longer than any value needs, however busy the machine: a pattern that runs wild takes minutes. */
const PATIENCE_MS = 10_000;

/** Puts every value of the corpus into every field of a vendor's nodes: each is refused by its field's name, or arrives as it is. */
export function describeHostile(vendor: VendorName): void {
	let sandbox: Sandbox;
	const store = new ProcessedStore();
	beforeAll(async () => {
		sandbox = await startSandbox({ vendors: [vendor] });
		await DataDeduplicationService.init(store);
	});
	afterAll(async () => await sandbox.stop());

	const contractOf = ({ way }: Place): NodeContract => way.entry.contract(() => sandbox.vendors[vendor]);

	/** A fresh vendor, and a run of one item with the value in its place. */
	function prepared(place: Place, value: unknown): NodeRun {
		const contract = contractOf(place);
		sandbox.reset();
		store.clear();
		contract.prepare?.(1);
		const { json, ...files } = contract.item(0);
		return {
			node: contract.node,
			items: [{ ...files, json: place.put(place.way.json ?? json ?? {}, value) }],
			credentials: contract.credentials(),
			parameters: place.parameters,
		};
	}

	async function check(place: Place, value: unknown): Promise<string[]> {
		const started = performance.now();
		const result = await patiently(() => ({ ...prepared(place, value), onError: 'continueErrorOutput' }));
		const requests = sandbox.vendors[vendor].store.requests();
		const problems = problemsOf({ ...place, contract: contractOf(place), value, result, requests });
		return performance.now() - started > PATIENCE_MS ? [...problems, 'it took too long'] : problems;
	}

	it.each(placesOf(vendor))(
		'$title',
		async (place) => {
			const problems: string[] = [];
			for (const { title, value } of corpus)
				problems.push(...(await check(place, value)).map((problem) => `${title}: ${problem}`));
			expect(problems).toEqual([]);
			expect(Object.prototype).not.toHaveProperty('polluted');
		},
		120_000,
	);
}

/** n8n gives its own checks of a pattern a quarter of a second by the clock, which a busy machine may spend on others. */
export async function patiently(make: () => NodeRun): Promise<NodeResult> {
	for (let tries = 1; ; tries += 1) {
		try {
			return await runNode(make());
		} catch (caught) {
			const busy = (caught as Error).message === 'Regular expression execution timed out';
			if (!busy || tries === 5) throw caught;
		}
	}
}
