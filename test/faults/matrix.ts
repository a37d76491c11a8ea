import dns from 'node:dns';
import { countBy, range } from 'lodash';

import type { VendorName } from '../../sandbox';
import type { NodeContract, Report } from '../support/contract';
import { contracts, described, titleOf } from '../support/contracts';
import { type CellResult, type Load, runCell, sparedCalls } from './cell';
import { type FaultName, faultNames, faults } from './faults';

const MANY = 12;

const loads: Load[] = [
	{ items: 1, concurrency: 1 },
	{ items: 1, concurrency: 8 },
	{ items: MANY, concurrency: 1 },
	{ items: MANY, concurrency: 8 },
];

/** What the user learns about the items that a fault strikes. */
export function reportOf(contract: NodeContract, name: FaultName): Report {
	const { writes, reads } = faults[name];
	return contract.exceptions?.[name]?.report ?? (contract.writes ? writes : reads);
}

interface CellSummary {
	verdicts: Record<string, number>;
	cameTrue: boolean;
	strangerCalls: number;
	shown: string[];
}

/** Every fault × every load, for every node of one vendor. */
export function describeMatrix(vendor: VendorName): void {
	const rows = contracts.filter((entry) => entry.vendor === vendor);
	const cells = rows.flatMap((entry) =>
		faultNames.flatMap((name) => loads.map((load) => ({ entry, name, load, title: titleOf(entry) }))),
	);
	unknownHosts();
	it.concurrent.each(cells)(
		'$title: $name, $load.items items, $load.concurrency at once',
		async ({ entry, name, load }) => {
			const result = await runCell(entry, faults[name], load);
			const expected = expectedOf(described(entry), name, load, result);
			const { verdicts, struck, strangerCalls, shown } = result;
			// No cell may pass because its fault never came
			const cameTrue = struck > 0 || faults[name].hits === 'all';
			expect({ verdicts: countBy(verdicts), cameTrue, strangerCalls, shown }).toEqual(expected);
		},
	);
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
	return { verdicts, cameTrue: true, strangerCalls: 0, shown: [] };
}

const CODES: Record<string, string> = { 'unknown.invalid': 'ENOTFOUND', 'silent.invalid': 'EAI_AGAIN' };

/** Two names fail as they do on a machine with and without a network, and no question leaves this one. */
function unknownHosts(): void {
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
