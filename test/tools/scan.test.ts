import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { scan } from '../../tools/scan/scan';

/** A package of one file, as a tarball would hold it. */
function packageWith(code: string): string {
	const folder = mkdtempSync(join(tmpdir(), 'customer-chat-scan-'));
	mkdirSync(join(folder, 'dist'));
	writeFileSync(join(folder, 'dist/lines.js'), code);
	const manifest = { name: 'n8n-nodes-acme', version: '1.0.0', keywords: ['n8n-community-node-package'] };
	writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
	return folder;
}

describe('the official scanner', () => {
	it('refuses what it forbids, and names it', () => {
		const { passed, details } = scan(packageWith('setTimeout(() => undefined, 1000);\n'), 'tarball');
		expect(passed).toBe(false);
		expect(details).toContain('setTimeout');
	}, 60_000);
});
