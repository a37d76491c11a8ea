import type { Fields } from '../engine/fields';
import { given } from '../engine/given';
import { locatedId } from '../engine/locator';
import type { RequestContext } from '../engine/credential';
import type { RequestOptions } from '../engine/options';
import { userIdOf } from './account';
import { type Account, openAccount } from './api';

/** Where an item belongs to: expressions in the credential and in the options can give each another place. */
export interface Receiver {
	fields: Fields;
	options: Fields;
	account: Account;
	/** The customer that an agent works for. */
	userId?: number;
}

/** @throws Failure when the credential or the user id of the options cannot be used */
export async function openReceiver(
	context: RequestContext,
	fields: Fields,
	request: RequestOptions,
): Promise<Receiver> {
	const account = await openAccount(context, request);
	const options = fields.collection('options');
	const named = userIdOf(locatedId(options.raw('userId')), options.label('userId'));
	return given({ fields, options, account, userId: named ?? account.userId });
}
