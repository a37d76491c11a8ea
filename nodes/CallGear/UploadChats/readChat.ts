import { DateTime } from 'luxon';
import type { IExecuteFunctions } from 'n8n-workflow';

import { asFailure, Failure } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { given } from '../../engine/given';
import { oncePerExecution } from '../../engine/once';
import type { RequestOptions } from '../../engine/options';
import { breathing } from '../../engine/wait';
import type { Target } from '../answers';
import { Employees } from '../employees';
import type { Receiver } from '../receiver';
import { typedZone } from '../timezone';
import { receiverOf, zoneOf } from '../uploads/account';
import type { Ready } from '../uploads/ready';
import { countryCodeOf } from '../values';
import { buildChat, idOfContent, type IncomingChat, isNamed, type Rules } from './body';
import type { FoundChat } from './findChats';
import { hasOwnZone } from './exports/exportFields';
import { labelOf } from './labels';
import { properties } from './properties';
import { shownOf, warningsOf } from './shownChat';

/**
 * Reads and checks one chat, with the account that it goes to: of its own credential, customer and time zone.
 *
 * @param request how requests are sent
 * @throws Failure when something of the chat, the options or the credential cannot be used
 */
export async function readChat(
	context: IExecuteFunctions,
	{ items, read }: FoundChat,
	request: RequestOptions,
): Promise<Ready> {
	const open = async (item: number) => await receiverOf(context, item, properties, request);
	const receiver = await open(items[0]);
	const breathe = breathing();
	for (const item of items.slice(1)) {
		await breathe();
		requireSame(receiver, await open(item));
	}
	const { fields, account, userId } = receiver;
	const incoming = await read(fields);
	const rules = await readRules(context, receiver);
	const built = await buildChat(
		incoming,
		given({ ...rules, employeeId: await employeesFor(context, incoming, receiver) }),
	);
	const { chat } = built;
	return given({
		body: chat,
		bytes: Buffer.byteLength(JSON.stringify(chat)),
		items,
		account,
		userId,
		mark: typeof chat.ext_id === 'string' ? chat.ext_id : idOfContent(chat, incoming),
		shown: await shownOf(built, incoming),
		warnings: () => warningsOf(chat),
		labelOf: (target: Target) => labelOf(target, incoming, built),
	});
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

async function readRules(context: IExecuteFunctions, receiver: Receiver): Promise<Rules> {
	const { fields, options } = receiver;
	const zone = await zoneOf(context, receiver);
	const hasCountryCode = ['rows', 'export'].includes(fields.choice('source'));
	return given({
		zone,
		inputZone: inputZoneOf(receiver, { account: zone, workflow: context.getTimezone() }),
		now: DateTime.now(),
		equalStart: options.optionalChoice('equalStart') === 'refuse' ? ('refuse' as const) : ('shift' as const),
		makeExtId: options.optionalChoice('missingExtId') !== 'omit',
		countryCode: hasCountryCode ? (countryCodeOf(fields, 'countryCode') ?? '') : undefined,
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
