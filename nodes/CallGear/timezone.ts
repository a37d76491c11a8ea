import { IANAZone } from 'luxon';
import { z } from 'zod';

import { Failure } from '../engine/errors';
import { bare } from '../engine/values';
import { visible } from '../engine/visible';
import { inShape, VENDOR } from './answers';
import { type Account, call } from './api';

const readAccounts = inShape(z.object({ data: z.array(z.object({ timezone: z.unknown() })).min(1) }));

/**
 * The IANA name of the account's time zone. https://callgear.github.io/data_api/account/get_account/
 *
 * @throws Failure when it cannot be had, or is none that a clock goes by; agents cannot ask for it
 */
export async function readTimezone(account: Account): Promise<string> {
	const rpc = { method: 'get.account', params: {}, effect: 'reads' as const };
	const [{ timezone }] = (await call(account, rpc, readAccounts)).data;
	const zone = typeof timezone === 'string' ? bare(timezone) : '';
	if (zone !== '' && IANAZone.isValidZone(zone)) return zone;
	throw new Failure({
		message: `CallGear gave ${zone === '' ? 'no time zone' : `the time zone "${visible(zone.slice(0, 60))}"`} for the account, by which no time can be told`,
		remedy: 'Enter Account Time Zone in the options, e.g. Asia/Dubai.',
		elsewhere: 'Enter Account Time Zone, e.g. Asia/Dubai.',
		delivery: 'notSent',
		vendor: VENDOR,
	});
}
