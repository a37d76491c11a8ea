import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { installToolsCommand, missingTools, nodeHeaders, takeOver } from '../../tools/runtime/sqlite';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'tools-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, text = '') {
	mkdirSync(join(folder, path, '..'), { recursive: true });
	writeFileSync(join(folder, path), text);
}

describe('what compiling SQLite needs', () => {
	it('names the tools that are not on the PATH, and knows their other names', () => {
		expect(missingTools(folder)).toEqual(['python3', 'make', 'g++']);
		put('clang++');
		put('python3');
		expect(missingTools(folder)).toEqual(['make']);
	});

	it.each([
		['linux', 'PRETTY_NAME="Debian"\nID=debian', 'sudo apt-get install -y python3 make g++'],
		['linux', 'ID=linuxmint\nID_LIKE="ubuntu debian"', 'sudo apt-get install -y python3 make g++'],
		['linux', 'ID="alpine"', 'apk add python3 make g++'],
		['linux', 'ID=rocky\nID_LIKE="rhel centos fedora"', 'sudo dnf install -y python3 make gcc-c++'],
		['linux', '', 'install python3, make and a C++ compiler'],
		['darwin', '', 'xcode-select --install'],
	])('knows the command for %s %j', (platform, release, command) => {
		expect(installToolsCommand(platform, release)).toBe(command);
	});

	it("finds the headers beside the machine's own Node, through links", () => {
		put('node-20/bin/node');
		mkdirSync(join(folder, 'bin'));
		symlinkSync(join(folder, 'node-20/bin/node'), join(folder, 'bin/node'));
		const env = { PATH: `${folder}/nowhere:${folder}/bin` };
		expect(nodeHeaders(env)).toBeUndefined();
		put('node-20/include/node/node_api.h');
		expect(nodeHeaders(env)).toBe(join(folder, 'node-20'));
	});
});

describe('the SQLite of another n8n', () => {
	const SQLITE = 'node_modules/sqlite3';
	const BINDING = `${SQLITE}/build/Release/node_sqlite3.node`;
	const n8n = (name: string, version: string) =>
		put(`${name}/${SQLITE}/package.json`, JSON.stringify({ version }));
	const others = () => ['absent', 'older', 'bare', 'same'].map((name) => join(folder, name));

	it('is taken over where it is the same version and built', () => {
		n8n('new', '5.1.7');
		n8n('older', '5.1.6');
		put(`older/${BINDING}`);
		n8n('bare', '5.1.7');
		expect(takeOver(join(folder, 'new'), others())).toBe(false);
		n8n('same', '5.1.7');
		put(`same/${BINDING}`);
		expect(takeOver(join(folder, 'new'), others())).toBe(true);
		expect(existsSync(join(folder, 'new', BINDING))).toBe(true);
	});
});
