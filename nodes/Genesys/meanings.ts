import { CHECK_VALUES, type FailureFacts } from '../engine/errors';

/** What the user reads for a refusal: what happened, how to go on, and whether the outcome is known. */
export type Meaning = Pick<FailureFacts, 'message' | 'remedy'> &
	Partial<Pick<FailureFacts, 'elsewhere' | 'anew' | 'delivery' | 'field' | 'cause' | 'repeatable'>>;

const LOGIN: Meaning = {
	message: 'Genesys did not accept the login',
	remedy:
		'Open the credential, check User Name and Password and test it. The account may also be locked, or its sign-in be left to a single sign-on page.',
	cause: 'credential-invalid',
};

/** The `statusCode` of a request whose agent Genesys does not know. */
export const NOT_AUTHENTICATED = 20;

/**
 * Every `statusCode` of Genesys but 0. An error means that nothing was changed, except where the code itself says otherwise.
 * https://enu.docs.genesys.com/Documentation:HTCC:API:ReturnValues:8.5.2
 */
export const CODES: Record<number, Meaning> = {
	1: { message: 'Genesys misses a value that it needs', ...CHECK_VALUES },
	2: {
		message: 'Genesys does not allow this in the present state of the chat',
		remedy: 'Check that the chat is still open and in the hands of this agent.',
	},
	3: {
		message: 'Genesys forbids this operation',
		remedy: 'Ask your Genesys administrator whether it is switched on.',
	},
	4: {
		message: 'Genesys, or a server behind it, could not carry out the request',
		remedy: 'If it goes on, ask your Genesys administrator to look into the server.',
		anew: 'Try again later.',
		delivery: 'uncertain',
		repeatable: true,
	},
	5: {
		message: 'The agent lacks the permission for this',
		remedy: 'Ask your Genesys administrator for the Agent role and the chat feature (api-multimedia).',
	},
	6: { message: 'Genesys did not find what was asked for', ...CHECK_VALUES },
	7: {
		message: 'Genesys carried out only a part of the request',
		remedy: 'What is missing has to be made up for.',
		delivery: 'uncertain',
	},
	8: {
		message: 'The agent must change the password first',
		remedy: 'Sign in to Workspace with this login, choose a new password and enter it in the credential.',
		cause: 'credential-invalid',
	},
	9: {
		message: 'Genesys has not finished the request yet',
		remedy: 'It can still be carried out.',
		delivery: 'uncertain',
	},
	10: { message: 'Genesys does not take a value', ...CHECK_VALUES },
	11: { message: 'Genesys does not let this be changed', ...CHECK_VALUES },
	12: { message: 'Genesys could not read the resource', remedy: '', anew: 'Try again later.' },
	13: { message: 'Genesys could not create the resource', ...CHECK_VALUES },
	14: { message: 'Genesys could not delete the resource', ...CHECK_VALUES },
	15: { message: 'Genesys could not update the resource', ...CHECK_VALUES },
	16: { message: 'Genesys could not assign the resource', ...CHECK_VALUES },
	17: { message: 'Genesys could not unassign the resource', ...CHECK_VALUES },
	18: { message: 'Genesys has this already', ...CHECK_VALUES },
	19: { message: 'What is to be changed is in use', remedy: '', anew: 'Try again later.' },
	[NOT_AUTHENTICATED]: LOGIN,
};

/** HTTP statuses that come without Genesys' envelope: from the web server itself, or from a proxy in front of it. */
export const STATUSES: Record<number, Meaning> = {
	401: LOGIN,
	403: {
		message: 'Access to Genesys was denied',
		remedy:
			'Check the login in the credential. If it works elsewhere, a proxy between n8n and Genesys may be in the way.',
	},
	404: {
		message: 'There is no Genesys Web Services at this address',
		remedy: 'Compare Base URL in the credential with the address that your Genesys administrator gave you.',
	},
	413: {
		message: 'The file is too large for this Genesys site',
		remedy: 'Send a smaller file, or ask your Genesys administrator to raise the limit.',
	},
};

/** The token was refused even after it had been renewed. https://enu.docs.genesys.com/Documentation/GWS/8.5.2/API/CSRFProtection */
export const CSRF: Meaning = {
	message: 'Genesys did not accept the CSRF token of its own session',
	anew: 'Run the flow again.',
	remedy:
		'If it goes on, requests may reach different Genesys servers in turn: ask your administrator for sticky sessions on the load balancer.',
};

/** The code 6 where a chat is asked for by its ID. */
export const CHAT_UNKNOWN: Meaning = {
	message: 'Genesys does not know the chat',
	remedy:
		'Check Chat: upper and lower case matter, and the agent of the credential must have the chat, which must not have been completed or transferred. If no chat at all is found, the chat feature (api-multimedia) may be switched off.',
};
