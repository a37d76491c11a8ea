import { groupBy, uniq } from 'lodash';

import { vendors } from '../../sandbox/vendors';
import { type FaultName, faultNames, type Report } from '../../testkit/faults';
import { faultsOfCalls, loads, reportOf } from '../../testkit/matrix';
import { packNodes } from '../../testkit/pack';
import { contracts, described, type Entry } from '../support/contracts';

const WORDS: Record<Report, string> = {
	delivered: 'delivered once',
	'not delivered': 'not delivered',
	uncertain: 'uncertain',
};

/** The tables of the users' page: every node × every fault, one table for each vendor, from the same data that the tests run on. */
export function reliabilityTables(): string {
	const byVendor = Object.entries(groupBy(contracts, ({ vendor }) => vendor));
	return [counted(), ...byVendor.map(([vendor, entries]) => vendorTable(vendor, entries))].join('\n\n');
}

function counted(): string {
	const nodes = uniq(contracts.map((entry) => described(entry).node)).length;
	const own = contracts.length * faultNames.length * loads.length;
	const steps = contracts.flatMap((entry) => Object.keys(described(entry).steps ?? {})).length;
	return [
		`${nodes} nodes in ${contracts.length} ways of use, ${faultNames.length} faults, ${loads.length} loads: ${own} runs.`,
		`${steps} calls around them, such as sign-ins, × ${faultsOfCalls.length} faults: ${steps * faultsOfCalls.length} more.`,
	].join(' ');
}

function vendorTable(vendor: string, entries: Entry[]): string {
	const title = vendors.find(({ name }) => name === vendor)?.title ?? vendor;
	const reasons = uniq(entries.flatMap((entry) => faultNames.flatMap((name) => reasonOf(entry, name) ?? [])));
	const cell = (entry: Entry, name: FaultName) => {
		const reason = reasonOf(entry, name);
		const note = reason === undefined ? '' : ` (${reasons.indexOf(reason) + 1})`;
		return `${WORDS[reportOf(described(entry), name)]}${note}`;
	};
	const notes = reasons.map((reason, index) => `${index + 1}. ${reason}.`);
	return [
		`### ${title}`,
		'',
		row(['what goes wrong', ...entries.map(columnOf)]),
		row(['---', ...entries.map(() => '---')]),
		...faultNames.map((name) => row([name, ...entries.map((entry) => cell(entry, name))])),
		...(notes.length > 0 ? ['', ...notes] : []),
	].join('\n');
}

const row = (cells: string[]) => `| ${cells.join(' | ')} |`;

function reasonOf(entry: Entry, name: FaultName): string | undefined {
	return described(entry).exceptions?.[name]?.because;
}

function columnOf(entry: Entry): string {
	const { node, variant } = described(entry);
	const name = packNodes().get(node)?.description.displayName ?? node;
	return variant === undefined ? name : `${name}, ${variant}`;
}
