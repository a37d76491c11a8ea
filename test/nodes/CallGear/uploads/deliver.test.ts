import { range } from 'lodash';

import { Failure } from '../../../../nodes/engine/errors';
import { Refusal, type Target } from '../../../../nodes/CallGear/answers';
import type { Account } from '../../../../nodes/CallGear/api';
import { packBatches } from '../../../../nodes/CallGear/uploads/batches';
import { Delivery, type UploadId } from '../../../../nodes/CallGear/uploads/deliver';
import type { Ready } from '../../../../nodes/CallGear/uploads/ready';

const account = { id: 'account' } as Account;
const chats = { one: 'chat', list: 'chats' };
const chatOf = (index: number, more: object = {}): Ready => ({
	account,
	body: { ext_id: `c${index}`, site_id: 3101, messages: [{ employee_id: 9012 }], ...more },
	bytes: 100,
	mark: `c${index}`,
	shown: {},
	warnings: () => [],
	items: [index],
	labelOf: () => undefined,
});

const no = { message: 'no', remedy: '' };
const refusal = (target: Target = {}) =>
	new Refusal({ ...no, delivery: 'refused' }, -32602, target, (label) => ({ ...no, field: label }));

/** A vendor that takes a batch whole or not at all. */
function vendor(isBad: (chat: Ready) => boolean, more: Target | ((bad: Ready[]) => Target) = {}) {
	const accepted: Ready[] = [];
	const sizes: number[] = [];
	const outcomes = new Map<number, UploadId | Failure>();
	const delivery = new Delivery(
		chats,
		async (batch) => {
			sizes.push(batch.length);
			const bad = batch.filter(isBad);
			if (bad.length > 0) throw refusal(typeof more === 'function' ? more(bad) : more);
			accepted.push(...batch);
			return batch.map(({ items: [item] }) => 1000 + item);
		},
		({ items: [item] }, outcome) => {
			expect(outcomes.has(item)).toBe(false);
			outcomes.set(item, outcome);
		},
	);
	const items = () => accepted.map(({ items: [item] }) => item);
	return { delivery, items, sizes, outcomes };
}

const badOnes = new Set([3, 17, 18, 49]);
const isBad = ({ items: [item] }: Ready) => badOnes.has(item);

