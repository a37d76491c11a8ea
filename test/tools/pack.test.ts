import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { sourceHash } from '../../tools/pack';

let project: string;
const put = (path: string, text: string) => {
	mkdirSync(join(project, path, '..'), { recursive: true });
	writeFileSync(join(project, path), text);
};

beforeEach(() => {
	project = mkdtempSync(join(tmpdir(), 'pack-'));
	put('package.json', '{}');
	put('nodes/A/A.node.ts', 'a');
	put('credentials/A.credentials.ts', 'a');
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

describe('whether the pack must be built again', () => {
	it.each([
		['package.json', '{ }'],
		['nodes/A/A.node.ts', 'b'],
		['nodes/A/a.svg', '<svg/>'],
		['credentials/B.credentials.ts', 'a'],
		['tsconfig.json', '{}'],
		['gulpfile.js', ''],
		['README.md', '# A'],
		['LICENSE.md', 'MIT'],
	])('it must when %s changes or appears', (path, text) => {
		const before = sourceHash(project);
		put(path, text);
		expect(sourceHash(project)).not.toBe(before);
	});

	it('it must when a file is renamed', () => {
		const before = sourceHash(project);
		renameSync(join(project, 'nodes/A/A.node.ts'), join(project, 'nodes/A/B.node.ts'));
		expect(sourceHash(project)).not.toBe(before);
	});

	it('it need not for what is not packed', () => {
		const before = sourceHash(project);
		put('test/a.test.ts', 'a');
		put('tools/demo.ts', 'a');
		put('dist/nodes/A/A.node.js', 'a');
		expect(sourceHash(project)).toBe(before);
	});
});
