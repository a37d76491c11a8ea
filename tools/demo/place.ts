import { DOCUMENTED } from './documented';
import { sandboxServers } from './ports';

/** Where a demo runs, and where n8n may read files. */
export interface Place {
	n8nUrl: string;
	/** The first port of the sandbox. */
	sandboxPort: number;
	/** The folder of the demo's files. */
	files: string;
}

/** The folder of the demo's files, as pages and examples call it. */
const DOCUMENTED_FILES = '/demo/files';

const LOOPBACK = /(http:\/\/(?:127\.0\.0\.1|localhost)):(\d+)/g;

/** Gives what a page or an example says, with the addresses and the folder of where the demo really runs. */
export function inPlace<T>(value: T, { n8nUrl, sandboxPort, files }: Place): T {
	const text = JSON.stringify(value)
		.replaceAll(DOCUMENTED_FILES, JSON.stringify(files).slice(1, -1))
		.replace(LOOPBACK, (address, host: string, port: string) => {
			if (Number(port) === DOCUMENTED.n8nPort) return n8nUrl;
			const server = Number(port) - DOCUMENTED.sandboxPort;
			return server >= 0 && server < sandboxServers ? `${host}:${sandboxPort + server}` : address;
		});
	return JSON.parse(text) as T;
}
