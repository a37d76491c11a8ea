import { Store } from '../../sandbox/store';
import type { Expectation } from '../../testkit/example';
import { compareVendor, describe as described, watch } from '../../tools/demo/compare';

const expectation = (expected: unknown[], more: Partial<Expectation> = {}): Expectation => ({
	vendor: 'haptik',
	kind: 'message',
	compare: ({ fact }) => fact.text,
	expected,
	...more,
});

function vendor() {
	const store = new Store(() => new Date());
	return { store, taken: watch({ store }) };
}

const REQUEST = {
	method: 'POST',
	path: '/a',
	query: {},
	headers: {},
	body: '',
	rawSha256: '',
	size: 0,
	files: [],
};

describe('what a vendor holds against what was sent', () => {
	it('finds no difference when it holds exactly that, in any order and with keys in any order', () => {
		const { store, taken } = vendor();
		store.hold('message', { text: { b: 2, a: [1, { d: 4, c: 3 }] } });
		store.hold('message', { text: 'one' });
		expect(compareVendor([expectation(['one', { a: [1, { c: 3, d: 4 }], b: 2 }])], taken())).toEqual([]);
	});

	it('does not count what was there before', () => {
		const { store } = vendor();
		store.hold('message', { text: 'old' });
		const taken = watch({ store });
		store.hold('message', { text: 'new' });
		expect(compareVendor([expectation(['new'])], taken())).toEqual([]);
	});

	it('names what is missing and what is too much', () => {
		const { store, taken } = vendor();
		store.hold('message', { text: 'two' });
		expect(compareVendor([expectation(['one'])], taken())).toEqual([
			'1 of 1 message missing, e.g. "one"',
			'1 message not expected, e.g. "two"',
		]);
	});

	it('counts doubles: one sent and two held is a difference, and so is two sent and one held', () => {
		const twice = vendor();
		twice.store.hold('message', { text: 'one' });
		twice.store.hold('message', { text: 'one' });
		expect(compareVendor([expectation(['one'])], twice.taken())).toEqual([
			'1 message not expected, e.g. "one"',
		]);
		const once = vendor();
		once.store.hold('message', { text: 'one' });
		expect(compareVendor([expectation(['one', 'one'])], once.taken())).toEqual([
			'1 of 2 messages missing, e.g. "one"',
		]);
	});

	it('tells apart lists in another order, and a number from its text', () => {
		const { store, taken } = vendor();
		store.hold('message', { text: [1, 2] });
		store.hold('message', { text: 7 });
		expect(compareVendor([expectation([[2, 1], '7'])], taken())).toHaveLength(2);
	});

	it('refuses facts of a kind that nobody expected', () => {
		const { store, taken } = vendor();
		store.hold('user', { name: 'x' });
		expect(compareVendor([], taken())).toEqual(['1 not expected: user']);
	});

	it('counts requests where an example says how many there must be', () => {
		const { store, taken } = vendor();
		store.record({ ...REQUEST });
		store.record({ ...REQUEST, path: '/other' });
		const counting = (count: number) =>
			expectation([], { requests: { are: ({ path }) => path === '/a', count } });
		expect(compareVendor([counting(1)], taken())).toEqual([]);
		expect(compareVendor([counting(2)], taken())).toEqual(['1 request instead of 2']);
	});

	it('describes it for the table', () => {
		const { store, taken } = vendor();
		expect(described(taken())).toBe('nothing in 0 requests');
		store.record({ ...REQUEST });
		store.hold('message', {});
		const file = { part: 'file', fileName: 'a.png', contentType: 'image/png', size: 1200, sha256: 'x' };
		store.hold('file', {}, file);
		store.hold('linkedDocument', {});
		store.hold('linkedDocument', {});
		store.hold('file', {}, file);
		expect(described(taken())).toBe('1 message, 2 files (2,400 bytes), 2 linked documents in 1 request');
	});
});
