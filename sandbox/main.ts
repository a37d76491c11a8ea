import { parseArgs } from 'node:util';

import picocolors from 'picocolors';

import { type Sandbox, startSandbox } from './index';

const DEFAULT_PORT_BASE = 5810;

/** The fixed ports: overview first, the vendors after it in this order. */
function portsFrom(base: number) {
	const names = ['overview', 'genesys', 'callGear', 'haptik', 'expertflow', 'superOffice'] as const;
	return Object.fromEntries(names.map((name, index) => [name, base + index]));
}

function readPortBase(): number {
	const { values } = parseArgs({ options: { 'port-base': { type: 'string' } } });
	const base = Number(values['port-base'] ?? process.env.SANDBOX_PORT_BASE ?? DEFAULT_PORT_BASE);
	if (!Number.isInteger(base) || base < 1 || base > 65_530) {
		throw new Error('--port-base must be a whole number from 1 to 65530');
	}
	return base;
}

function print(sandbox: Sandbox): void {
	console.log(`\n${picocolors.bold('Vendor sandbox')}  ${picocolors.cyan(sandbox.overviewUrl)}\n`);
	for (const { title, url, keys } of Object.values(sandbox.vendors)) {
		console.log(`${picocolors.bold(title)}  ${picocolors.cyan(url)}  ${picocolors.dim(`${url}/_sandbox/`)}`);
		const width = Math.max(...Object.keys(keys).map((name) => name.length));
		for (const [name, value] of Object.entries(keys)) console.log(`  ${name.padEnd(width)}  ${value}`);
		console.log();
	}
	console.log(picocolors.dim('Ctrl+C stops it.'));
}

function explain(error: unknown): string {
	const { code, port, message } = error as { code?: string; port?: number; message: string };
	if (code !== 'EADDRINUSE') return message;
	return `Port ${port} is already in use. Stop the program that holds it, or choose other ports with --port-base <first port>.`;
}

async function main(): Promise<void> {
	const sandbox = await startSandbox({ ports: portsFrom(readPortBase()) });
	print(sandbox);
	const stop = () => void sandbox.stop().then(() => process.exit(0));
	process.once('SIGINT', stop).once('SIGTERM', stop);
}

main().catch((error: unknown) => {
	console.error(picocolors.red(explain(error)));
	process.exitCode = 1;
});