describe('Delivery', () => {
	it('sends a good batch once and pairs the ids', async () => {
		const { delivery, sizes, outcomes } = vendor(() => false);
		await delivery.send(range(5).map((index) => chatOf(index)));
		expect(sizes).toEqual([5]);
		expect([...outcomes]).toEqual(range(5).map((index) => [index, 1000 + index]));
	});

	it('finds the bad chats by halves when CallGear points at none, and sends every good one once', async () => {
		const { delivery, items, sizes, outcomes } = vendor(isBad);
		await delivery.send(range(50).map((index) => chatOf(index)));
		expect(items().sort((a, b) => a - b)).toEqual(range(50).filter((index) => !badOnes.has(index)));
		expect(range(50).filter((index) => outcomes.get(index) instanceof Failure)).toEqual([...badOnes]);
		expect(sizes.length).toBeLessThan(40);
	});

	it('leaves out the one chat that holds the named value, and sends the rest at once', async () => {
		const batch = range(50).map((index) => chatOf(index, index === 31 ? { site_id: 7 } : {}));
		const { delivery, items, sizes } = vendor(({ body }) => body.site_id === 7, {
			field: 'chats.site_id',
			value: 7,
		});
		await delivery.send(batch);
		expect(sizes).toEqual([50, 49]);
		expect(items()).not.toContain(31);
		expect(items()).toHaveLength(49);
	});

	it.each([
		'chats.messages.employee_id',
		'chats.31.messages.0.employee_id',
		'params.chats[31].messages[0].employee_id',
	])('understands the place %s', async (field) => {
		const batch = range(50).map((index) =>
			chatOf(index, index === 31 ? { messages: [{}, { employee_id: 7 }] } : {}),
		);
		const { delivery, sizes } = vendor(({ items: [item] }) => item === 31, { field, value: 7 });
		await delivery.send(batch);
		expect(sizes).toEqual([50, 49]);
	});

	it('trusts a position only when the chat there holds the value', async () => {
		const batch = range(8).map((index) => chatOf(index, [2, 5].includes(index) ? { site_id: 7 } : {}));
		const bad = ({ items: [item] }: Ready) => item === 5;
		const counted = vendor(bad, { field: 'chats.5.site_id', value: 7 });
		await counted.delivery.send(batch);
		expect(counted.sizes).toEqual([8, 7]);
		const fromOne = vendor(bad, { field: 'chats.6.site_id', value: 7 });
		await fromOne.delivery.send(batch);
		expect(fromOne.items()).toHaveLength(7);
		expect(fromOne.outcomes.get(5)).toBeInstanceOf(Failure);
		expect(fromOne.outcomes.get(6)).toBe(1006);
	});

	it('asks no more than twice per chat when all are bad, also when each is pointed at', async () => {
		const batch = range(500).map((index) => chatOf(index, { site_id: index }));
		const { delivery, sizes, outcomes } = vendor(
			() => true,
			([bad]) => ({ field: 'chats.site_id', value: bad.body.site_id }),
		);
		await delivery.send(batch);
		expect(outcomes.size).toBe(500);
		expect(sizes.length).toBeLessThan(1000);
		expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(500 * 2 * 10);
	});

	it('remembers that a number was too many', async () => {
		const sizes: number[] = [];
		const delivery = new Delivery(
			chats,
			async (batch) => {
				sizes.push(batch.length);
				if (batch.length > 50) throw refusal({ field: 'chats' });
				return batch.map(() => 1);
			},
			() => undefined,
		);
		await delivery.send(range(200).map((index) => chatOf(index)));
		await delivery.send(range(200).map((index) => chatOf(index)));
		expect(sizes.filter((size) => size > 50)).toEqual([200, 100]);
		expect(sizes.filter((size) => size === 50)).toHaveLength(8);
	});

	it.each([
		['chats', 60, [60, 30, 30, 30, 30]],
		['params.chats', 60, [60, 30, 30, 30, 30]],
		['chats.site_id', 60, [60, 30, 30, 60, 30, 30]],
		[undefined, 60, [60, 30, 30, 60, 30, 30]],
		// A number that is always taken cannot be the reason
		['chats', 50, [50, 25, 25, 50, 25, 25]],
	])('blames the number only where that can be the reason: %s, %i chats', async (field, count, expected) => {
		const sizes: number[] = [];
		const delivery = new Delivery(
			chats,
			async (batch) => {
				sizes.push(batch.length);
				if (batch.length === count) throw refusal({ field });
				return batch.map(() => 1);
			},
			() => undefined,
		);
		const batch = range(count).map((index) => chatOf(index));
		await delivery.send(batch);
		await delivery.send(batch);
		expect(sizes).toEqual(expected);
	});

	it('points at one chat of each half where the whole batch has two that hold the value', async () => {
		const batch = range(8).map((index) => chatOf(index, [1, 5].includes(index) ? { site_id: 7 } : {}));
		const { delivery, sizes } = vendor(({ body }) => body.site_id === 7, {
			field: 'chats.site_id',
			value: 7,
		});
		await delivery.send(batch);
		expect(sizes).toEqual([8, 4, 3, 4, 3]);
	});

	it.each<[string, unknown, object]>([
		['chats.name', undefined, { name: undefined }],
		['chats.name', null, { name: null }],
		['chats.name.length', 3, { name: 'Ann' }],
		['chats.name.length', 3, { name: null }],
		['user_id', 7, { user_id: 7 }],
		['', 7, { site_id: 7 }],
	])('holds no chat to be the one for %j with %j that is no value of it', async (field, value, innocent) => {
		const batch = range(4).map((index) => chatOf(index, { name: 'Anna', ...(index === 2 ? innocent : {}) }));
		const { delivery, outcomes } = vendor(({ items: [item] }) => item === 0, { field, value });
		await delivery.send(batch);
		expect(range(4).filter((index) => outcomes.get(index) instanceof Failure)).toEqual([0]);
	});

	it('gives every chat of a batch the failure that leaves its outcome open, and sends none of it again', async () => {
		const lost = new Failure({ message: 'lost', remedy: '', delivery: 'uncertain' });
		const outcomes: unknown[] = [];
		const upload = jest.fn().mockRejectedValue(lost);
		await new Delivery(chats, upload, (_chat, outcome) => outcomes.push(outcome)).send(
			range(5).map((index) => chatOf(index)),
		);
		expect(upload).toHaveBeenCalledTimes(1);
		expect(outcomes).toEqual([lost, lost, lost, lost, lost]);
	});

	it('never sends accepted chats again when the answer of the second half is lost', async () => {
		const lost = new Failure({ message: 'lost', remedy: '', delivery: 'uncertain' });
		const sent: number[][] = [];
		const outcomes = new Map<number, UploadId | Failure>();
		const answers = [refusal(), [1, 2], lost];
		const delivery = new Delivery(
			chats,
			async (batch) => {
				sent.push(batch.map(({ items: [item] }) => item));
				const answer = answers.shift();
				if (answer instanceof Failure) throw answer;
				return answer as number[];
			},
			({ items: [item] }, outcome) => outcomes.set(item, outcome),
		);
		await delivery.send(range(4).map((index) => chatOf(index)));
		expect(sent).toEqual([
			[0, 1, 2, 3],
			[0, 1],
			[2, 3],
		]);
		expect([...outcomes.values()]).toEqual([1, 2, lost, lost]);
	});

	it('ends in the middle of a batch when it is over', async () => {
		let over = false;
		const outcomes: unknown[] = [];
		const upload = jest.fn().mockImplementation(async () => {
			over = true;
			throw refusal();
		});
		const delivery = new Delivery(chats, upload, (_chat, outcome) => outcomes.push(outcome), {
			again: false,
			over: () => over,
		});
		await delivery.send(range(4).map((index) => chatOf(index)));
		expect(upload).toHaveBeenCalledTimes(1);
		expect(outcomes).toEqual([]);
	});
});

