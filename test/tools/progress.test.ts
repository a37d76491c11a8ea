import { duration, size, withProgress } from '../../tools/runtime/progress';

describe('progress', () => {
	it('writes times and sizes as people read them', () => {
		expect([duration(0.4), duration(59), duration(75)]).toEqual(['0 s', '59 s', '1 min 15 s']);
		expect([size(12_345), size(2_243_180)]).toEqual(['12 MB', '2.2 GB']);
	});

	it('says that a step begins, that it goes on, how big its folder is, and that it is done', async () => {
		const lines: string[] = [];
		const step = async () => await new Promise<string>((resolve) => setTimeout(resolve, 1000, 'result'));
		const options = { every: 0.1, folder: __dirname };
		await expect(withProgress('working', (line) => lines.push(line), options, step)).resolves.toBe('result');
		expect(lines[0]).toBe('working ...');
		expect(lines.some((line) => /^ {2}working: [01] s, \d+ MB so far$/.test(line))).toBe(true);
		expect(lines.at(-1)).toBe('  done in 1 s');
	});

	it('is quiet after a step that failed', async () => {
		const lines: string[] = [];
		const step = async () => await Promise.reject(new Error('no'));
		await expect(withProgress('x', (line) => lines.push(line), { every: 0.05 }, step)).rejects.toThrow('no');
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(lines).toEqual(['x ...']);
	});
});
