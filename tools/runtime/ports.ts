import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A port someone of ours wants, and the option that gives it another one. */
export interface WantedPort {
	port: number;
	/** Who wants it, as the user knows it: "n8n". */
	for: string;
	/** What to type to have another: "--n8n-port 5690". */
	choose: string;
}

async function answers(port: number): Promise<boolean> {
	const socket = connect({ port, host: '127.0.0.1' });
	try {
		await once(socket, 'connect');
		return true;
	} catch {
		return false;
	} finally {
		socket.destroy();
	}
}

async function canListen(port: number): Promise<boolean> {
	const server = createServer();
	try {
		server.listen(port, '127.0.0.1');
		await once(server, 'listening');
		return true;
	} catch {
		return false;
	} finally {
		if (server.listening) await new Promise((closed) => server.close(closed));
	}
}

/** Whether nobody listens on this port, here or on all addresses. */
export async function isFree(port: number): Promise<boolean> {
	return !(await answers(port)) && (await canListen(port));
}

/** So many ports in a row, from the first one on, of which nobody has any. */
export async function freePorts(count: number): Promise<number> {
	for (;;) {
		const first = 20_000 + Math.floor(Math.random() * 12_000);
		const free = await Promise.all(
			Array.from({ length: count }, async (_, index) => await isFree(first + index)),
		);
		if (free.every(Boolean)) return first;
	}
}

/**
 * Makes sure that all ports are free before anything is started: a foreign server on one of them would answer in our place.
 * @throws an Error that names every busy port, who wanted it, and how to choose another
 */
export async function requireFreePorts(wanted: WantedPort[]): Promise<void> {
	const free = await Promise.all(wanted.map(async ({ port }) => await isFree(port)));
	const busy = wanted.filter((_, index) => !free[index]);
	if (busy.length === 0) return;
	const lines = busy.map(
		({ port, for: who, choose }) => `Port ${port}, wanted for ${who}, is in use. Choose another: ${choose}`,
	);
	throw new Error(lines.join('\n'));
}

const FREE_SECONDS = 10;

/** Waits until ports are free that a killed process had: they are taken from it a moment after it is gone. */
export async function untilFree(ports: WantedPort[]): Promise<void> {
	const deadline = Date.now() + FREE_SECONDS * 1000;
	while (Date.now() < deadline) {
		const free = await Promise.all(ports.map(async ({ port }) => await isFree(port)));
		if (free.every(Boolean)) return;
		await sleep(100);
	}
}
