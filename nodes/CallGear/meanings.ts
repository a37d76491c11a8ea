import { CHECK_VALUES, type FailureFacts } from '../engine/errors';

/** The place that a refusal points at, as the user sees it, and what was sent from there. */
export interface Place {
	label?: string;
	shown?: string;
}

/** A place and what is wrong with its value, a relative clause. */
const holds =
	(clause: string) =>
	({ label, shown }: Place): string => {
		const place = label === undefined ? 'The request' : `"${label}"`;
		return shown === undefined ? `${place} holds a value ${clause}` : `${place} holds ${shown}, ${clause}`;
	};

/** What the user reads for a refusal. */
export interface Meaning
	extends Partial<Pick<FailureFacts, 'elsewhere' | 'anew' | 'delivery' | 'cause' | 'repeatable'>> {
	/** What happened, at the place that CallGear points at. */
	message: (place: Place) => string;
	remedy: string;
	/** Whether every other call of this account would be refused likewise. */
	accountWide?: true;
}

const KEY_REMEDY =
	'Open the credential and test it. Compare the key with the one in the CallGear client area under User management, and check Host: keys of callgear.com are unknown on callgear.ae, and the other way round.';

const NO_COMPONENT: Meaning = {
	message: () => 'A component that this needs is not part of the CallGear account',
	remedy: 'Have one that it needs added under Rates and options.',
	accountWide: true,
};

/** A key that CallGear no longer takes; a session's key dies after an hour. */
export const DEAD_KEYS = ['access_token_invalid', 'access_token_expired'];

/**
 * The mnemonics that CallGear documents, and `component_disabled`, which others have met. It advises to go by them: the codes are shared, and were seen to differ.
 * https://callgear.github.io/data_api/
 */
export const MEANINGS: Record<string, Meaning> = {
	access_token_invalid: {
		message: () => 'CallGear does not know the API key',
		remedy: KEY_REMEDY,
		accountWide: true,
		cause: 'credential-invalid',
	},
	access_token_expired: {
		message: () => 'The API key has expired',
		remedy:
			'Make a new key in the CallGear client area under User management, and put it into the credential.',
		accountWide: true,
		cause: 'credential-invalid',
	},
	access_token_blocked: {
		message: () => 'The API key is blocked',
		remedy:
			'Unblock it in the CallGear client area under User management, or put another one into the credential.',
		accountWide: true,
		cause: 'credential-invalid',
	},
	auth_error: {
		message: () => 'CallGear did not accept login and password',
		remedy: 'Open the credential, check Login, Password and Host, and test it.',
		accountWide: true,
		cause: 'credential-invalid',
	},
	ip_not_whitelisted: {
		message: () => 'CallGear does not let this n8n in: its IP address is not on the list',
		remedy:
			'Add the address to the list in the CallGear client area under Administrator > Account > Rules and security settings > API. An agent needs it on the list of the customer.',
		accountWide: true,
		cause: 'configuration-invalid',
	},
	forbidden: {
		message: () => 'The CallGear user lacks the right for this',
		remedy:
			'A key has the rights of the user who owns it: give that user the right, or use the key of another user.',
		accountWide: true,
	},
	account_inactive: {
		message: () => 'The CallGear account is switched off',
		remedy: 'Ask CallGear to activate the account.',
		accountWide: true,
	},
	method_component_disabled: NO_COMPONENT,
	component_disabled: NO_COMPONENT,
	parameter_component_disabled: {
		message: holds('for which the CallGear account lacks a component'),
		remedy: 'Leave the value out, or have the component added under Rates and options.',
	},
	internal_error: {
		message: () => 'CallGear stumbled over the request',
		remedy: '',
		anew: 'Try again later.',
		delivery: 'uncertain',
		repeatable: true,
	},
	data_type_error: {
		message: holds('which CallGear wants in another type'),
		remedy: 'Check the value.',
	},
	required_parameter_missed: {
		message: ({ label }) =>
			label === undefined ? 'CallGear misses a value' : `"${label}" is empty, and CallGear needs it`,
		remedy: 'Fill it in.',
	},
	invalid_parameter_value: {
		message: holds('which CallGear does not take'),
		remedy: 'Check the value.',
	},
	unexpected_parameters: {
		message: holds('which CallGear does not expect'),
		remedy: 'Leave it out.',
	},
	invalid_parameters_combination: {
		message: holds('which does not go with the other values'),
		remedy: 'Check which of them exclude or need each other.',
	},
	entity_not_found: {
		message: holds('which CallGear does not know'),
		remedy: 'Choose it from the list, or check the ID in CallGear. Removed ones are not known either.',
	},
	duplicate_entity: {
		message: holds('which CallGear has already'),
		remedy: 'It was probably sent before.',
	},
	campaign_is_inactive: {
		message: holds('which is switched off in CallGear'),
		remedy: 'Choose an active campaign, or give the site alone.',
	},
	invalid_date_time: {
		message: holds('which CallGear does not take'),
		remedy: 'Check the time.',
	},
	data_limit_exceeded: {
		message: () => 'The request holds more than CallGear takes',
		remedy: 'Lower Batch Size in the options, or shorten the messages.',
		elsewhere: 'Ask for less at once.',
	},
	tariff_restrictions: {
		message: () => 'The CallGear plan does not allow this',
		remedy: 'Look under Rates and options in the CallGear client area.',
	},
	method_not_found: {
		message: () => 'CallGear does not know the method',
		remedy: 'Check its name: a verb, a dot and what it is about, e.g. get.sites.',
	},
	filter_prohibited: {
		message: ({ label }) =>
			`CallGear does not filter by ${label === undefined ? 'this column' : `"${label}"`}`,
		remedy: 'Take it out of the filter, and filter the items afterwards.',
	},
	sort_prohibited: {
		message: ({ label }) => `CallGear does not sort by ${label === undefined ? 'this column' : `"${label}"`}`,
		remedy: 'Sort the items afterwards.',
	},
	date_interval_limit_reached: {
		message: () => 'The period is longer than CallGear takes at once',
		remedy: 'Shorten it.',
	},
	dependency_error: {
		message: () => 'Something else in CallGear still needs it',
		remedy: 'Take it out of there first.',
	},
	already_in_use: {
		message: holds('which CallGear has in use elsewhere'),
		remedy: 'Choose another value.',
	},
};

/** For what the documents do not name. */
export const UNKNOWN: Meaning = {
	message: () => 'CallGear refused the request',
	...CHECK_VALUES,
};

/** What mnemonics mean for one method, where that is more than they mean for all. */
export type Hints = Partial<Record<string, Partial<Meaning>>>;

/** What they mean for uploads of chats and offline messages. */
export function uploadHints(component: string): Hints {
	const noComponent = {
		remedy: `Uploads need the component "${component}" beside the Data API: have it added under Rates and options.`,
	};
	return {
		method_component_disabled: noComponent,
		component_disabled: noComponent,
		invalid_parameters_combination: {
			remedy:
				'Site, campaign and visitor session must belong together, and a phone or an email is needed. With several of them, the safest way is to give the visitor session alone.',
		},
	};
}

/** What a mnemonic means; undefined for one that is not documented. */
export function meaningOf(mnemonic: unknown): Meaning | undefined {
	const word = String(mnemonic);
	return Object.hasOwn(MEANINGS, word) ? MEANINGS[word] : undefined;
}
