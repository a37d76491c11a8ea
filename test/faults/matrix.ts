import dns from 'node:dns';
import { countBy, range } from 'lodash';

import type { VendorName } from '../../sandbox';
import type { NodeContract } from '../../testkit/contract';
import { contracts, described, titleOf } from '../../testkit/contracts';
import { type FaultName, faultNames, faults } from '../../testkit/faults';
import { type Again, agains, faultsOfCalls, type Load, loads, MANY, reportOf } from '../../testkit/matrix';
import { type CellResult, runCell, sparedCalls, unknownCalls } from './cell';

interface CellSummary {
	verdicts: Record<string, number>;
	cameTrue: boolean;
	obedient: boolean;
	strangerCalls: number;
	shown: string[];
	careless: string[];
}

/** Every fault × every load, for every node of one vendor; and every fault of a call on every other call that the node makes. */
export function describeMatrix(vendor: VendorName): void {
	const rows = contracts
		.filter((entry) => entry.vendor === vendor)
		.map((entry) => ({ entry, title: titleOf(entry), steps: Object.keys(described(entry).steps ?? {}) }));
	silentHosts();
	// Loading the nodes stops a slow machine for longer than the timeouts of some cells
	beforeAll(async () => {
		for (const { entry } of rows) await unknownCalls(entry);
	});

	const cells = rows.flatMap((row) =>
		faultNames.flatMap((name) => loads.map((load) => ({ ...row, name, load }))),
	);
	it.concurrent.each(cells)(
		'$title: $name, $load.items items, $load.concurrency at once',
		async ({ entry, name, load }) => {
			const result = await runCell(entry, faults[name], load);
			expect(summed(result, name, load)).toEqual(expectedOf(described(entry), name, load, result));
		},
	);

	const againCells = rows.flatMap((row) =>
		faultNames.flatMap((name) => Object.keys(agains).map((how) => ({ ...row, name, how }))),
	);
	it.concurrent.each(againCells)(
		'$title: $name, then n8n tries again: $how',
		async ({ entry, name, how }) => {
			const again = agains[how];
			const result = await runCell(entry, faults[name], again);
			expect(summed(result, name, again)).toEqual(expectedAgain(described(entry), name, again, result));
		},
	);

	const stepCells = rows.flatMap(({ entry, title, steps }) =>
		steps.flatMap((step) => faultsOfCalls.map((name) => ({ entry, title, step, name }))),
	);
	if (stepCells.length > 0) {
		it.concurrent.each(stepCells)(
			'$title, $step: $name, nothing is lost or doubled',
			async ({ entry, name, step }) => {
				const load = { items: MANY, concurrency: 8 };
				const { verdicts, ...rest } = summed(await runCell(entry, faults[name], load, step), name, load);
				expect(verdicts).not.toHaveProperty('lost');
				expect(verdicts).not.toHaveProperty('doubled');
				expect(rest).toEqual(asItShouldBe);
			},
		);
	}

	it.concurrent.each(rows)('$title makes the calls of its contract and no others', async ({ entry }) => {
		expect(await unknownCalls(entry)).toEqual([]);
	});
}

const asItShouldBe = { cameTrue: true, obedient: true, strangerCalls: 0, shown: [], careless: [] };

function summed(
	{ verdicts, struck, strangerCalls, shown, careless }: CellResult,
	name: FaultName,
	load: Load | Again,
): CellSummary {
	const { hits } = faults[name];
	const runs = 'tries' in load ? 2 * load.tries + 1 : 1;
	return {
		verdicts: countBy(verdicts),
		// No cell may pass because its fault never came
		cameTrue: struck > 0 || hits === 'all',
		// Told to stay away, only calls that are under way still come
		obedient: hits !== 'rest' || struck <= (load.concurrency || load.items) * runs,
		strangerCalls,
		shown,
		careless,
	};
}

function expectedOf(
	contract: NodeContract,
	name: FaultName,
	load: Load,
	{ struck }: CellResult,
): CellSummary {
	const { hits = 'some' } = faults[name];
	const { itemsPerCall = 1 } = contract;
	const hit = {
		all: load.items,
		rest: load.items - sparedCalls(contract, load) * itemsPerCall,
		some: Math.min(load.items, struck * itemsPerCall),
	}[hits];
	const report = reportOf(contract, name);
	const verdicts = countBy(range(load.items), (index) => (index < hit ? report : 'delivered'));
	return { verdicts, ...asItShouldBe };
}

/** What passes once the fault is over, is delivered by the next try; what may have arrived, by none. What was only read is read again. */
function expectedAgain(
	contract: NodeContract,
	name: FaultName,
	again: Again,
	result: CellResult,
): CellSummary {
	const expected = expectedOf(contract, name, again, result);
	const { hits = 'some' } = faults[name];
	const report = reportOf(contract, name);
	if (hits === 'rest' && !contract.writes) return { ...expected, verdicts: { [report]: again.items } };
	if (hits !== 'some' || report === 'uncertain') return expected;
	return { ...expected, verdicts: { delivered: again.items } };
}

const CODES: Record<string, string> = { 'unknown.invalid': 'ENOTFOUND', 'silent.invalid': 'EAI_AGAIN' };

/** Two names fail as they do on a machine with and without a network, and no question leaves this one. */
function silentHosts(): void {
	const { lookup } = dns;
	beforeAll(() => {
		dns.lookup = ((host: string, ...rest: unknown[]) => {
			const code = CODES[host];
			if (!code) return Reflect.apply(lookup, dns, [host, ...rest]);
			const error = Object.assign(new Error(`getaddrinfo ${code} ${host}`), { code, syscall: 'getaddrinfo' });
			(rest.at(-1) as (error: Error) => void)(error);
			return undefined;
		}) as typeof lookup;
	});
	afterAll(() => {
		dns.lookup = lookup;
	});
}
