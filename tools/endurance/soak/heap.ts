import { once } from 'node:events';

import axios from 'axios';
import { type MessageEvent, WebSocket } from 'undici';
import { z } from 'zod';

const targets = z.array(z.object({ webSocketDebuggerUrl: z.string() })).nonempty();
const usage = z.object({
	result: z.object({ usedSize: z.number(), backingStorageSize: z.number() }),
});

/** Node's option that opens its inspector at a port of this machine. */
export const inspectorAt = (port: number) => `--inspect=127.0.0.1:${port}`;

async function ask(socket: WebSocket, method: string): Promise<unknown> {
	const answered = once(socket, 'message') as Promise<[MessageEvent]>;
	socket.send(JSON.stringify({ id: 1, method }));
	const [{ data }] = await answered;
	return JSON.parse(String(data));
}

/**
 * Has a Node process collect its garbage, and gives what is left then: objects and buffers, in megabytes.
 * @param port where its inspector listens
 */
export async function heapLeft(port: number): Promise<number> {
	const { data } = await axios.get<unknown>(`http://127.0.0.1:${port}/json/list`, { proxy: false });
	const [{ webSocketDebuggerUrl }] = targets.parse(data);
	const socket = new WebSocket(webSocketDebuggerUrl);
	await once(socket, 'open');
	await ask(socket, 'HeapProfiler.collectGarbage');
	const { usedSize, backingStorageSize } = usage.parse(await ask(socket, 'Runtime.getHeapUsage')).result;
	socket.close();
	return Math.round((usedSize + backingStorageSize) / 1e6);
}

const GROWTH = 1.1;

/**
 * Whether memory stayed flat: at the end it may be a tenth above what it was once every node had been loaded and used.
 * @param heap what was left at the start, after the first part of the run, and so on to the end
 */
export function stayedFlat(heap: number[]): boolean {
	const [, used, ...later] = heap;
	return later.length > 0 && later[later.length - 1] <= used * GROWTH;
}
