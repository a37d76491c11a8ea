import { forget, oncePerExecution } from '../../nodes/engine/once';

describe('oncePerExecution', () => {
	it('makes a thing once for an execution and key, and again after forgetting it', () => {
		const context = {};
		let made = 0;
		const make = () => (made += 1);
		expect([oncePerExecution(context, 'k', make), oncePerExecution(context, 'k', make)]).toEqual([1, 1]);
		expect(oncePerExecution(context, 'other', make)).toBe(2);
		expect(oncePerExecution({}, 'k', make)).toBe(3);
		forget(context, 'k');
		expect(oncePerExecution(context, 'k', make)).toBe(4);
		expect(oncePerExecution(context, 'other', make)).toBe(2);
	});

	it('remembers what was made even if it is nothing', () => {
		const context = {};
		let made = 0;
		const make = () => void (made += 1);
		oncePerExecution(context, 'k', make);
		oncePerExecution(context, 'k', make);
		expect(made).toBe(1);
	});

	it('shares a promise under way and never keeps one that failed', async () => {
		const context = {};
		const failing = async () => await Promise.reject(new Error('not now'));
		const first = oncePerExecution(context, 'p', failing);
		expect(oncePerExecution(context, 'p', failing)).toBe(first);
		await expect(first).rejects.toThrow('not now');
		await expect(oncePerExecution(context, 'p', async () => 'fine')).resolves.toBe('fine');
		await expect(oncePerExecution(context, 'p', failing)).resolves.toBe('fine');
	});

	it('forgets without complaint what was never made', () => {
		expect(() => forget({}, 'k')).not.toThrow();
	});
});
