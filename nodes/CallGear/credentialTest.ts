import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IDataObject,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { z } from 'zod';

import { credentialVerdict, probe } from '../engine/credentialTest';
import { asFailure, Failure, invalidField } from '../engine/errors';
import type { HttpAnswer } from '../engine/answer';
import { bare } from '../engine/values';
import { apiUrlOf, logsIn, secretsOf, signedBody, userIdOf } from './account';
import { inShape, readResult, Refusal, VENDOR } from './answers';
import { Points } from './minutePoints';

/**
 * Tests the credential by calls that change nothing: `get.account`, which is open to customers alone, and for agents `get.customer_users`.
 * https://callgear.github.io/data_api/account/get_account/
 */
export async function callGearApiTest(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	const secrets = secretsOf(data);
	const check = async () => {
		const userId = userIdOf(data.userId, 'User ID');
		refuseEmpty(data);
		const session = logsIn(data) ? await logIn(this, data) : undefined;
		if (session) secrets.push(session);
		const key: IDataObject = session ? { access_token: session } : {};
		const asked = async (method: string, params: IDataObject) =>
			await replied(ask(this, data, method, { ...params, ...key }));
		const account = await asked('get.account', {});
		const agent = mayBeAgent(account) ? await asked('get.customer_users', customerParams(userId)) : account;
		if (agent === account || 'refusal' in agent) judgeCustomer(account, userId);
		else judgeAgent(agent.result, userId);
	};
	return await credentialVerdict(check, secrets);
}

/** What a call gave, or why it was turned down. */
type Reply = { result: unknown } | { refusal: Refusal };

async function replied(asking: Promise<unknown>): Promise<Reply> {
	const refused = (caught: unknown): Reply => {
		if (!(caught instanceof Refusal)) throw caught;
		return { refusal: caught };
	};
	return await asking.then((result) => ({ result }), refused);
}

function refuseEmpty(data: ICredentialDataDecryptedObject): void {
	const wanted = logsIn(data)
		? { Login: data.login, Password: data.password }
		: { 'API Key': data.accessToken };
	const empty = Object.entries(wanted).find(([, value]) => bare(String(value ?? '')) === '');
	if (empty)
		throw invalidField(empty[0], 'is empty', 'Fill it in: the help on this page says where it is found.');
}

async function ask(
	context: ICredentialTestFunctions,
	data: ICredentialDataDecryptedObject,
	method: string,
	params: IDataObject,
): Promise<unknown> {
	const url = apiUrlOf(data);
	const body = signedBody(data, { jsonrpc: '2.0', id: 'n8n credential test', method, params });
	const headers = { 'Content-Type': 'application/json; charset=UTF-8' };
	const sending = probe(context, {
		vendor: VENDOR,
		method: 'POST',
		url,
		headers,
		body: JSON.stringify(body),
	});
	return read(await sending.catch((caught: unknown) => elsewhere(data, caught)));
}

function read(answer: HttpAnswer): unknown {
	const { status, body } = answer;
	const rpc = /^\s*\{.*"(error|result)"/s.test(body);
	if (!rpc && (status === 404 || status === 405 || status < 400)) throw notTheApi(answer);
	return readResult(answer, new Points());
}

function addressField({ host }: ICredentialDataDecryptedObject): string {
	return host === 'custom' ? 'Base URL' : 'Host';
}

function elsewhere(data: ICredentialDataDecryptedObject, caught: unknown): never {
	const failure = asFailure(caught);
	throw failure.with({ message: `"${addressField(data)}": ${failure.facts.message}` });
}

function notTheApi({ status, body }: HttpAnswer): Failure {
	const what = body.trim().startsWith('<') ? 'a web page' : 'something else';
	return new Failure({
		message: `The address leads to ${what} instead of CallGear's Data API`,
		remedy:
			'Set Host to where your account lives. With a custom one, Base URL is the address of the Data API, e.g. https://dataapi.callgear.com.',
		delivery: 'refused',
		vendor: 'The host',
		httpStatus: status,
	});
}

const readSession = inShape(z.object({ data: z.object({ access_token: z.string() }) }));

async function logIn(
	context: ICredentialTestFunctions,
	data: ICredentialDataDecryptedObject,
): Promise<string> {
	return readSession(await ask(context, data, 'login.user', {})).data.access_token;
}

/** One row is enough to see that the key is good; with a customer given, the row must be that one. */
function customerParams(userId: number | undefined): IDataObject {
	return userId === undefined
		? { limit: 1 }
		: { limit: 1, filter: { field: 'id', operator: '=', value: userId } };
}

/** Only customers may ask for the account; with which words agents are turned down is not documented. */
function mayBeAgent(reply: Reply): boolean {
	if ('result' in reply) return false;
	const { cause, vendorCode } = reply.refusal.facts;
	return cause === undefined && vendorCode !== 'account_inactive';
}

const readUsers = inShape(z.object({ data: z.array(z.unknown()) }));

function judgeAgent(result: unknown, userId: number | undefined): void {
	const found = readUsers(result).data.length;
	if (userId === undefined || found > 0) return;
	throw invalidField(
		'User ID',
		`${userId} is none of this agent's customers`,
		'The key itself is good. Compare the number with the list of customer users in CallGear.',
	);
}

function judgeCustomer(reply: Reply, userId: number | undefined): void {
	if ('refusal' in reply) throw reply.refusal;
	if (userId === undefined) return;
	throw invalidField(
		'User ID',
		'is only for agents, and this is the key of an account of its own',
		'The key itself is good. Leave User ID empty.',
	);
}
