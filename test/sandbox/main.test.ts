import { type ChildProcess, execFile } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '..', '..');

interface Run {
	child: ChildProcess;
	output(): string;
	exitCode: Promise<unknown>;
}

function start(...options: string[]): Run {
	const running = promisify(execFile)(
		process.execPath,
		['--import', 'tsx', join('sandbox', 'main.ts'), ...options],
		{ cwd: ROOT, env: { ...process.env, NO_COLOR: '1' } },
	);
	const { child } = running;
	let output = '';
	for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)));
	const exitCode = running.then(
		() => 0,
		({ code }: { code: unknown }) => code,
	);
	return { child, output: () => output, exitCode };
}

async function listen(port = 0): Promise<{ server: Server; port: number }> {
	const server = createServer();
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	return { server, port: (server.address() as AddressInfo).port };
}

/** The first of six ports that are free next to each other. */
async function freeBase(): Promise<number> {
	for (;;) {
		const { server, port } = await listen();
		const others = await Promise.allSettled([1, 2, 3, 4, 5].map(async (step) => await listen(port + step)));
		server.close();
		for (const other of others) if (other.status === 'fulfilled') other.value.server.close();
		if (others.every(({ status }) => status === 'fulfilled')) return port;
	}
}

it('prints addresses and keys, serves, and stops on Ctrl+C', async () => {
	const base = await freeBase();
	const run = start('--port-base', String(base));
	while (!run.output().includes('Ctrl+C stops it.')) await new Promise((resolve) => setTimeout(resolve, 50));
	expect(run.output()).toContain(`http://127.0.0.1:${base}\n`);
	const state = (await (await fetch(`http://127.0.0.1:${base}/state.json`)).json()) as {
		vendors: Array<{ name: string; url: string; keys: Record<string, string> }>;
	};
	expect(state.vendors.find(({ name }) => name === 'haptik')?.url).toBe(`http://127.0.0.1:${base + 3}`);
	for (const { url, keys } of state.vendors) {
		expect(run.output()).toContain(url);
		for (const key of Object.values(keys)) expect(run.output()).toContain(key);
	}
	run.child.kill('SIGINT');
	expect(await run.exitCode).toBe(0);
	await expect(fetch(`http://127.0.0.1:${base}/`)).rejects.toThrow();
});

it('names a busy port and exits with 1', async () => {
	const base = await freeBase();
	const { server } = await listen(base + 3);
	const run = start('--port-base', String(base));
	expect(await run.exitCode).toBe(1);
	expect(run.output()).toContain(`Port ${base + 3} is already in use.`);
	expect(run.output()).toContain('--port-base');
	server.close();
});

it.each(['abc', '0', '65531', '1.5'])('refuses the port base %s', async (value) => {
	const run = start('--port-base', value);
	expect(await run.exitCode).toBe(1);
	expect(run.output()).toContain('--port-base must be a whole number from 1 to 65530');
});