describe('chats in doubt', () => {
	const inDoubt = (target: Target = {}) => refusal(target).with({ delivery: 'uncertain', tries: 2 });
	const deliveries = (outcomes: Map<number, UploadId | Failure>) =>
		[...outcomes]
			.sort(([a], [b]) => a - b)
			.map(([, outcome]) => (outcome instanceof Failure ? outcome.facts.delivery : outcome));

	/** The first request is refused after another try of it was lost; what the others give is up to `then`. */
	function doubtful(again: boolean, then: (batch: Ready[]) => UploadId[], over = () => false) {
		const sizes: number[] = [];
		const outcomes = new Map<number, UploadId | Failure>();
		const delivery = new Delivery(
			chats,
			async (batch) => {
				sizes.push(batch.length);
				if (sizes.length === 1) throw inDoubt({ field: 'chats.ext_id', value: 'c1' });
				return await Promise.resolve(then(batch));
			},
			({ items: [item] }, outcome) => {
				expect(outcomes.has(item)).toBe(false);
				outcomes.set(item, outcome);
			},
			{ again, over },
		);
		return { delivery, sizes, outcomes };
	}
	const batch = () => range(4).map((index) => chatOf(index));
	const refuseAll = () => {
		throw refusal();
	};

	it('are not sent again, and are all reported as such, where that is not wanted', async () => {
		const { delivery, sizes, outcomes } = doubtful(false, refuseAll);
		await delivery.send(batch());
		expect(sizes).toEqual([4]);
		expect(deliveries(outcomes)).toEqual(['uncertain', 'uncertain', 'uncertain', 'uncertain']);
	});

	it('stay so when they are sent again and refused, by whatever request', async () => {
		const { delivery, sizes, outcomes } = doubtful(true, refuseAll);
		await delivery.send(batch());
		expect(sizes).toEqual([4, 3, 2, 1, 1, 1]);
		expect(deliveries(outcomes)).toEqual(['uncertain', 'uncertain', 'uncertain', 'uncertain']);
	});

	it('are in doubt no longer once they are accepted', async () => {
		const { delivery, outcomes } = doubtful(true, (sent) => sent.map(({ items: [item] }) => 100 + item));
		await delivery.send(batch());
		expect(deliveries(outcomes)).toEqual([100, 'uncertain', 102, 103]);
	});

	it.each<[string, () => never]>([
		[
			'that was not sent',
			() => {
				throw new Failure({ message: 'wait', remedy: '', delivery: 'notSent' });
			},
		],
		[
			'that nobody has foreseen',
			() => {
				throw new TypeError('x is not a function');
			},
		],
	])('stay so after a request %s', async (_, then) => {
		const { delivery, outcomes } = doubtful(true, then);
		await delivery.send(batch());
		expect(deliveries(outcomes)).toEqual(['uncertain', 'uncertain', 'uncertain', 'uncertain']);
	});

	it('are reported when all is over before they could be sent again', async () => {
		let ended = false;
		const { delivery, sizes, outcomes } = doubtful(
			true,
			refuseAll,
			() => ended || (ended = sizes.length === 2),
		);
		await delivery.send(batch());
		expect(sizes).toEqual([4, 3]);
		expect(deliveries(outcomes)).toEqual(['uncertain', 'uncertain', 'uncertain', 'uncertain']);
		expect((outcomes.get(3) as Failure).facts).toEqual({
			message: 'An earlier try to upload this chat got no answer',
			remedy: 'Another try was not made.',
			delivery: 'uncertain',
			vendor: 'CallGear',
		});
	});

	it('are not sent again unless that is wanted', async () => {
		const upload = jest.fn().mockRejectedValue(inDoubt());
		await new Delivery(chats, upload, () => undefined).send(batch());
		expect(upload).toHaveBeenCalledTimes(1);
	});

	it('share what their batch has waited', async () => {
		const seen = new Set<object>();
		const delivery = new Delivery(
			chats,
			async (_batch, waited) => {
				seen.add(waited);
				throw await Promise.resolve(refusal());
			},
			() => undefined,
		);
		await delivery.send(batch());
		expect([...seen]).toEqual([{ ms: 0 }]);
		await delivery.send(batch());
		expect(seen.size).toBe(2);
	});
});

