import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

import type { Behaviour } from '../job';
import { Course } from './tally';
import { answer } from './vendors';

/** What the bench tells the server: the certificate first, then how to behave in the next case. */
type Order = { certificate: { key: string; cert: string } } | { behaviour: Behaviour } | { report: true };

let course = new Course({ latencyMs: 0 });

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
	const own = course;
	own.began();
	response.once('close', () => own.ended());
	try {
		const { status, json, headers } = await answer(request, own);
		if (own.behaviour.latencyMs > 0) own.answered(await own.desk.serve());
		const body = JSON.stringify(json);
		response.writeHead(status, {
			'content-type': 'application/json',
			'content-length': Buffer.byteLength(body),
			...headers,
		});
		response.end(body);
	} catch (error) {
		response.destroy(error as Error);
	}
}

async function listen(server: Server, event: 'connection' | 'secureConnection'): Promise<number> {
	server.on(
		'request',
		(request: IncomingMessage, response: ServerResponse) => void handle(request, response),
	);
	server.on(event, () => (course.tally.connections += 1));
	// An upload of 500 MB on a busy machine takes its time
	server.requestTimeout = 0;
	// HTTP Request opens a connection for every item at once
	await new Promise<void>((listening) =>
		server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, listening),
	);
	return (server.address() as AddressInfo).port;
}

process.on('message', (order: Order) => {
	if ('certificate' in order) {
		const ports = [
			listen(createServer(), 'connection'),
			listen(createSecureServer(order.certificate), 'secureConnection'),
		];
		void Promise.all(ports).then(([http, https]) => process.send?.({ http, https }));
	} else if ('behaviour' in order) {
		course.desk.close();
		course = new Course(order.behaviour);
		process.send?.({});
	} else {
		course.desk.close();
		process.send?.(course.report());
	}
});
process.on('disconnect', () => process.exit());
