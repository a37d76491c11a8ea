import { range } from 'lodash';

import { startSandbox } from '../../../sandbox';
import { isCall } from '../../../testkit/contract';
import type { FoundTrigger } from '../../../testkit/contracts';
import { type Listener, listen } from '../../../testkit/listener';
import { runOf, type RunningVendor } from './run';

/** What a trigger keeps that has a connection to the vendor open. */
export function describeListening(contract: FoundTrigger, vendor: RunningVendor): void {
	const { samples, foreign } = contract;
	const happens = async (told: unknown) => await contract.happens?.(vendor(), told);
	const all = Object.values(samples);
	const [sample] = all;
	let listener: Listener;
	beforeEach(async () => {
		listener = await listen(runOf(contract, vendor));
	});
	afterEach(async () => await listener.stop());

	const keys = () => listener.started.flat().map(({ eventKey }) => eventKey);
	const wanted = all.map(({ item }) => item.eventKey).sort();

	it.each(Object.entries(samples))('%s becomes its item', async (_, one) => {
		await happens(one.told);
		await until(() => listener.started.length > 0);
		expect(listener.started).toEqual([[one.item]]);
		expect(listener.failures).toEqual([]);
	});

	it('events that come in another order, all at once and once more start the flow once each', async () => {
		await Promise.all([...all, ...all].reverse().map(async ({ told }) => await happens(told)));
		await until(() => listener.started.flat().length >= all.length);
		await pause();
		expect(keys().sort()).toEqual(wanted);
	});

	it('an event of a name that nobody knows starts nothing, and those after it come all the same', async () => {
		await happens(foreign);
		await happens(sample.told);
		await until(() => listener.started.length > 0);
		expect(listener.started).toEqual([[sample.item]]);
	});

	it.each(['status', 'resetBefore', 'html'] as const)(
		'when the connection fails (%s) it is made again, and the next event comes once',
		async (kind) => {
			vendor().faults.add({
				fault:
					kind === 'status'
						? { kind, status: 503, body: '' }
						: kind === 'html'
							? { kind, processed: false }
							: { kind },
				times: 2,
			});
			await happens(sample.told);
			await until(() => listener.started.length > 0);
			await pause();
			expect(keys()).toEqual([sample.item.eventKey]);
		},
	);

	it('when the flow is taken back nothing is asked for any more, and no event starts it', async () => {
		await listener.stop();
		await until(() => vendor().store.counters.inFlight === 0);
		const before = vendor().store.requests().length;
		await happens(sample.told);
		await pause();
		expect(vendor().store.requests()).toHaveLength(before);
		expect(listener.started).toEqual([]);
	});

	/** Makes an event happen until somebody listens to it again. */
	const happensUntilHeard = async (at: ReturnType<RunningVendor>, heard: () => boolean) => {
		while (!heard()) {
			await contract.happens?.(at, sample.told);
			await pause();
		}
	};

	it('when the vendor has forgotten its session a new one is opened, and the next event comes once', async () => {
		vendor().reset();
		await happensUntilHeard(vendor(), () => listener.started.length > 0);
		expect(keys()).toEqual([sample.item.eventKey]);
		expect(listener.failures).toEqual([]);
	});

	it('when the vendor goes away and comes back the next event comes once', async () => {
		const { vendor: name } = contract;
		const first = await startSandbox({ vendors: [name] });
		const port = Number(new URL(first.vendors[name].url).port);
		const lasting = await listen(runOf(contract, () => first.vendors[name]));
		await first.stop();
		await pause();
		const second = await startSandbox({ vendors: [name], ports: { [name]: port } });
		await happensUntilHeard(second.vendors[name], () => lasting.started.length > 0);
		await lasting.stop();
		await second.stop();
		expect(lasting.started).toEqual([[sample.item]]);
		expect(lasting.failures).toEqual([]);
	});

	const { numbered, registration } = contract;
	if (numbered) {
		it('of 1,000 events none is lost, and none comes twice', async () => {
			await Promise.all(range(1000).map(async (index) => await happens(numbered(index))));
			await until(() => listener.started.length >= 1000);
			await pause();
			expect(listener.started).toHaveLength(1000);
			expect(new Set(keys()).size).toBe(1000);
		});
	}

	it('an event that comes ten times at once starts the flow once', async () => {
		await Promise.all(range(10).map(async () => await happens(sample.told)));
		await until(() => listener.started.length > 0);
		await pause();
		expect(listener.started).toEqual([[sample.item]]);
	});

	if (registration) {
		it('published twice and taken back twice it opens and ends each connection once', async () => {
			const count = (call: typeof registration.enter) =>
				vendor()
					.store.requests()
					.filter((request) => isCall(call, request)).length;
			const again = await listen(runOf(contract, vendor));
			expect(count(registration.enter)).toBe(2);
			for (const each of [listener, again, listener, again]) await each.stop();
			expect([count(registration.enter), count(registration.remove)]).toEqual([2, 2]);
		});
	}

	it('a test from the editor takes what happens next', async () => {
		const tested = await listen({ ...runOf(contract, vendor), mode: 'manual' });
		await happens(sample.told);
		await until(() => tested.started.length > 0);
		await tested.stop();
		expect(tested.started).toEqual([[sample.item]]);
	});
}

const pause = async () => await new Promise((resolve) => setTimeout(resolve, 300));

/** Waits until something holds; the test's own time limit ends it. */
async function until(holds: () => boolean): Promise<void> {
	while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}
