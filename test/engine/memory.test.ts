import { Memory } from '../../nodes/engine/memory';

afterEach(() => void jest.restoreAllMocks());

describe('Memory', () => {
	it('gives back what was put in, and nothing else', () => {
		const memory = new Memory<number>({ entries: 2, ms: 1000 });
		memory.set('one', 1);
		expect(memory.get('one')).toBe(1);
		expect(memory.get('two')).toBeUndefined();
		memory.delete('one');
		expect(memory.get('one')).toBeUndefined();
	});

	it('gives up the oldest when there are too many; what is put in again is young', () => {
		const memory = new Memory<number>({ entries: 2, ms: 1000 });
		memory.set('one', 1);
		memory.set('two', 2);
		memory.set('one', 1);
		memory.set('three', 3);
		expect(['one', 'two', 'three'].map((key) => memory.get(key))).toEqual([1, undefined, 3]);
	});

	it('gives up what is older than its time', () => {
		const now = jest.spyOn(Date, 'now').mockReturnValue(0);
		const memory = new Memory<number>({ entries: 2, ms: 1000 });
		memory.set('one', 1);
		now.mockReturnValue(999);
		expect(memory.get('one')).toBe(1);
		now.mockReturnValue(1000);
		expect(memory.get('one')).toBeUndefined();
	});
});
