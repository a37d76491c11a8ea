import { IANAZone } from 'luxon';
import { z } from 'zod';

import { asFailure, Failure, invalidField } from '../engine/errors';
import type { Fields } from '../engine/fields';
import { oncePerExecution } from '../engine/once';
import { bare } from '../engine/values';
import { visible } from '../engine/visible';
import { inShape, VENDOR } from './answers';
import { type Account, call } from './api';
import type { Receiver } from './receiver';

/** To look at a name costs more than to read a chat; the same few come again for each. */
const zones = new Set<string>();

function isZone(name: string): boolean {
	if (!zones.has(name) && IANAZone.isValidZone(name)) zones.add(name);
	return zones.has(name);
}

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
	if (zone !== '' && isZone(zone)) return zone;
	throw new Failure({
		message: `CallGear gave ${zone === '' ? 'no time zone' : `the time zone "${visible(zone.slice(0, 60))}"`} for the account, by which no time can be told`,
		remedy: 'Enter Account Time Zone in the options, e.g. Asia/Dubai.',
		elsewhere: 'Enter Account Time Zone, e.g. Asia/Dubai.',
		delivery: 'notSent',
		vendor: VENDOR,
	});
}

/** The zone of the account that stands in the options, or one in another field. @throws Failure for what is none */
export function typedZone(fields: Fields, name = 'accountTimezone'): string | undefined {
	const zone = fields.optionalId(name);
	if (zone === undefined || isZone(zone)) return zone;
	throw invalidField(
		fields.label(name),
		`holds "${zone.slice(0, 60)}", which is no time zone`,
		'Use an IANA name such as Asia/Dubai, as CallGear shows it in the account settings.',
	);
}

/**
 * The zone of the account, as CallGear tells it; asked for once in an execution, whatever comes of it.
 *
 * @param before what has not been done by then, e.g. `anything was uploaded`
 */
export async function askedZone({ account, userId, options }: Receiver, before: string): Promise<string> {
	if (userId !== undefined) {
		throw invalidField(
			options.label('accountTimezone'),
			'is empty, and CallGear does not tell it to agents',
			"Enter the time zone of the customer's account, e.g. Asia/Dubai.",
		);
	}
	const ask = async () => await readTimezone(account).catch((caught: unknown) => withoutZone(caught, before));
	const zone = await oncePerExecution(account.context, `callGear.zone ${account.id}`, ask);
	if (zone instanceof Failure) throw zone;
	return zone;
}

/** What is wrong comes first, since it would meet all else as well; only where the question itself is, entering the zone helps. */
function withoutZone(caught: unknown, before: string): Failure {
	const failure = asFailure(caught);
	const { remedy, elsewhere = remedy, vendorCode } = failure.facts;
	const found = "This came up when the node asked CallGear for the account's time zone";
	const forbidden = (place: string) =>
		`${found}, which only customers may. As an agent, enter Account Time Zone and User ID${place}; with a key of the customer, give its user the right, or enter Account Time Zone.`;
	const known = vendorCode === 'forbidden';
	return failure.with({
		remedy: known ? forbidden(' in the options') : `${remedy} ${found}, before ${before}.`,
		elsewhere: known ? forbidden('') : `${elsewhere} ${found}, before ${before}.`,
		delivery: 'notSent',
	});
}
