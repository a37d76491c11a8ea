import { z } from 'zod';

import { inShape } from './answers';
import { type Account, call } from './api';

const readAccounts = inShape(z.object({ data: z.array(z.object({ timezone: z.string() })).min(1) }));

/**
 * The IANA name of the account's time zone. https://callgear.github.io/data_api/account/get_account/
 *
 * @throws Failure when it cannot be had; agents cannot ask for it
 */
export async function readTimezone(account: Account): Promise<string> {
	const { data } = await call(account, { method: 'get.account', params: {}, effect: 'reads' }, readAccounts);
	return data[0].timezone;
}
