import type { VendorName } from '../../sandbox';
import { portsOf } from '../runtime/n8n';
import { requireFreePorts, type WantedPort } from '../runtime/ports';

import type { DemoOptions } from './options';

type SandboxServer = VendorName | 'overview' | 'data';

/** In this order from the first port on; the same as `npm run sandbox`, and the example data after them. */
const SERVERS: SandboxServer[] = [
	'overview',
	'genesys',
	'callGear',
	'haptik',
	'expertflow',
	'superOffice',
	'data',
];

/** How many servers the sandbox has. */
export const sandboxServers = SERVERS.length;

/** The port of each server of the sandbox. */
export function sandboxPorts(first: number): Record<SandboxServer, number> {
	return Object.fromEntries(SERVERS.map((name, index) => [name, first + index])) as Record<
		SandboxServer,
		number
	>;
}

/** The ports of the demo's n8n. */
export function n8nPorts(port: number) {
	return { port, brokerPort: port + 1 };
}

/**
 * Makes sure, before anything long begins, that nobody has the ports of the demo.
 * @throws an Error that names the busy ones and how to choose others
 */
export async function requireDemoPorts({ n8nPort, sandboxPort }: DemoOptions): Promise<void> {
	const sandbox = Object.entries(sandboxPorts(sandboxPort)).map(
		([name, port]): WantedPort => ({
			port,
			for: `the sandbox (${name})`,
			choose: `--sandbox-port ${sandboxPort + 100}`,
		}),
	);
	await requireFreePorts([...portsOf(n8nPorts(n8nPort)), ...sandbox]);
}
