import type { VendorName } from '../../sandbox';
import type { Way } from '../../testkit/contract';
import { actionContracts, described, entriesOf, type Entry } from '../../testkit/contracts';
import { fieldsOf } from './fields';

/** A node in one of its ways: one of its variants, with all of its parameters. */
export interface NodeWay extends Way {
	entry: Entry;
}

/** Every way of a vendor's nodes, those that show more first. */
export function waysOf(vendor: VendorName): NodeWay[] {
	const nodes = actionContracts.filter((contract) => contract.vendor === vendor);
	const special = nodes.flatMap((node) => {
		const [entry] = entriesOf(node);
		const { parameters } = described(entry);
		return (node.ways ?? []).map((way) => ({
			entry,
			...way,
			parameters: { ...parameters, ...way.parameters },
		}));
	});
	const plain = nodes.flatMap(entriesOf).map((entry) => ({ entry, parameters: described(entry).parameters }));
	return [...special, ...plain, ...plain.filter(sendsOnce).map(byOwnKey)];
}

const sendsOnce = ({ entry }: NodeWay) =>
	fieldsOf(described(entry).node).some(({ path }) => path.at(-1) === 'sendOnceKey');

/** The same, with the key of "Send Once" to be given. */
function byOwnKey({ parameters, ...way }: NodeWay): NodeWay {
	return {
		...way,
		parameters: { ...parameters, options: { ...(parameters.options as object), sendOnce: 'key' } },
	};
}
