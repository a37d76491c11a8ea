import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import type { Failure } from '../engine/errors';
import { readCredential, request, type RequestContext } from '../engine/http';
import { forget, oncePerExecution } from '../engine/once';
import type { RequestOptions } from '../engine/options';
import type { Effect } from '../engine/retry';
import { scrub } from '../engine/secrets';
import { apiUrlOf, CREDENTIAL, logsIn, secretsOf, userIdOf } from './account';
import { isDeadKey, readReply, type Refusal, type Reply, unexpectedAnswer, VENDOR } from './answers';
import { MEANINGS } from './meanings';
import { pointsOf } from './minutePoints';

const SESSION = 'callGear.session';

/** The account whose credential the node holds. */
export interface Account {
	context: RequestContext;
	credentials: ICredentialDataDecryptedObject;
	url: string;
	/** The credential's own customer, for an agent. */
	userId?: number;
	options: RequestOptions;
}

/** Reads the credential. @throws Failure when its address or user id cannot be used */
export async function openAccount(context: RequestContext, options: RequestOptions): Promise<Account> {
	const credentials = await readCredential(context, CREDENTIAL, options.itemIndex);
	const userId = userIdOf(credentials.userId, 'User ID');
	const url = apiUrlOf(credentials);
	return { context, credentials, url, options, ...(userId === undefined ? {} : { userId }) };
}

interface Call {
	method: string;
	params: IDataObject;
	effect: Effect;
}

/** One request; `session` is the key of a login, which no error may show either. */
async function send(account: Account, { method, params, effect }: Call, session?: string): Promise<Reply> {
	const { context, url, options } = account;
	const secrets = (credentials: ICredentialDataDecryptedObject) => [
		...secretsOf(credentials),
		...(session ? [session] : []),
	];
	const key = session === undefined ? {} : { access_token: session };
	const httpRequest = {
		signer: { type: CREDENTIAL, secrets },
		vendor: VENDOR,
		method: 'POST',
		url,
		headers: { 'Content-Type': 'application/json; charset=UTF-8' },
		// The id has no meaning but in CallGear's own log of requests, where it tells which program asked
		body: { jsonrpc: '2.0', id: `n8n ${method}`, method, params: { ...params, ...key } },
		effect,
	} as const;
	const points = pointsOf(context);
	const reply = await request(context, httpRequest, options, (answer) => readReply(answer, points));
	if ('result' in reply) return reply;
	const { refusal } = reply;
	const clean = (failure: Failure) => scrub(failure, secrets(account.credentials));
	return {
		refusal: {
			...refusal,
			failure: clean(refusal.failure),
			about: (label) => clean(refusal.about(label)),
		},
	};
}

const sessionShape = z.object({ data: z.object({ access_token: z.string().min(1) }) });

/** `login.user`: a key for an hour. https://callgear.github.io/data_api/authentication/login_user/ */
async function logIn(account: Account): Promise<string> {
	const result = resultOf(await send(account, { method: 'login.user', params: {}, effect: 'reads' }));
	const session = sessionShape.safeParse(result).data;
	if (!session) throw unexpectedAnswer({ status: 200 });
	return session.data.access_token;
}

/**
 * Calls a method, with the session of this execution where the credential holds a login. A session that has died is
 * renewed by whoever meets it first, and the call, which was refused, is sent once more.
 */
async function call(account: Account, rpc: Call): Promise<Reply> {
	if (!logsIn(account.credentials)) return await send(account, rpc);
	const { context } = account;
	const session = () => oncePerExecution(context, SESSION, async () => await logIn(account));
	const used = session();
	const reply = await send(account, rpc, await used);
	if (!isDeadKey(reply)) return reply;
	if (session() === used) forget(context, SESSION);
	return await send(account, rpc, await session());
}

function resultOf(reply: Reply): unknown {
	if ('refusal' in reply) throw reply.refusal.failure;
	return reply.result;
}

const accountShape = z.object({ data: z.array(z.object({ timezone: z.string() })).min(1) });

/**
 * The IANA name of the account's time zone. https://callgear.github.io/data_api/account/get_account/
 *
 * @throws Failure when it cannot be had; agents cannot ask for it
 */
export async function readTimezone(account: Account): Promise<string> {
	const result = resultOf(await call(account, { method: 'get.account', params: {}, effect: 'reads' }));
	const known = accountShape.safeParse(result).data;
	if (!known) throw unexpectedAnswer({ status: 200 });
	return known.data[0].timezone;
}

const rowsShape = z.object({
	data: z.array(z.record(z.unknown())),
	metadata: z.object({ total_items: z.number() }).optional().catch(undefined),
});

/** A page of a list. https://callgear.github.io/data_api/ */
export async function readList(
	account: Account,
	method: string,
	params: IDataObject,
): Promise<{ rows: Array<Record<string, unknown>>; total?: number }> {
	const result = resultOf(await call(account, { method, params, effect: 'reads' }));
	const page = rowsShape.safeParse(result).data;
	if (!page) throw unexpectedAnswer({ status: 200 });
	return { rows: page.data, total: page.metadata?.total_items };
}

const idsShape = z.object({ data: z.array(z.object({ id: z.number() })) });

/**
 * `upload.chats`: takes all chats or none. https://callgear.github.io/data_api/communication/upload_chats/
 *
 * @returns the ids in the order of the chats, or the refusal when something about the chats was wrong
 * @throws Failure when the account itself was refused, or when nobody can tell
 */
export async function uploadChats(
	account: Account,
	chats: IDataObject[],
	userId: number | undefined,
): Promise<number[] | Refusal> {
	const params = { ...(userId === undefined ? {} : { user_id: userId }), chats };
	const reply = await call(account, { method: 'upload.chats', params, effect: 'writes' });
	if ('refusal' in reply) return ofChats(reply.refusal);
	const ids = idsShape.safeParse(reply.result).data?.data.map(({ id }) => id);
	if (!ids) throw unexpectedAnswer({ status: 200 });
	if (ids.length !== chats.length) {
		throw unexpectedAnswer({ status: 200 }).with({
			message: `CallGear gave ${ids.length} IDs for ${chats.length} chats`,
			remedy:
				'Which chat has which ID cannot be told: look them up by their Own Chat ID (ext_id) in CallGear.',
		});
	}
	return ids;
}

/** JSON-RPC's code for what is wrong with parameters; of mnemonics that are not documented it alone is known. */
const INVALID_PARAMS = -32602;
const OF_THE_CALLER = ['user_id', 'access_token'];

/** Gives back a refusal that another choice of chats could avoid. @throws Failure of one that meets every call */
function ofChats(refusal: Refusal): Refusal {
	const { code, mnemonic, field, failure } = refusal;
	const ofParams = mnemonic in MEANINGS ? !MEANINGS[mnemonic].accountWide : code === INVALID_PARAMS;
	if (!ofParams || OF_THE_CALLER.includes(field ?? '')) throw failure;
	return refusal;
}

/** Whether every other upload would fail for the same reason, so that none needs to be tried. */
export function meetsEveryCall(code: string | number | undefined): boolean {
	return code === 'limit_exceeded' || MEANINGS[String(code)]?.accountWide === true;
}
