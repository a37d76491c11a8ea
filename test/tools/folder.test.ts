import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { prepareFolder } from '../../tools/demo/folder';

let parent: string;
let folder: string;
beforeEach(() => {
	parent = mkdtempSync(join(tmpdir(), 'folder-'));
	folder = join(parent, 'demo');
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

describe("the demo's folder", () => {
	it('gets a login that only its owner can read, with a password that n8n takes, and keeps it', () => {
		const owner = prepareFolder(folder, false);
		expect(owner.password).toMatch(/^(?=.*[A-Z])(?=.*\d).{8,64}$/);
		expect(statSync(join(folder, 'login.json')).mode & 0o777).toBe(0o600);
		expect(prepareFolder(folder, false)).toEqual(owner);
	});

	it('is emptied, and gets another password, when it is to begin afresh', () => {
		const before = prepareFolder(folder, false);
		mkdirSync(join(folder, '.n8n'));
		expect(prepareFolder(folder, true).password).not.toBe(before.password);
		expect(existsSync(join(folder, '.n8n'))).toBe(false);
	});

	it.each([false, true])('is left alone when it is not of the demo (fresh: %s)', (fresh) => {
		mkdirSync(join(folder, '.n8n'), { recursive: true });
		writeFileSync(join(folder, '.n8n/database.sqlite'), 'of the user');
		expect(() => prepareFolder(folder, fresh)).toThrow('Choose an empty folder: --folder <folder>');
		expect(existsSync(join(folder, '.n8n/database.sqlite'))).toBe(true);
	});
});
