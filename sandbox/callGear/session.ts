import { z } from 'zod';

import { checkAddress } from './access';
import type { Rpc } from './rpc';
import { readParams } from './shape';

/** `login.user`. https://callgear.github.io/data_api/authentication/login_user/ */
export function login(rpc: Rpc) {
	checkAddress(rpc);
	const { login: user, password } = readParams(
		rpc,
		z.object({ login: z.string(), password: z.string() }).strict(),
	);
	const { keys, state, settings, clock } = rpc.world;
	if (user !== keys.login || password !== keys.password) rpc.refuse('auth_error', { field: 'login' });
	state.lastSession += 1;
	const key = `callgear-sandbox-session-${state.lastSession}`;
	const diesAt = clock.now().getTime() + settings.sessionSeconds * 1000;
	state.tokens.set(key, { kind: 'session', agent: false, state: 'valid', diesAt });
	return {
		data: { access_token: key, [settings.expiryName]: Math.floor(diesAt / 1000), app_id: 4711 },
	};
}

/** `logout.user`: the key is gone. https://callgear.github.io/data_api/authentication/logout_user/ */
export function logout(rpc: Rpc) {
	const { access_token } = readParams(rpc, z.object({ access_token: z.string() }).strict());
	rpc.world.state.tokens.delete(access_token);
	return { data: {} };
}
