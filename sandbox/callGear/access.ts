import { balance } from './points';
import type { Rpc } from './rpc';

/** Who may call a method, and what it needs. */
export interface Access {
	customer: boolean;
	agent: boolean;
	/** one of these has to be on */
	components?: string[];
	right?: string;
	/** an agent must say for which customer */
	forCustomer?: boolean;
}

/** Checks in the order: address, token, account, components and rights, customer, points. */
export function checkAccess(rpc: Rpc, access: Access): void {
	checkAddress(rpc);
	checkToken(rpc);
	if (!rpc.world.settings.accountActive) rpc.refuse('account_inactive');
	checkRights(rpc, access);
	checkCustomer(rpc, access);
	checkPoints(rpc);
}

/** https://callgear.github.io/data_api/: closed to all but the addresses on the account's list. */
export function checkAddress(rpc: Rpc): void {
	const { whitelist } = rpc.world.settings;
	if (whitelist.includes('0.0.0.0/0') || whitelist.includes(rpc.callerIp)) return;
	rpc.refuse('ip_not_whitelisted', { params: { ip: rpc.callerIp } });
}

function checkToken(rpc: Rpc): void {
	const { access_token: value } = rpc.params;
	const field = 'access_token';
	if (value === undefined) rpc.refuse('required_parameter_missed', { field });
	if (typeof value !== 'string') return rpc.refuse('data_type_error', { field, value });
	const { state, settings, clock } = rpc.world;
	const token = state.tokens.get(value);
	if (!token) return rpc.refuse('access_token_invalid', { field, value });
	if (token.state === 'blocked') rpc.refuse('access_token_blocked', { field, value });
	if (token.state === 'expired') rpc.refuse('access_token_expired', { field, value });
	if (token.diesAt !== undefined && token.diesAt <= clock.now().getTime())
		rpc.refuse(settings.deadSession, { field, value });
	rpc.token = token;
}

function checkRights(rpc: Rpc, { customer, agent, components, right }: Access): void {
	const { settings } = rpc.world;
	if (components && !components.some((component) => settings.components.includes(component))) {
		rpc.refuse('method_component_disabled', { code: settings.componentOffCode, params: { components } });
	}
	const admitted = rpc.token?.agent ? agent : customer;
	if (!admitted || (right && !settings.rights.includes(right))) rpc.refuse('forbidden');
}

function checkCustomer(rpc: Rpc, { forCustomer }: Access): void {
	const { user_id: userId } = rpc.params;
	const field = 'user_id';
	if (!rpc.token?.agent) {
		const stray = userId !== undefined && rpc.world.settings.strayUserId === 'unexpected_parameters';
		return stray ? rpc.refuse('unexpected_parameters', { field }) : undefined;
	}
	if (!forCustomer) return;
	if (userId === undefined) rpc.refuse('required_parameter_missed', { field });
	if (typeof userId !== 'number') rpc.refuse('data_type_error', { field, value: userId });
	if (!rpc.world.state.customerUsers.some(({ id }) => id === userId))
		rpc.refuse('entity_not_found', { field, value: userId });
}

/** Refuses when the points of the day or the minute are used up. */
function checkPoints(rpc: Rpc): void {
	const { day_remaining, day_limit, minute_remaining, minute_limit } = balance(rpc.world);
	const refuse = (limit_type: string, limit_max_value: number) =>
		rpc.refuse('limit_exceeded', { params: { limit_type, limit_max_value } });
	if (day_remaining < 1) refuse('day', day_limit);
	if (minute_remaining < 1) refuse('minute', minute_limit);
}
