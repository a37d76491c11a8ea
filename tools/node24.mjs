// Runs on whatever Node the machine has: puts Node 24, which n8n needs, first on the path of every npm script.
// The npm package `node` fetches its binary in an install script; those are off in .npmrc, so that one is run here.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const binary = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

const works = () =>
	existsSync(binary) && spawnSync(binary, ['--version']).stdout?.toString().startsWith('v24.');

if (!works()) {
	console.log('Fetching Node 24 for n8n …');
	execFileSync('npm', ['rebuild', 'node', '--ignore-scripts=false', '--foreground-scripts'], {
		cwd: root,
		stdio: ['ignore', 'inherit', 'inherit'],
		shell: process.platform === 'win32',
	});
	if (!works()) {
		console.error(
			'Node 24 could not be set up. Run "npm rebuild node --ignore-scripts=false" and look at its messages.',
		);
		process.exit(1);
	}
}
