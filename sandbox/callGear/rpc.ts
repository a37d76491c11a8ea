import { Answer } from '../vendor';
import { balance } from './points';
import type { CallGearWorld, Token } from './world';

const JSON_UTF8 = { 'content-type': 'application/json; charset=utf-8' };

/** The group code of each mnemonic. https://callgear.github.io/data_api/ */
const CODES = {
	parse_error: -32700,
	invalid_request: -32600,
	notifications_not_supported: -32099,
	batch_operations_not_supported: -32099,
	batch_opreations_not_supported: -32099,
	method_not_found: -32601,
	access_token_invalid: -32001,
	access_token_expired: -32001,
	access_token_blocked: -32001,
	auth_error: -32001,
	ip_not_whitelisted: -32003,
	forbidden: -32003,
	account_inactive: -32009,
	method_component_disabled: -32008,
	limit_exceeded: -32029,
	internal_error: -32603,
	data_type_error: -32602,
	required_parameter_missed: -32602,
	invalid_parameter_value: -32602,
	unexpected_parameters: -32602,
	invalid_parameters_combination: -32602,
	entity_not_found: -32602,
	duplicate_entity: -32602,
	campaign_is_inactive: -32602,
	invalid_date_time: -32602,
	data_limit_exceeded: -32602,
	date_interval_limit_reached: -32602,
	filter_prohibited: -32602,
	sort_prohibited: -32602,
};

export type Mnemonic = keyof typeof CODES;

export interface Details {
	code?: number;
	field?: string | Array<string | number>;
	value?: unknown;
	params?: object;
}

/** One call in its envelope, and how it is answered. */
export class Rpc {
	/** set once the access token has been checked */
	token?: Token;

	constructor(
		readonly world: CallGearWorld,
		readonly id: string | number | null,
		readonly method = '',
		readonly params: Record<string, unknown> = {},
		readonly callerIp = '',
	) {}

	/** Refuses the call: HTTP 200 with an error inside. */
	refuse(
		mnemonic: Mnemonic,
		{ code = CODES[mnemonic], field, value = null, params = {} }: Details = {},
	): never {
		const { namesField, refusalsCarryLimits } = this.world.settings;
		const metadata = refusalsCarryLimits ? { limits: balance(this.world) } : {};
		const place = field === undefined || !namesField ? null : this.place(field);
		const told = namesField ? value : null;
		const data = { mnemonic, field: place, value: told, params, extended_helper: null, metadata };
		const message = `${mnemonic.replaceAll('_', ' ')}${place ? `: ${place}` : ''}${wordsOf(params)}`;
		throw new Answer(200, { jsonrpc: '2.0', id: this.id, error: { code, message, data } }, JSON_UTF8);
	}

	/** The answer to a call that passed. */
	succeed(result: object): Answer {
		return new Answer(200, { jsonrpc: '2.0', id: this.id, result }, JSON_UTF8);
	}

	private place(field: string | Array<string | number>): string {
		if (typeof field === 'string') return field;
		const { positions } = this.world.settings;
		const text = field.map((part) => {
			if (typeof part === 'string') return `.${part}`;
			if (positions === 'none') return '';
			return positions === 'dots' ? `.${part}` : `[${part}]`;
		});
		return text.join('').slice(1);
	}
}

function wordsOf(params: object): string {
	const words = Object.values(params).flat().map(String);
	return words.length > 0 ? ` (${words.join(', ')})` : '';
}
