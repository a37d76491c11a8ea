import { groupBy, uniq } from 'lodash';

import { type FaultName, faultNames, type Report } from '../../../testkit/faults';
import { agains, faultsOfCalls, loads, reportOf } from '../../../testkit/matrix';
import { table } from '../markdown';
import type { NodeContract } from '../../../testkit/contract';
import type { Material } from '../material';

const WORDS: Record<Report, string> = {
	delivered: 'delivered once',
	'not delivered': 'not delivered',
	uncertain: 'uncertain',
};

/** One of the ways in which a node is used. */
interface Way {
	vendor: string;
	contract: NodeContract;
}

/** Every node × every fault, one table for each vendor, from the same contracts that the tests run on. */
export function faultTables({ operations, nodes }: Material): string {
	const ways = operations.flatMap(({ vendor, variants }) =>
		variants.map((contract) => ({ vendor, contract })),
	);
	const byVendor = Object.entries(groupBy(ways, ({ vendor }) => vendor));
	const sections = byVendor.map(([vendor, own]) => vendorSection(vendor, own, nodes));
	return [counted(ways), ...sections].join('\n\n');
}

function counted(ways: Way[]): string {
	const nodes = uniq(ways.map(({ contract }) => contract.node)).length;
	const own = ways.length * faultNames.length * loads.length;
	const again = Object.keys(agains);
	const steps = ways.flatMap(({ contract }) => Object.keys(contract.steps ?? {})).length;
	return [
		`${nodes} nodes in ${ways.length} ways of use, ${faultNames.length} faults, ${loads.length} loads: ${own} runs.`,
		`In ${again.length} ways n8n then tries again (${again.join(', ')}): ${ways.length * faultNames.length * again.length} more, in which nothing that was delivered or may have been is sent again.`,
		`${steps} calls around them, such as sign-ins, × ${faultsOfCalls.length} faults: ${steps * faultsOfCalls.length} more.`,
	].join(' ');
}

function vendorSection(vendor: string, ways: Way[], nodes: Material['nodes']): string {
	const reasons = uniq(ways.flatMap((way) => faultNames.flatMap((name) => reasonOf(way, name) ?? [])));
	const cell = (way: Way, name: FaultName) => {
		const reason = reasonOf(way, name);
		const note = reason === undefined ? '' : ` (${reasons.indexOf(reason) + 1})`;
		return `${WORDS[reportOf(way.contract, name)]}${note}`;
	};
	const rows = faultNames.map((name) => [name, ...ways.map((way) => cell(way, name))]);
	const notes = reasons.map((reason, index) => `${index + 1}. ${reason}.`);
	return [
		`### ${vendor}`,
		table(['what goes wrong', ...ways.map((way) => columnOf(way, nodes))], rows),
		...(notes.length > 0 ? [notes.join('\n')] : []),
	].join('\n\n');
}

function reasonOf({ contract }: Way, name: FaultName): string | undefined {
	return contract.exceptions?.[name]?.because;
}

function columnOf({ contract: { node, variant } }: Way, nodes: Material['nodes']): string {
	const name = nodes.get(node)?.description.displayName ?? node;
	return variant === undefined ? name : `${name}, ${variant}`;
}
