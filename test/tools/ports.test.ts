import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';

import { n8nPorts, requireDemoPorts, sandboxPorts } from '../../tools/demo/ports';
import { isFree, requireFreePorts } from '../../tools/runtime/ports';

const servers: Server[] = [];

async function listen(host: string, port = 0): Promise<number> {
	const server = createServer().listen(port, host);
	servers.push(server);
	await once(server, 'listening');
	return (server.address() as AddressInfo).port;
}

afterEach(async () => {
	await Promise.all(
		servers.splice(0).map(async (server) => await new Promise((closed) => server.close(closed))),
	);
});

describe('busy ports', () => {
	it.each(['127.0.0.1', '0.0.0.0'])('sees a listener on %s', async (host) => {
		const port = await listen(host);
		await expect(isFree(port)).resolves.toBe(false);
	});

	it('leaves a free port free', async () => {
		const port = await listen('127.0.0.1');
		await new Promise((closed) => servers.pop()?.close(closed));
		await expect(isFree(port)).resolves.toBe(true);
		await expect(listen('127.0.0.1', port)).resolves.toBe(port);
	});

	it('names every busy port, who wanted it, and how to choose another', async () => {
		const first = await listen('127.0.0.1');
		const second = await listen('127.0.0.1');
		const wanted = [
			{ port: first, for: 'n8n', choose: '--n8n-port 1' },
			{ port: second, for: 'the sandbox', choose: '--sandbox-port 2' },
		];
		await expect(requireFreePorts(wanted)).rejects.toThrow(
			`Port ${first}, wanted for n8n, is in use. Choose another: --n8n-port 1\n` +
				`Port ${second}, wanted for the sandbox, is in use. Choose another: --sandbox-port 2`,
		);
	});

	it('checks all ports of the demo, the task broker and the last server of the sandbox too', async () => {
		const broker = await listen('127.0.0.1');
		const data = await listen('127.0.0.1');
		const options = {
			once: true,
			fresh: false,
			folder: '',
			n8nPort: broker - 1,
			sandboxPort: data - 6,
		};
		const refusal = expect(requireDemoPorts(options)).rejects;
		await refusal.toThrow(`Port ${broker}, wanted for n8n's task broker, is in use`);
		await expect(requireDemoPorts(options)).rejects.toThrow(
			`Port ${data}, wanted for the sandbox (data), is in use. Choose another: --sandbox-port ${data - 6 + 100}`,
		);
	});

	it('gives the sandbox the ports that it has on its own', () => {
		expect(sandboxPorts(5810)).toEqual({
			overview: 5810,
			genesys: 5811,
			callGear: 5812,
			haptik: 5813,
			expertflow: 5814,
			superOffice: 5815,
			data: 5816,
		});
		expect(n8nPorts(5678)).toEqual({ port: 5678, brokerPort: 5679 });
	});
});
