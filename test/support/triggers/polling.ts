import type { FoundTrigger } from '../../../testkit/contracts';
import { poller } from '../../../testkit/poller';
import { runOf, type RunningVendor } from './run';

/** What a trigger keeps that asks at intervals. */
export function describePolling(contract: FoundTrigger, vendor: RunningVendor): void {
	const { samples } = contract;
	const happens = async (told: unknown) => await contract.happens?.(vendor(), told);
	const all = Object.values(samples);
	const [sample, ...others] = all;

	it('what has happened before it is published starts nothing', async () => {
		await happens(sample.told);
		const { poll } = poller(runOf(contract, vendor));
		await expect(poll()).resolves.toEqual([]);
		await expect(poll()).resolves.toEqual([]);
	});

	it.each(Object.entries(samples))('%s becomes its item, once', async (_, one) => {
		const { poll } = poller(runOf(contract, vendor));
		await poll();
		await happens(one.told);
		await expect(poll()).resolves.toEqual([one.item]);
		await expect(poll()).resolves.toEqual([]);
	});

	it('n8n that is killed and started again goes on where it was', async () => {
		const run = runOf(contract, vendor);
		const before = poller(run);
		await before.poll();
		await happens(sample.told);
		await expect(before.poll()).resolves.toEqual([sample.item]);
		const after = poller({ ...run, kept: before.kept() });
		for (const { told } of others) await happens(told);
		const given = await after.poll();
		expect(given.map(({ eventKey }) => eventKey).sort()).toEqual(
			others.map(({ item }) => item.eventKey).sort(),
		);
	});

	it('what a poll that failed has missed comes with the next', async () => {
		const { poll } = poller(runOf(contract, vendor));
		await poll();
		await happens(sample.told);
		vendor().faults.add({ fault: { kind: 'status', status: 500, body: 'broken' }, times: Infinity });
		await expect(poll()).rejects.toThrow();
		vendor().faults.clear();
		await expect(poll()).resolves.toEqual([sample.item]);
	});

	it('a test from the editor gets a sample, and changes nothing', async () => {
		const { poll, sample: fetch, kept } = poller(runOf(contract, vendor));
		await poll();
		await happens(sample.told);
		const before = kept();
		await expect(fetch()).resolves.toEqual([sample.item]);
		expect(kept()).toEqual(before);
		await expect(poll()).resolves.toEqual([sample.item]);
	});
}
