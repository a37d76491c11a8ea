import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';

import { asFailure } from '../engine/errors';
import type { Fields } from '../engine/fields';
import { given } from '../engine/given';
import { type OptionDefaults, readRequestOptions } from '../engine/options';
import { inShape, Refusal } from './answers';
import { type Call, call } from './api';
import { openReceiver } from './receiver';

/** What is done for one item, by one call. */
export interface Operation<T> extends Pick<Call, 'method' | 'effect' | 'hints'> {
	defaults: OptionDefaults;
	params: IDataObject;
	/** The node's own field for each of the params that a refusal can point at. */
	places?: Record<string, string>;
	/** Turns the result into a value. @throws Failure when it is none */
	read: (result: unknown) => T;
}

/**
 * Makes the one call of an operation, for the customer whom an agent works for.
 *
 * @throws Failure when an option or the credential cannot be used, CallGear refused, or nobody can tell
 */
export async function operate<T>(
	context: IExecuteFunctions,
	fields: Fields,
	{ defaults, params, places = {}, read, ...rpc }: Operation<T>,
): Promise<T> {
	const request = readRequestOptions(fields, defaults);
	const { account, userId } = await openReceiver(context, fields, request);
	const whole = { ...rpc, params: given({ user_id: userId, ...params }) as IDataObject };
	return await call(account, whole, read).catch((caught: unknown) => {
		if (!(caught instanceof Refusal)) throw asFailure(caught);
		const { field = '' } = caught.target;
		throw Object.hasOwn(places, field) ? caught.at(fields.label(places[field])) : caught;
	});
}

/** The answer of methods that only say that it was done; sister pages print the word. https://callgear.github.io/data_api/ */
export const readSuccess = inShape(z.object({ success: z.union([z.literal(true), z.literal('true')]) }));

/** The answer of methods that give nothing. */
export const readNothing = inShape(z.object({}).passthrough());
