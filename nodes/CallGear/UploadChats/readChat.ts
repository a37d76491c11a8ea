import type { DateTime } from 'luxon';
import type { IExecuteFunctions } from 'n8n-workflow';

import { asFailure, Failure } from '../../engine/errors';
import { Fields } from '../../engine/fields';
import { given } from '../../engine/given';
import { oncePerExecution } from '../../engine/once';
import type { RequestOptions } from '../../engine/options';
import { breathing, mapBreathing } from '../../engine/wait';
import type { Target } from '../answers';
import { Employees } from '../employees';
import { openReceiver, type Receiver } from '../receiver';
import { askedZone, typedZone } from '../timezone';
import { countryCodeOf } from '../values';
import type { ReadyChat } from './batches';
import { buildChat, type IncomingChat, isNamed, type Rules } from './body';
import type { FoundChat } from './findChats';
import { hasOwnZone } from './exports/exportFields';
import { zoneAsked } from './hints';
import { labelOf } from './labels';
import { shownTime } from './preview';
import { properties } from './properties';

/**
 * Reads and checks one chat, with the account that it goes to: of its own credential, customer and time zone.
 *
 * @param request how requests are sent
 * @param now what may not lie ahead
 * @throws Failure when something of the chat, the options or the credential cannot be used
 */
export async function readChat(
	context: IExecuteFunctions,
	{ items, read }: FoundChat,
	request: RequestOptions,
	now: DateTime,
): Promise<ReadyChat> {
	const receiver = await receiverOf(context, items[0], request);
	const breathe = breathing();
	for (const item of items.slice(1)) {
		await breathe();
		requireSame(receiver, await receiverOf(context, item, request));
	}
	const { fields, account, userId } = receiver;
	const incoming = await read(fields);
	const rules = await readRules(context, receiver, now);
	const built = await buildChat(
		incoming,
		given({ ...rules, employeeId: await employeesFor(context, incoming, receiver) }),
	);
	const { chat } = built;
	return given({
		chat,
		bytes: Buffer.byteLength(JSON.stringify(chat)),
		items,
		key: incoming.key,
		leftOut: incoming.leftOut,
		times: await mapBreathing([built.start, ...built.messages], shownTime),
		account,
		userId,
		labelOf: (target: Target) => labelOf(target, incoming, built),
	});
}

async function receiverOf(
	context: IExecuteFunctions,
	itemIndex: number,
	request: RequestOptions,
): Promise<Receiver> {
	const fields = Fields.ofItem(context, itemIndex, properties);
	return await openReceiver(context, fields, { ...request, itemIndex, waited: { ms: 0 } });
}

/** A key that two accounts have in common must not make one chat of theirs. */
function requireSame(one: Receiver, other: Receiver): void {
	if (one.account.id === other.account.id && one.userId === other.userId) return;
	const [first, second] = [one, other].map(({ fields }) => fields.itemIndex);
	throw new Failure({
		message: `Items ${first} and ${second} have the key of one chat, but go to different accounts or customers of CallGear`,
		remedy: 'Give the chats keys that differ, e.g. with the name of the account in front.',
		delivery: 'notSent',
	});
}

async function readRules(context: IExecuteFunctions, receiver: Receiver, now: DateTime): Promise<Rules> {
	const { fields, options } = receiver;
	const zone = typedZone(options) ?? (await toldZone(context, receiver));
	const hasCountryCode = ['rows', 'export'].includes(fields.choice('source'));
	return given({
		zone,
		inputZone: inputZoneOf(receiver, { account: zone, workflow: context.getTimezone() }),
		now,
		equalStart: options.optionalChoice('equalStart') === 'refuse' ? ('refuse' as const) : ('shift' as const),
		makeExtId: options.optionalChoice('missingExtId') !== 'omit',
		countryCode: hasCountryCode ? countryCodeOf(fields, 'countryCode') : undefined,
	});
}

/** The zone of times that name none. */
function inputZoneOf({ fields, options }: Receiver, zones: { account: string; workflow: string }): string {
	const source = fields.choice('source');
	if (source === 'export') {
		const typed = hasOwnZone(fields.choice('exportFormat')) ? typedZone(fields, 'exportTimezone') : undefined;
		return typed ?? zones.account;
	}
	const chosen =
		source === 'rows' ? fields.optionalChoice('timesWithoutZone') : options.optionalChoice('inputTimezone');
	return chosen === 'account' ? zones.account : zones.workflow;
}

/** Who the employees are, where a message gives one by name; asked for once in an execution. */
async function employeesFor(
	context: IExecuteFunctions,
	{ messages, employees }: IncomingChat,
	{ account, userId }: Receiver,
): Promise<Rules['employeeId']> {
	if (!employees || !messages.some(mayBeNamed)) return undefined;
	const ask = async () => await Employees.ask(account, userId).catch(withoutEmployees);
	const found = await oncePerExecution(context, `callGear.employees ${account.id} ${userId}`, ask);
	if (found instanceof Failure) throw found;
	return (name, field) => found.idOf(name, field, employees);
}

function mayBeNamed(message: Fields): boolean {
	try {
		return message.optionalId('source') === 'operator' && isNamed(message);
	} catch {
		// What cannot be read is refused by its field
		return false;
	}
}

function withoutEmployees(caught: unknown): Failure {
	const failure = asFailure(caught);
	const { remedy } = failure.facts;
	const found =
		'This came up when the node asked CallGear for its employees, to find them by name or email; with their IDs it does not ask.';
	return failure.with({ remedy: `${remedy} ${found}`, delivery: 'notSent' });
}

async function toldZone(context: IExecuteFunctions, receiver: Receiver): Promise<string> {
	if (receiver.userId === undefined) zoneAsked(context);
	return await askedZone(receiver, 'anything was uploaded');
}
