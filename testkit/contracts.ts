import { sortBy } from 'lodash';

import type { Sandbox, VendorName } from '../sandbox';
import { vendors } from '../sandbox/vendors';
import type { ActionContract, NodeContract } from './contract';
import { exportsOf, filesBelow } from './files';

/** An action node as its contract tells of it. */
export interface FoundContract extends ActionContract {
	/** The folder of the node, by that of its contract, e.g. `nodes/Haptik/SendFile`. */
	folder: string;
	vendor: VendorName;
}

/** One of a node's variants, and which vendor has to run for it. */
export interface Entry {
	vendor: VendorName;
	contract: (vendor: () => Sandbox['vendors'][VendorName]) => NodeContract;
}

const FILE = /^test\/(nodes\/(\w+)\/\w+)\/contract\.ts$/;

const nameOf = (room: string) => vendors.find(({ name }) => name.toLowerCase() === room.toLowerCase())?.name;

function found(file: string): FoundContract[] {
	const [, folder, room] = FILE.exec(file) ?? [];
	if (folder === undefined) return [];
	const vendor = nameOf(room);
	const { contract } = exportsOf(file) as { contract?: ActionContract };
	if (!vendor) throw new Error(`The sandbox has no vendor for ${file}`);
	if (!contract) throw new Error(`${file} exports no contract`);
	return [{ ...contract, folder, vendor }];
}

/** The contract of every action node, found by its place: vendors in the order of the sandbox, their operations by name. */
export const actionContracts = sortBy(filesBelow('test/nodes').flatMap(found), ({ vendor }) =>
	vendors.findIndex(({ name }) => name === vendor),
);

/** The variants of a node. */
export function entriesOf({ node, vendor, variants }: FoundContract): Entry[] {
	return variants.map((variant) => ({
		vendor,
		contract: (running) => ({ ...variant(running), node, vendor: running }),
	}));
}

/** Every action node, or each of its variants where it has several. */
export const contracts = actionContracts.flatMap(entriesOf);

/** As the tables name it, e.g. `genesysAttachFile (new file)`. */
export function titleOf(entry: Entry): string {
	const { node, variant } = described(entry);
	return variant === undefined ? node : `${node} (${variant})`;
}

/** What a contract says without a running vendor. */
export function described({ contract }: Entry): NodeContract {
	return contract(() => {
		throw new Error('This needs a running vendor');
	});
}
