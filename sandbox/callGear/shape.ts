import { z } from 'zod';

import type { Details, Mnemonic, Rpc } from './rpc';

interface Fault {
	mnemonic: Mnemonic;
	path: Array<string | number>;
}

/** The order in which CallGear's server is taken to look: unknown members, types, what is missing, values. */
const ORDER: Mnemonic[] = ['unexpected_parameters', 'data_type_error', 'required_parameter_missed'];

function rank({ mnemonic }: Fault): number {
	const place = ORDER.indexOf(mnemonic);
	return place === -1 ? ORDER.length : place;
}

function faultOf(issue: z.ZodIssue): Fault {
	const { path } = issue;
	if (issue.code === 'unrecognized_keys')
		return { mnemonic: 'unexpected_parameters', path: [...path, issue.keys[0]] };
	if (issue.code === 'invalid_type')
		return {
			mnemonic: issue.received === 'undefined' ? 'required_parameter_missed' : 'data_type_error',
			path,
		};
	if (issue.code === 'custom') return { mnemonic: issue.params?.mnemonic as Mnemonic, path };
	// zod keeps a message of our own for too long a list, and none of its own is a mnemonic
	return {
		mnemonic: issue.message === 'data_limit_exceeded' ? issue.message : 'invalid_parameter_value',
		path,
	};
}

/** What the caller sent at a path. */
export function valueAt(sent: unknown, path: Array<string | number>): unknown {
	return path.reduce<unknown>(
		(inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
		sent,
	);
}

/** The params in the shape that the method wants; refuses the fault that the server would see first. */
export function readParams<Shape extends z.ZodTypeAny>(rpc: Rpc, shape: Shape): z.output<Shape> {
	const result = shape.safeParse(rpc.params);
	if (result.success) return result.data;
	const faults = result.error.issues.map(faultOf);
	const [first] = faults.sort((a, b) => rank(a) - rank(b));
	const details: Details = { field: first.path, value: valueAt(rpc.params, first.path) };
	return rpc.refuse(first.mnemonic, details);
}

/** Members that every method takes. */
export const common = { access_token: z.string(), user_id: z.number().int().optional() };

export const id = z.number().int();
