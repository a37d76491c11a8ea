import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CommandError, runCommand, startCommand } from '../../tools/runtime/command';
import { childEnvironment, nodeBinary, npmScript, PROJECT } from '../../tools/runtime/paths';

let cwd: string;
beforeEach(() => (cwd = mkdtempSync(join(tmpdir(), 'command-'))));
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

/** A parent that starts a child, writes both numbers into a file, and ignores SIGTERM when told to. */
const FAMILY = `
const { spawn } = require('node:child_process');
const { writeFileSync, renameSync } = require('node:fs');
if (process.argv[1] === 'stubborn') process.on('SIGTERM', () => {});
const child = spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)']);
writeFileSync('part', JSON.stringify([process.pid, child.pid]));
renameSync('part', 'pids');
setInterval(() => {}, 1000);`;

async function until<T>(read: () => T | undefined | false): Promise<T> {
	for (;;) {
		const value = read();
		if (value !== undefined && value !== false) return value;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

async function family(): Promise<number[]> {
	await until(() => existsSync(join(cwd, 'pids')));
	return JSON.parse(readFileSync(join(cwd, 'pids'), 'utf8')) as number[];
}

function lives(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

describe('a command of ours', () => {
	it('writes what it prints into its log and gives its last lines when it fails', async () => {
		const log = join(cwd, 'logs/a.log');
		await runCommand(nodeBinary(), ['-e', 'console.log("fine")'], { cwd, log });
		const failing = runCommand(nodeBinary(), ['-e', 'console.error("why it failed"); process.exit(3)'], {
			cwd,
			log,
		});
		await expect(failing).rejects.toThrow(CommandError);
		await expect(failing).rejects.toThrow(
			/ended with code 3:\nwhy it failed\nThe whole output is in .*a\.log$/,
		);
		expect(readFileSync(log, 'utf8')).toBe('fine\nwhy it failed\n');
	});

	it('says so when there is no such command', async () => {
		const log = join(cwd, 'a.log');
		await expect(runCommand('no-such-command-here', [], { cwd, log })).rejects.toThrow(/ENOENT/);
	});

	it('ends with everything it started', async () => {
		const running = startCommand(nodeBinary(), ['-e', FAMILY], { cwd, log: join(cwd, 'a.log') });
		const pids = await family();
		expect(pids.map(lives)).toEqual([true, true]);
		await running.stop();
		await until(() => !pids.some(lives));
	});

	it('is killed with everything it started, at once', async () => {
		const running = startCommand(nodeBinary(), ['-e', FAMILY], { cwd, log: join(cwd, 'a.log') });
		const pids = await family();
		running.signal('SIGKILL');
		await running.ended;
		await until(() => !pids.some(lives));
		running.signal('SIGKILL');
	});

	it('is killed when it does not want to end', async () => {
		const running = startCommand(nodeBinary(), ['-e', FAMILY, 'stubborn'], {
			cwd,
			log: join(cwd, 'a.log'),
			grace: 0.2,
		});
		const pids = await family();
		await running.stop();
		await until(() => !pids.some(lives));
	});

	it('ends when the process that started it is killed', async () => {
		const script = `require(${JSON.stringify(join(PROJECT, 'tools/runtime/command.ts'))}).startCommand(
			process.execPath, ['-e', ${JSON.stringify(FAMILY)}], { cwd: process.cwd(), log: 'a.log' });
			setInterval(() => {}, 1000);`;
		const ours = spawn(nodeBinary(), ['--import', require.resolve('tsx'), '-e', script], { cwd });
		const pids = await family();
		expect(pids.map(lives)).toEqual([true, true]);
		ours.kill('SIGKILL');
		await until(() => !pids.some(lives));
	});

	it('runs under Node 24, npm too, and knows nothing of the n8n or the package of its caller', async () => {
		const log = join(cwd, 'a.log');
		process.env.N8N_PORT = '1';
		process.env.npm_package_name = 'x';
		const env = childEnvironment({ MINE: 'yes' });
		delete process.env.N8N_PORT;
		delete process.env.npm_package_name;
		expect(env).toMatchObject({ MINE: 'yes', HOME: process.env.HOME });
		expect(env).not.toHaveProperty('N8N_PORT');
		expect(env).not.toHaveProperty('npm_package_name');
		const script = 'node -p process.version';
		await runCommand('sh', ['-c', script], { cwd, log, env });
		await runCommand(nodeBinary(), [npmScript(), 'version', '--json'], { cwd, log, env });
		expect(readFileSync(log, 'utf8')).toMatch(/^v24\.[\s\S]*"node": "24\./);
	});
});
