import type { Run } from '../run';
import { DOCUMENTED } from '../start';

const SANDBOX_SERVERS = 7;
const LOOPBACK = /(http:\/\/(?:127\.0\.0\.1|localhost)):(\d+)/g;

/** Pages and tours speak of the ports under `npm start`; a test run has others. Gives the same with those. */
export function here<T>(value: T, { sandboxPort, n8n }: Run): T {
	const text = JSON.stringify(value).replace(LOOPBACK, (address, host: string, port: string) => {
		if (Number(port) === DOCUMENTED.n8nPort) return n8n.url;
		const server = Number(port) - DOCUMENTED.sandboxPort;
		return server >= 0 && server < SANDBOX_SERVERS ? `${host}:${sandboxPort + server}` : address;
	});
	return JSON.parse(text) as T;
}
