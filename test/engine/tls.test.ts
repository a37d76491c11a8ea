import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { createServer as createSecureServer, type TLSSocket } from 'node:tls';
import type { IDataObject } from 'n8n-workflow';

import { selfSignedCertificate } from '../../sandbox/certificate';
import { runNode } from '../../testkit/n8n';
import { ACME_TOKEN, acmeApi, acmeNode } from './acme';

const certificate = selfSignedCertificate();
const open: Server[] = [];
const sockets = new Set<Socket>();

async function listen(server: Server): Promise<number> {
	open.push(server);
	server.on('connection', (socket: Socket) => {
		sockets.add(socket);
		socket.on('error', () => undefined);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return (server.address() as AddressInfo).port;
}

afterEach(() => {
	for (const socket of sockets) socket.destroy();
	for (const server of open.splice(0)) server.close();
});

/** A vendor that takes what it gets and never answers. */
function silentVendor(taken: () => void): Server {
	return createSecureServer(certificate, (socket: TLSSocket) => {
		socket.on('error', () => undefined);
		socket.once('data', taken);
	});
}

/** A middlebox that lets a secure connection through, and speaks plainly into it as soon as it is told to. */
async function middlebox(vendorPort: number): Promise<{ port: number; breakIn: () => void }> {
	const clients: Socket[] = [];
	const port = await listen(
		createServer((client) => {
			clients.push(client);
			const vendor = connect(vendorPort, '127.0.0.1');
			sockets.add(vendor);
			vendor.on('error', () => undefined);
			client.pipe(vendor);
			vendor.pipe(client);
		}),
	);
	return {
		port,
		breakIn: () => clients.forEach((client) => client.write('HTTP/1.1 502 Bad Gateway\r\n\r\n')),
	};
}

async function send(port: number, allowUnauthorizedCerts = false): Promise<IDataObject> {
	const { main } = await runNode({
		node: 'acme',
		parameters: { text: 'hello', options: { maxTries: 1 } },
		credentials: {
			acmeApi: { baseUrl: `https://localhost:${port}`, token: ACME_TOKEN, allowUnauthorizedCerts },
		},
		extraNodes: { acme: acmeNode },
		extraCredentials: { acmeApi },
		onError: 'continueRegularOutput',
	});
	return main[0].json.error as IDataObject;
}

describe('a secure connection that breaks', () => {
	it('after the vendor has got the message leaves doubt', async () => {
		let breakIn = () => {};
		const vendor = await listen(silentVendor(() => breakIn()));
		const between = await middlebox(vendor);
		({ breakIn } = between);
		expect(await send(between.port, true)).toMatchObject({
			message: 'The connection to Acme broke before its answer was complete',
			delivery: 'uncertain',
		});
	});

	it.each<[string, (socket: Socket) => void]>([
		['by a plain answer', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
		['by a reset', (socket) => socket.resetAndDestroy()],
		['by its end', (socket) => socket.end()],
	])('while it is made, %s, has sent nothing', async (_, answer) => {
		const port = await listen(createServer((socket) => void socket.once('data', () => answer(socket))));
		expect(await send(port)).toMatchObject({ delivery: 'notSent' });
	});

	it('for its certificate has sent nothing', async () => {
		const taken = jest.fn();
		const port = await listen(silentVendor(taken));
		expect(await send(port)).toMatchObject({
			message: `No secure connection to localhost:${port} could be made`,
			delivery: 'notSent',
		});
		expect(taken).not.toHaveBeenCalled();
	});
});
