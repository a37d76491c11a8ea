import { countBy, range } from 'lodash';

import { contracts, titleOf } from '../../testkit/contracts';
import { runNode } from '../../testkit/n8n';
import { optionsAdded, sparedCalls } from './cell';
import { startAlone } from './stage';

const ITEMS = 12;

const cells = contracts.flatMap((entry) =>
	[0, 1, 8].map((concurrency) => ({ entry, title: titleOf(entry), concurrency })),
);

/** The items that a sentence of the error lists, e.g. `items 0–4, 7`. */
function listed(sentence: string, description: string): number[] {
	const list = new RegExp(`${sentence}: items? ([\\d–, ]+)\\.`).exec(description)?.[1] ?? '';
	return list
		.split(', ')
		.filter((run) => run !== '')
		.flatMap((run) => {
			const [from, to = from] = run.split('–').map(Number);
			return range(from, to + 1);
		});
}

describe('On Error "Stop"', () => {
	it.concurrent.each(cells)(
		'tells of each item of $title what became of it, $concurrency at once',
		async ({ entry, concurrency }) => {
			const vendor = await startAlone(entry.vendor);
			try {
				const contract = entry.contract(() => vendor);
				contract.prepare?.(ITEMS);
				const after = sparedCalls(contract, { items: ITEMS, concurrency });
				// A refusal that is no one's fault: reads and writes alike stop at it
				const fault = { kind: 'status', status: 400, body: '' } as const;
				vendor.faults.add({ when: { ...contract.call, after }, times: 2, fault });
				const { error } = await runNode({
					node: contract.node,
					items: range(ITEMS).map((index) => contract.item(index)),
					credentials: contract.credentials(),
					parameters: optionsAdded(contract.parameters, { concurrency }),
				});
				const description = String(error?.description);
				const done = listed('Already carried out', description);
				const failed = [Number(error?.context.itemIndex), ...listed('Failed as well', description)];
				const open = listed('Not started', description);
				expect([...done, ...failed, ...open].sort((a, b) => a - b)).toEqual(range(ITEMS));
				expect(countBy(contract.delivered())).toEqual(countBy(done));
				expect(done).not.toEqual([]);
			} finally {
				await vendor.stop();
			}
		},
	);
});
