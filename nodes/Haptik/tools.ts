import type { HttpAnswer } from '../engine/answer';
import { Failure } from '../engine/errors';
import { hiddenRefusal, refusal, VENDOR, vendorText } from './answers';

/** What an answer means to the user. */
type Meaning = Pick<Failure['facts'], 'message' | 'remedy' | 'field' | 'cause'>;

const CREDENTIAL: Meaning = {
	message: 'Haptik did not accept the credential',
	remedy:
		'Open the credential and compare Partner Token, Client ID and Tools Base URL with those in Haptik: the tools have a token and an address of their own.',
	cause: 'credential-invalid',
};

const USER_NAME: Meaning = {
	message: 'Haptik does not know this user name',
	remedy:
		'Check "Haptik User Name": it is the name that Haptik gives the user, user.user_name in its events, and not the Auth ID.',
	field: 'Haptik User Name',
};

const BUSINESS: Meaning = {
	message: 'Haptik does not take this business',
	remedy:
		'Compare "Business ID" with the number that Haptik shows under Share > View Credentials. It has to be active.',
	field: 'Business ID',
};

const TEAM: Meaning = {
	message: 'Haptik does not take this team',
	remedy: 'Check "Team Name": it has to be written as on the Teams page, and the team has to be active.',
	field: 'Team Name',
};

/**
 * The documented refusals; Haptik's pages give their words but no status.
 * https://docs.haptik.ai/developer-guides/what-are-the-different-apis-that-can-be-used-on-conversation-studio
 */
const MEANINGS: Array<[words: RegExp, meaning: Meaning]> = [
	[/^(client_id|token) missing in headers$/i, CREDENTIAL],
	[/^invalid (client_id|authorization) in headers$/i, CREDENTIAL],
	[/^invalid (client_id|token|token provided|authorization details)$/i, CREDENTIAL],
	[/^invalid user_name$/i, USER_NAME],
	[/^user is not registered$/i, USER_NAME],
	[/^invalid business_id( provided)?$/i, BUSINESS],
	[/^business ".*" is inactive$/i, BUSINESS],
	[/^invalid team_name provided$/i, TEAM],
	[/^team ".*" is inactive$/i, TEAM],
	[
		/^(either the )?user has not sent a message/i,
		{
			message: 'Haptik has no conversation of this user',
			remedy:
				'Check "Haptik User Name", "Business ID" and the number of the conversation. A user who has not written yet has none.',
			field: 'Haptik User Name',
		},
	],
	[
		/^unable to decode pxut/i,
		{
			message: 'Haptik cannot read this PXUT',
			remedy:
				'Check "PXUT": it belongs to one user of an external desk, and to the Client ID of the credential.',
			field: 'PXUT',
		},
	],
];

/** What statuses mean where Haptik's words say nothing. */
const STATUSES: Record<number, Meaning> = {
	401: CREDENTIAL,
	404: {
		message: 'Haptik has no tools at this address',
		remedy:
			'Compare Tools Base URL in the credential with the address of the Haptik tools: it is not that of the bot.',
	},
};

/** The failure for an answer of the tools that is no success, whatever its status, or undefined for one that is. */
export function toolsRefusal(answer: HttpAnswer): Failure | undefined {
	const text = vendorText(answer)?.trim() ?? '';
	const [, meaning] = MEANINGS.find(([words]) => words.test(text)) ?? [];
	if (meaning) {
		return new Failure({
			...meaning,
			delivery: 'refused',
			vendor: VENDOR,
			vendorText: text,
			httpStatus: answer.status,
		});
	}
	return refusal(answer)?.with(STATUSES[answer.status] ?? {}) ?? hiddenRefusal(answer);
}
