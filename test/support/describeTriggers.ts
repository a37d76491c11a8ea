import { type Sandbox, startSandbox, type VendorName } from '../../sandbox';
import { type FoundTrigger, triggerContracts } from '../../testkit/contracts';
import { packNodes } from '../../testkit/pack';
import { describeCalled } from './triggers/called';
import { describeListening } from './triggers/listening';
import { describePolling } from './triggers/polling';

/** Runs the promises of every trigger of a vendor: what starts its flow, how often, and what never does. */
export function describeTriggers(vendor: VendorName): void {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ vendors: [vendor] });
	});
	afterAll(async () => await sandbox.stop());
	beforeEach(() => sandbox.reset());

	for (const contract of triggerContracts.filter((each) => each.vendor === vendor)) {
		describe(`${contract.node} keeps the contract of triggers`, () =>
			describerOf(contract)(contract, () => sandbox.vendors[vendor]));
	}
}

/** By how it hears of events. */
function describerOf({ node }: FoundTrigger): typeof describeCalled {
	const { poll, trigger } = nodes.get(node) ?? {};
	if (poll) return describePolling;
	return trigger ? describeListening : describeCalled;
}

const nodes = packNodes();
