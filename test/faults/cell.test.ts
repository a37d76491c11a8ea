import { contracts, type Entry } from '../../testkit/contracts';
import { type FaultCase, faults } from '../../testkit/faults';
import { agains } from '../../testkit/matrix';
import { runCell } from './cell';

const load = { items: 1, concurrency: 1 };

/** A contract under which the vendor holds nothing, whatever the node does. */
const forgetful = ({ vendor, contract }: Entry): Entry => ({
	vendor,
	contract: (running) => ({ ...contract(running), delivered: () => [] }),
});

describe('the comparison of reports with what the vendor holds', () => {
	it('sees an item that is there twice', async () => {
		const [entry] = contracts;
		// What the user allows with this option is what the matrix must find
		const options = { retryUncertainSends: true };
		const fault = faults['connection reset after the vendor has acted'];
		const { verdicts } = await runCell(entry, { ...fault, options }, load);
		expect(verdicts).toEqual(['doubled']);
	});

	it.each(Object.keys(agains))(
		'sees an item that is there twice because n8n tried again: %s',
		async (how) => {
			const [entry] = contracts;
			const options = { retryUncertainSends: true, maxTries: 1 };
			const fault: FaultCase = {
				...faults['connection reset after the vendor has acted'],
				arrange: (stage) => stage.strike({ kind: 'resetAfter' }, 1),
				options,
			};
			const { verdicts } = await runCell(entry, fault, { ...agains[how], items: 1 });
			expect(verdicts).toEqual(['doubled']);
		},
	);

	it('sees an item that is reported and not there', async () => {
		const { verdicts } = await runCell(forgetful(contracts[0]), faults['429 without Retry-After'], load);
		expect(verdicts).toEqual(['lost']);
	});
});
