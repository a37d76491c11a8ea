import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { z } from 'zod';

import { type HttpAnswer, isPage } from '../engine/answer';
import { credentialVerdict, probe } from '../engine/credentialTest';
import { invalidField } from '../engine/errors';
import { baseUrlOf, checkLogin, loginOf, secretsOf } from './account';
import { readEnvelope, refusal, VENDOR } from './answers';
import { STATUSES } from './meanings';
import { ME, VERSION } from './paths';

const features = z.object({ user: z.object({ features: z.array(z.object({ id: z.string() })) }) });

/** Pages say api-multimedia, servers list api-multimedia-chat. */
const CHAT_FEATURE = /^api-multimedia(-chat)?$/;

const CHAT_OFF =
	'The login works, but chat (api-multimedia) is not among the features of this contact center: the nodes will find no chats until your Genesys administrator switches it on.';

/** Whether an answer without a login shows that Genesys Web Services is there. */
function isGenesys({ status, body }: HttpAnswer): boolean {
	return status === 200 && /"version"\s*:/.test(body) && /"statusCode"\s*:\s*0\b/.test(body);
}

async function check(
	context: ICredentialTestFunctions,
	credentials: ICredentialDataDecryptedObject,
): Promise<string | undefined> {
	const baseUrl = baseUrlOf(credentials);
	const auth = loginOf(credentials);
	checkLogin(credentials);
	const allowUnauthorizedCerts = credentials.allowUnauthorizedCerts === true;
	const call = { vendor: VENDOR, method: 'GET', allowUnauthorizedCerts } as const;
	const answer = await probe(context, {
		...call,
		auth,
		url: `${baseUrl}${ME}?subresources=features,channels`,
	});
	const failure = refusal(answer);
	const foreign = answer.status === 404 || isPage(answer.body);
	if (foreign && !isGenesys(await probe(context, { ...call, url: `${baseUrl}${VERSION}` }))) {
		throw (failure ?? noGenesys(answer)).with(STATUSES[404]);
	}
	if (failure) throw failure;
	const listed = features.safeParse(readEnvelope(answer));
	const chatIsOff = listed.success && !listed.data.user.features.some(({ id }) => CHAT_FEATURE.test(id));
	return chatIsOff ? CHAT_OFF : undefined;
}

function noGenesys({ status }: HttpAnswer) {
	return invalidField('Base URL', 'leads to a web page', '').with({ vendor: VENDOR, httpStatus: status });
}

/**
 * Tests the credential: the login at `GET /api/v2/me`, and where that finds nothing, whether there is a Genesys server at all.
 * https://docs.genesys.com/Documentation/HTCC/latest/API/InterpretingaResponse
 */
export async function genesysWebServicesApiTest(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	let hint: string | undefined;
	const verdict = await credentialVerdict(async () => {
		hint = await check(this, data);
	}, secretsOf(data));
	return verdict.status === 'OK' && hint ? { ...verdict, message: hint } : verdict;
}
