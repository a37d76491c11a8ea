import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { type HttpAnswer, readJson } from '../engine/answer';
import { asFailure, Failure } from '../engine/errors';
import type { Fields } from '../engine/fields';
import type { RequestRepair } from '../engine/http';
import { hiddenRefusal, isUnknownUser, refusal, UNKNOWN_USER, VENDOR } from './answers';
import { type Account, call, type Call } from './api';
import { userBody, userField } from './user';

const AUTH_ID = 'Auth ID';

/** By Haptik's page an Auth ID is alphanumeric; clients use underscores as well. */
const PLAIN_ID = /^\w+$/;

const ODD_ID =
	'Haptik describes IDs of letters and digits, underscores are in use too; this one has other characters.';

/** Whether an unknown user is registered, and what Haptik is then told. */
export const registrationFields: INodeProperties[] = [
	{
		displayName: 'Register User When Unknown',
		name: 'registerUser',
		type: 'boolean',
		default: false,
		description:
			'Whether to register the user and send once more when Haptik says that it does not know the Auth ID',
	},
	userField({
		description:
			'What Haptik is told about the user when it registers the user. A known user is not changed.',
		displayOptions: { show: { registerUser: [true] } },
	}),
];

/** The user in whose name something is sent. */
export interface Sender {
	authId: string;
	/** What registers the user where Haptik does not know it; left out when the user of the node does not want that. */
	registration?: IDataObject;
}

/** Reads the user from the fields that all nodes have which send in the name of one. @throws Failure when a detail breaks a rule of Haptik */
export function readSender(fields: Fields): Sender {
	const authId = fields.id('authId');
	if (!fields.flag('registerUser')) return { authId };
	return { authId, registration: userBody(authId, fields.collection('userDetails')) };
}

/**
 * Sends a call in the name of a user; where Haptik does not know the user, registers the user and sends once more.
 *
 * @param read turns the answer into a value or throws a `Failure`
 * @throws Failure when the user stays unknown, the call or the registration was refused, or nobody can tell
 */
export async function callAsUser<T>(
	account: Account,
	{ authId, registration }: Sender,
	asked: Call,
	read: (answer: HttpAnswer) => T,
): Promise<T> {
	let registered = false;
	const judged = (answer: HttpAnswer) => {
		if (isUnknownUser(answer)) throw unknownUser(authId, registered ? WITHOUT_EFFECT : notRegistered(authId));
		return read(answer);
	};
	const repair: RequestRepair | undefined = registration && {
		mends: ({ facts }) => facts.vendorText === UNKNOWN_USER,
		mend: async () => {
			await register(account, authId, registration);
			registered = true;
			return {};
		},
	};
	return await call(account, asked, judged, repair);
}

async function register(account: Account, authId: string, body: IDataObject): Promise<void> {
	await call(account, saving('POST', body), readRegistered).catch((caught: unknown) => {
		const failure = blamedOnId(asFailure(caught), authId);
		throw failure.with({ message: `The user could not be registered: ${failure.facts.message}` });
	});
}

/** The call that registers a user, or updates one. https://docs.haptik.ai/bot-as-an-api/how-to-createupdate-a-haptik-user-using-api */
export function saving(method: 'POST' | 'PUT', body: IDataObject): Call {
	return { method, path: '/v1.0/user/', body, effect: 'writes' };
}

/** A refusal to keep a user, put down to the ID where that is of a kind that Haptik does not describe. */
export function blamedOnId(failure: Failure, authId: string): Failure {
	const odd = failure.facts.httpStatus === 400 && !PLAIN_ID.test(authId);
	return odd ? failure.with({ field: AUTH_ID, remedy: `Check "${AUTH_ID}". ${ODD_ID}` }) : failure;
}

/** Of what comes back only the status counts, unless it is an error: what is sent next tells whether Haptik knows the user. */
function readRegistered(answer: HttpAnswer): void {
	const failure = refusal(answer) ?? hiddenRefusal(answer);
	if (failure) throw failure;
	readJson(VENDOR, answer);
}

const WITHOUT_EFFECT = `It was registered a moment ago, without effect. Check that "${AUTH_ID}" holds only letters, digits and underscores.`;

/** The failure for a user whom Haptik does not know. @param remedy how to go on, whole sentences */
export function unknownUser(authId: string, remedy: string): Failure {
	return new Failure({
		message: `Haptik does not know the user "${authId}"`,
		remedy,
		delivery: 'refused',
		field: AUTH_ID,
		vendor: VENDOR,
		vendorText: UNKNOWN_USER,
		httpStatus: 403,
	});
}

function notRegistered(authId: string): string {
	return PLAIN_ID.test(authId)
		? `Turn on "Register User When Unknown", or check "${AUTH_ID}": it has to be written as it was registered.`
		: `Check "${AUTH_ID}": it has to be written as it was registered. ${ODD_ID} To register the user, use an ID without them.`;
}
