import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import type { HttpAnswer } from '../engine/answer';
import { asFailure } from '../engine/errors';
import { fingerprintOf } from '../engine/fingerprint';
import { given } from '../engine/given';
import { readCredential, type RequestContext } from '../engine/credential';
import { type HttpRequest, request, type RequestRepair } from '../engine/http';
import { forget, oncePerExecution } from '../engine/once';
import type { RequestOptions } from '../engine/options';
import type { Effect } from '../engine/retry';
import { apiUrlOf, CREDENTIAL, logsIn, secretsOf, userIdOf } from './account';
import { inShape, readResult, Refusal, VENDOR } from './answers';
import { DEAD_KEYS, type Hints } from './meanings';
import { pointsOf } from './minutePoints';

/** The account whose credential the node holds, for one item. */
export interface Account {
	/** The same for the same values of a credential: with an expression in it, each item can have another account. */
	id: string;
	context: RequestContext;
	credentials: ICredentialDataDecryptedObject;
	url: string;
	/** The credential's own customer, for an agent. */
	userId?: number;
	options: RequestOptions;
}

type Known = Pick<Account, 'id' | 'credentials' | 'url' | 'userId'>;

/** What was read of credentials: one without expressions is the same object for every item. */
const accounts = new WeakMap<ICredentialDataDecryptedObject, Known>();

/** Reads the credential. @throws Failure when its address or user id cannot be used */
export async function openAccount(context: RequestContext, options: RequestOptions): Promise<Account> {
	const credentials = await readCredential(context, CREDENTIAL, options.itemIndex);
	const known = accounts.get(credentials) ?? accountOf(credentials);
	accounts.set(credentials, known);
	return { ...known, context, options };
}

function accountOf(credentials: ICredentialDataDecryptedObject): Known {
	const userId = userIdOf(credentials.userId, 'User ID');
	const url = apiUrlOf(credentials);
	return given({ id: fingerprintOf([credentials]), credentials, url, userId });
}

/** One call of a method. https://callgear.github.io/data_api/ */
export interface Call {
	/** e.g. `get.account` */
	method: string;
	/** Without the key, which is added. */
	params: IDataObject;
	effect: Effect;
	/** How large the call is, where it is large. */
	bytes?: number;
	/** What CallGear's refusals mean for this method. */
	hints?: Hints;
}

/**
 * Calls a method, with the account's session in this execution where the credential holds a login. A session that has died is renewed by whoever meets
 * it first, and the call, which was refused, is sent once more.
 *
 * @param read turns the result into a value; throws a `Failure` when it is none
 * @throws Refusal when CallGear turned the call down, another Failure when it went wrong otherwise
 */
export async function call<T>(account: Account, rpc: Call, read: (result: unknown) => T): Promise<T> {
	if (!logsIn(account.credentials)) return await send(account, rpc, read);
	const { context, id } = account;
	const memory = `callGear.session ${id}`;
	const session = () => oncePerExecution(context, memory, async () => await logIn(account));
	let used = session();
	const renew = async () => {
		if (session() === used) forget(context, memory);
		used = session();
		return await used;
	};
	return await send(account, rpc, read, { key: await used, renew });
}

/** The key of a login, and how a new one is had. */
interface Session {
	key: string;
	renew: () => Promise<string>;
}

async function send<T>(
	{ id, context, url, options }: Account,
	{ method, params, effect, bytes, hints }: Call,
	read: (result: unknown) => T,
	session?: Session,
): Promise<T> {
	const keys: string[] = [];
	const secrets = (read: ICredentialDataDecryptedObject) => [...secretsOf(read), ...keys];
	const signed = (key?: string): Pick<HttpRequest, 'body'> => {
		if (key !== undefined) keys.push(key);
		// The id has no meaning but in CallGear's own log of requests, where it tells which program asked
		return {
			body: {
				jsonrpc: '2.0',
				id: `n8n ${method}`,
				method,
				params: { ...params, ...given({ access_token: key }) },
			},
		};
	};
	const points = pointsOf(context, id);
	let refusal: Refusal | undefined;
	const note = (caught: unknown): never => {
		refusal = caught instanceof Refusal ? caught : undefined;
		throw caught;
	};
	const judge = async (answer: HttpAnswer) => read(readResult(answer, points, hints));
	const repair: RequestRepair = {
		mends: ({ facts }) => DEAD_KEYS.includes(String(facts.vendorCode)),
		mend: async () => {
			refusal = undefined;
			return signed(await session?.renew());
		},
	};
	const httpRequest: HttpRequest = {
		signer: { type: CREDENTIAL, secrets },
		vendor: VENDOR,
		method: 'POST',
		url,
		headers: { 'Content-Type': 'application/json; charset=UTF-8' },
		...signed(session?.key),
		...given({ bytes }),
		effect,
	};
	const sending = request(
		context,
		httpRequest,
		options,
		(answer) => judge(answer).catch(note),
		session && repair,
	);
	return await sending.catch((caught: unknown) => {
		const failure = asFailure(caught);
		throw refusal?.with(failure.facts) ?? failure;
	});
}

const readSession = inShape(z.object({ data: z.object({ access_token: z.string().min(1) }) }));

/** `login.user`: a key for an hour. https://callgear.github.io/data_api/authentication/login_user/ */
async function logIn(account: Account): Promise<string> {
	const { data } = await send(account, { method: 'login.user', params: {}, effect: 'reads' }, readSession);
	return data.access_token;
}
