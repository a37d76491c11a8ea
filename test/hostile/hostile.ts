import { range, uniqueId } from 'lodash';

import { type Sandbox, startSandbox, type VendorName } from '../../sandbox';
import type { NodeContract } from '../../testkit/contract';
import { type NodeResult, type NodeRun, runNode } from '../../testkit/n8n';
import { ProcessedStore, rememberIn } from '../../testkit/processedStore';
import { corpus, type Hostile } from './corpus';
import { problemsOf } from './judge';
import { type Place, placesOf } from './places';

/** Longer than any value needs, however busy the machine: a pattern that runs wild takes minutes. */
const PATIENCE_MS = 10_000;

/** So many values are tried side by side, each lane with a vendor of its own: "Send Once" lets time pass with every one of them. */
const LANES = 8;

/** Puts every value of the corpus into every field of a vendor's nodes: each is refused by its field's name, or arrives as it is. */
export function describeHostile(vendor: VendorName): void {
	let lanes: Sandbox[];
	beforeAll(async () => {
		lanes = await Promise.all(range(LANES).map(async () => await startSandbox({ vendors: [vendor] })));
		await rememberIn(new ProcessedStore());
	});
	afterAll(async () => await Promise.all(lanes.map(async (lane) => await lane.stop())));

	const contractOf = ({ way }: Place, lane: Sandbox): NodeContract =>
		way.entry.contract(() => lane.vendors[vendor]);

	/** A fresh vendor, and a run of one item with the value in its place. */
	function prepared(place: Place, value: unknown, lane: Sandbox): NodeRun {
		const contract = contractOf(place, lane);
		lane.reset();
		contract.prepare?.(1);
		const { json, ...files } = contract.item(0);
		return {
			node: contract.node,
			items: [{ ...files, json: place.put(place.way.json ?? json ?? {}, value) }],
			credentials: contract.credentials(),
			parameters: place.parameters,
			workflow: uniqueId('hostile-'),
		};
	}

	async function check(place: Place, { title, value }: Hostile, lane: Sandbox): Promise<string[]> {
		const started = performance.now();
		const result = await patiently(() => ({
			...prepared(place, value, lane),
			onError: 'continueErrorOutput',
		}));
		const requests = lane.vendors[vendor].store.requests();
		const problems = problemsOf({ ...place, contract: contractOf(place, lane), value, result, requests });
		if (performance.now() - started > PATIENCE_MS) problems.push('it took too long');
		return problems.map((problem) => `${title}: ${problem}`);
	}

	it.each(placesOf(vendor))(
		'$title',
		async (place) => {
			const problems: string[] = [];
			const left = corpus.values();
			await Promise.all(
				lanes.map(async (lane) => {
					for (const one of left) problems.push(...(await check(place, one, lane)));
				}),
			);
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
