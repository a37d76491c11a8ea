import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { HttpAnswer } from '../engine/answer';
import { type HttpRequest, readCredential, request, type Signer } from '../engine/http';
import type { RequestOptions } from '../engine/options';
import { baseUrlOf, businessIdOf, secretsOf } from './account';
import { isUnknownUser, type LoggedFile, readLoggedFile, readRegistered, VENDOR } from './answers';

const signer: Signer = { type: 'haptikApi', secrets: secretsOf };

/** The account whose credential the node holds. */
export interface Account {
	baseUrl: string;
	/** The business that a field names, else the credential's own. */
	businessId(value: string | undefined, field: string): string;
}

/** Reads the credential. @throws Failure when its address is none */
export async function readAccount(
	context: IExecuteFunctions,
	{ itemIndex }: RequestOptions,
): Promise<Account> {
	const credentials = await readCredential(context, signer.type, itemIndex);
	return {
		baseUrl: baseUrlOf(credentials),
		businessId: (value, field) => businessIdOf(value, field, credentials),
	};
}

/** One call; `path` keeps its trailing slash, without which Haptik finds nothing. */
async function post<T>(
	context: IExecuteFunctions,
	{ baseUrl }: Account,
	path: string,
	body: HttpRequest['body'],
	options: RequestOptions,
	read: (answer: HttpAnswer) => T,
): Promise<T> {
	const url = `${baseUrl}${path}`;
	const call = { signer, vendor: VENDOR, method: 'POST', url, body, effect: 'writes' } as const;
	return await request(context, call, options, read);
}

/**
 * `POST /v1.0/log_file_from_user/`: a file that the user sent.
 * https://docs.haptik.ai/bot-as-an-api/how-to-send-file-to-haptik-using-api
 *
 * @returns undefined when Haptik does not know the user
 * @throws Failure when it was refused for another reason, or nobody can tell
 */
export async function logFile(
	context: IExecuteFunctions,
	account: Account,
	form: FormData,
	options: RequestOptions,
): Promise<LoggedFile | undefined> {
	return await post(context, account, '/v1.0/log_file_from_user/', form, options, (answer) =>
		isUnknownUser(answer) ? undefined : readLoggedFile(answer),
	);
}

/**
 * `POST /v1.0/user/`: registers a user.
 * https://docs.haptik.ai/bot-as-an-api/how-to-createupdate-a-haptik-user-using-api
 *
 * @throws Failure when it was refused, or nobody can tell
 */
export async function registerUser(
	context: IExecuteFunctions,
	account: Account,
	user: IDataObject,
	options: RequestOptions,
): Promise<void> {
	await post(context, account, '/v1.0/user/', user, options, readRegistered);
}
