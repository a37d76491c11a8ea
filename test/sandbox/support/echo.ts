import { once } from 'node:events';

import { startVendor } from '../../../sandbox/server';
import { Answer, route, type RunningVendor, type Vendor } from '../../../sandbox/vendor';

interface Settings {
	loud: boolean;
	nested: { words: string[] };
}

interface State {
	calls: number;
}

/** A vendor with nothing but the frame's own behaviour: it holds and gives back what it receives. */
const echo = {
	name: 'genesys',
	title: 'Echo',
	keys: { token: 'echo-key' },
	settings: { loud: false, nested: { words: ['default'] } },
	state: () => ({ calls: 0 }),
	routes(app, world) {
		const reply = () => {
			world.state.calls++;
			world.store.hold('echo', { call: world.state.calls });
			return { ok: true, call: world.state.calls, loud: world.settings.loud, words: 'one two three four' };
		};
		route(app, '/echo', { POST: reply }, () => {
			throw new Answer(405, { error: 'wrong method' });
		});
		app.post('/file', async (request) => {
			const [file] = request.call.multipart?.files ?? [];
			world.store.hold('file', { name: file.fileName }, file);
			return { url: world.url() };
		});
		// Answers when the client has left
		app.get('/late', async (request) => {
			if (!request.raw.socket.destroyed) await once(request.raw.socket, 'close');
			return reply();
		});
		app.get('/pages/:id', async (request) => request.params);
		app.get('/broken', async () => {
			throw new TypeError('a bug of the vendor file');
		});
	},
	notFound(request) {
		throw new Answer(404, `no ${request.method} here`, { 'content-type': 'text/plain', 'x-vendor': 'echo' });
	},
} satisfies Vendor<Settings, State>;

/** Starts the echo vendor on a free port. */
export async function startEcho(settings: Partial<Settings> = {}): Promise<RunningVendor<Settings, State>> {
	return await startVendor<Settings, State>(echo, { host: '127.0.0.1', port: 0, settings });
}
