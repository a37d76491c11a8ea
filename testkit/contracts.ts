import { sortBy } from 'lodash';

import type { Sandbox, VendorName } from '../sandbox';
import { vendors } from '../sandbox/vendors';
import type { ActionContract, NodeContract } from './contract';
import { exportsOf, filesBelow } from './files';
import type { TriggerContract } from './trigger';

interface Place {
	/** The folder of the node, by that of its contract, e.g. `nodes/Haptik/SendFile`. */
	folder: string;
	vendor: VendorName;
}

/** An action node as its contract tells of it. */
export interface FoundContract extends ActionContract, Place {}

/** A trigger as its contract tells of it. */
export interface FoundTrigger extends TriggerContract, Place {}

/** One of a node's variants, and which vendor has to run for it. */
export interface Entry {
	vendor: VendorName;
	contract: (vendor: () => Sandbox['vendors'][VendorName]) => NodeContract;
}

const FILE = /^test\/(nodes\/(\w+)\/\w+)\/contract\.ts$/;

const nameOf = (room: string) => vendors.find(({ name }) => name.toLowerCase() === room.toLowerCase())?.name;

/**
 * What a contract's file exports, with what its place tells.
 * @throws an Error when it lies in the folder of no vendor, or exports anything but one contract
 */
export function contractIn(file: string, exported: object): FoundContract | FoundTrigger {
	const [, folder = '', room = ''] = FILE.exec(file) ?? [];
	const vendor = nameOf(room);
	if (!vendor) throw new Error(`The sandbox has no vendor for ${file}`);
	const { contract, trigger } = exported as { contract?: ActionContract; trigger?: TriggerContract };
	if (contract && !trigger) return { ...contract, folder, vendor };
	if (trigger && !contract) return { ...trigger, folder, vendor };
	throw new Error(`${file} must export "contract" for an action node, or "trigger" for a trigger`);
}

/** The contract of every node, found by its place: vendors in the order of the sandbox, their operations by name. */
const everyContract = sortBy(
	filesBelow('test/nodes')
		.filter((file) => FILE.test(file))
		.map((file) => contractIn(file, exportsOf(file) as object)),
	({ vendor }) => vendors.findIndex(({ name }) => name === vendor),
);

export const actionContracts = everyContract.filter((found) => 'variants' in found);

export const triggerContracts = everyContract.filter((found) => 'samples' in found);

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
