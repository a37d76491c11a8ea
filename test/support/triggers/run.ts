import type { Sandbox, VendorName } from '../../../sandbox';
import type { FoundTrigger } from '../../../testkit/contracts';
import type { TriggerRun } from '../../../testkit/placedTrigger';

export type RunningVendor = () => Sandbox['vendors'][VendorName];

let published = 0;

/** A run of its own for each test. */
export function runOf(contract: FoundTrigger, vendor: RunningVendor): TriggerRun {
	const { node, parameters, credentials, prepare } = contract;
	published += 1;
	prepare?.(vendor());
	return { node, parameters, credentials: credentials(vendor), id: `${node}-${published}` };
}