describe('packBatches', () => {
	it('fills a request to the last byte, and counts the comma between two', async () => {
		const sizes = async (maxBytes: number) => {
			const given: number[] = [];
			for await (const batch of packBatches([chatOf(0), chatOf(1)], 50, maxBytes)) given.push(batch.length);
			return given;
		};
		expect(await sizes(201)).toEqual([2]);
		expect(await sizes(200)).toEqual([1, 1]);
	});

	const packed = async (...given: Parameters<typeof packBatches>) => {
		const batches: Ready[][] = [];
		for await (const batch of packBatches(...given)) batches.push(batch);
		return batches;
	};
	const sizes = (batches: Ready[][]) => batches.map((batch) => batch.length);
	const itemsOf = (batches: Ready[][]) => batches.map((batch) => batch.map(({ items: [item] }) => item));

	it('fills batches in order, by number and by bytes', async () => {
		const batch = range(120).map((index) => chatOf(index));
		const batches = await packed(batch, 50);
		expect(sizes(batches)).toEqual([50, 50, 20]);
		expect(batches.flat()).toEqual(batch);
		expect(sizes(await packed(batch.slice(0, 10), 50, 404))).toEqual([4, 4, 2]);
		expect(sizes(await packed(batch.slice(0, 3), 50, 10))).toEqual([1, 1, 1]);
		expect(await packed([], 50)).toEqual([]);
	});

	it('keeps accounts apart, as credentials with an expression give them', async () => {
		const other = { id: 'other' } as Account;
		const batch = range(6).map((index) => ({ ...chatOf(index), ...(index % 3 ? { account: other } : {}) }));
		expect(itemsOf(await packed(batch, 3))).toEqual([[1, 2, 4], [0, 3], [5]]);
	});

	it('keeps the customers of an agent apart', async () => {
		const batch = range(6).map((index) => ({ ...chatOf(index), userId: index % 2 ? 20017 : undefined }));
		expect(itemsOf(await packed(batch, 2))).toEqual([[0, 2], [1, 3], [4], [5]]);
	});

	it('gives a batch as soon as it is full, and takes nothing more before it is asked', async () => {
		let taken = 0;
		const source = function* () {
			for (const index of range(10)) {
				taken += 1;
				yield chatOf(index);
			}
		};
		const batches = packBatches(source(), 3);
		expect((await batches.next()).value).toHaveLength(3);
		expect(taken).toBe(3);
		expect((await batches.next()).value).toHaveLength(3);
		expect(taken).toBe(6);
	});
});
