import { DateTime } from 'luxon';

import type { Clock } from '../clock';
import type { World } from '../vendor';

export const WALL_CLOCK = 'yyyy-MM-dd HH:mm:ss';

/** Everything that CallGear's pages leave open, with the strict choice as the default. */
export const settings = {
	/** the account's zone; uploaded times are read in it */
	timezone: 'Asia/Dubai',
	/** chats in one upload; an older copy of the page and Novofon's page say 500 */
	maxChats: 50,
	/** whether an offline message must say when it was left; the page says both */
	offlineTimeRequired: true,
	tooManyChats: 'data_limit_exceeded' as 'data_limit_exceeded' | 'invalid_parameter_value',
	/** addresses that may call; 0.0.0.0/0 opens the API to all */
	whitelist: ['0.0.0.0/0'],
	/** answer HTTP 415 when the body is not declared as JSON */
	strictContentType: true,
	/** documented for uploads of calls and sessions only; 0 switches it off */
	bodyLimit: 512 * 1024,
	bodyTooLarge: 'http' as 'http' | 'data_limit_exceeded',
	batchMnemonic: 'batch_operations_not_supported' as
		| 'batch_operations_not_supported'
		| 'batch_opreations_not_supported',
	accountActive: true,
	components: [
		'upload_chats',
		'upload_offline_messages',
		'call_tracking',
		'consultant',
		'data_api_configuration',
	],
	/** documented as -32008; a real reply had -32602 */
	componentOffCode: -32008,
	rights: ['site_selected', 'employees', 'tag_management'],
	sessionSeconds: 3600,
	/** what a call with a session key older than that is told */
	deadSession: 'access_token_expired' as 'access_token_expired' | 'access_token_invalid',
	/** CoMagic's sample calls it `expire` */
	expiryName: 'expire_at' as 'expire_at' | 'expire',
	/** whether a customer's key with a user_id is refused */
	strayUserId: 'ignored' as 'ignored' | 'unexpected_parameters',
	/** points for a day and for a minute */
	dayLimit: 3000,
	minuteLimit: 60,
	minuteSeconds: 60,
	/** what replies tell about the points: the balance, an empty object, or no metadata at all */
	limits: 'filled' as 'filled' | 'empty' | 'omitted',
	/** whether refusals carry the balance as well; real ones had none */
	refusalsCarryLimits: false,
	/** the page of get.account prints `meta_data` */
	accountMetadata: 'metadata' as 'metadata' | 'meta_data',
	/** how a refusal's `field` shows a position in a list: chats.status, chats.3.status or chats[3].status */
	positions: 'none' as 'none' | 'dots' | 'brackets',
	/** whether a refusal names field and value at all */
	namesField: true,
	badDate: 'invalid_parameter_value' as 'invalid_parameter_value' | 'invalid_date_time',
	/** neither phone nor email; none of session, campaign and site */
	oneOfMissing: 'invalid_parameters_combination' as
		| 'invalid_parameters_combination'
		| 'required_parameter_missed',
	operatorWithoutEmployee: 'required_parameter_missed' as
		| 'required_parameter_missed'
		| 'invalid_parameters_combination',
	/** "later than" read to the letter: the same second is refused */
	equalTimesAllowed: false,
	repeatedExtId: 'newRow' as 'newRow' | 'update' | 'duplicate_entity',
	/** whether the ids come back in the order of the chats */
	shuffledIds: false,
	/** whether a report holds what happened in the very second in which its period ends */
	dateTill: 'included' as 'included' | 'excluded',
	/** what a tag is told that the communication has already, or has not when it is taken away */
	idleTag: 'taken' as 'taken' | 'refused',
	/** how users write the templates of notifications: variables without quotes, as CallGear wants it, or with quotes of their own */
	templates: 'unquoted' as 'unquoted' | 'quoted',
	/** answers uploads with internal_error, before or after they were stored */
	internalError: 'off' as 'off' | 'before' | 'after',
	/** lists give one page that is shorter than its limit although more follows */
	shortPage: false,
	/** sister pages print the string "true" */
	deleteAnswer: true as boolean | 'true',
};

export type Settings = typeof settings;

export const keys = {
	accessToken: 'callgear-sandbox-access-token',
	login: 'nightly@acme-dental.example',
	password: 'callgear-sandbox-password',
	agentToken: 'callgear-sandbox-agent-token',
	agentUserId: '20017',
	blockedToken: 'callgear-sandbox-blocked-token',
	expiredToken: 'callgear-sandbox-expired-token',
};

export interface Token {
	kind: 'permanent' | 'session';
	agent: boolean;
	state: 'valid' | 'blocked' | 'expired';
	/** of a session key, in milliseconds since 1970 */
	diesAt?: number;
}

/** A row of a list, by column. */
export type Row = Record<string, unknown>;

export interface State {
	tokens: Map<string, Token>;
	sites: Row[];
	campaigns: Row[];
	employees: Row[];
	sources: Row[];
	customerUsers: Row[];
	/** visitor sessions by id */
	visitorSessions: Map<
		number,
		{ site_id: number; campaign_id: number; startedAt: DateTime; utm_source?: string; utm_campaign?: string }
	>;
	/** chats as get.chats_report shows them */
	chats: Row[];
	lastChatId: number;
	/** offline messages as they were uploaded or left */
	offlineMessages: Row[];
	lastOfflineMessageId: number;
	lastNotification: number;
	/** the account's own fields of offline messages */
	userFields: Row[];
	tags: Row[];
	/** calls and goals, of which only the numbers matter here */
	calls: Row[];
	goals: Row[];
	lastSession: number;
	daySpent: number;
	minuteSpent: number;
	minuteEndsAt: number;
	shortPageGiven: boolean;
}

export type CallGearWorld = World<Settings, State>;

function token(state: Token['state'] = 'valid', agent = false): Token {
	return { kind: 'permanent', agent, state };
}

function campaign(id: number, name: string, site_id: number | null, more: Row = {}): Row {
	const site_domain_name = site_id === 3101 ? 'acme-dental.example' : 'acme-shop.example';
	return { id, name, status: 'active', type: 'basic', site_id, site_domain_name, ...more };
}

/** The memory of a fresh account with two sites, their campaigns, four employees and two visitor sessions. */
export function freshState({ clock }: { clock: Clock }): State {
	const now = DateTime.fromJSDate(clock.now());
	return {
		tokens: new Map([
			[keys.accessToken, token()],
			[keys.agentToken, token('valid', true)],
			[keys.blockedToken, token('blocked')],
			[keys.expiredToken, token('expired')],
		]),
		sites: [
			{ id: 3101, name: 'Acme Dental', domain_name: 'acme-dental.example', state: 'active' },
			{ id: 3102, name: 'Acme Shop', domain_name: 'acme-shop.example', state: 'active' },
		],
		campaigns: [
			campaign(-1, 'Visitors without campaign', null, { type: 'system', site_domain_name: null }),
			campaign(501, 'Spring whitening', 3101),
			campaign(502, 'Shop autumn sale', 3102),
			campaign(503, 'Last year', 3101, { status: 'inactive' }),
		],
		employees: [
			{ id: 9012, full_name: 'Aisha Khan', email: 'aisha@acme-dental.example' },
			{ id: 9013, full_name: 'João Pereira', email: 'joao@acme-dental.example' },
			{ id: 9014, full_name: 'Łucja Żak', email: 'lucja@acme-dental.example' },
			{ id: 9015, full_name: 'Østen Å. Berg', email: 'osten@acme-dental.example' },
		],
		sources: [
			{ id: 71, name: 'Telegram', state: 'active' },
			{ id: 72, name: 'Old forum', state: 'removed' },
		],
		customerUsers: [
			{ id: 20017, name: 'Acme Dental', login: 'owner@acme-dental.example', customer_id: 4711 },
			{ id: 20018, name: 'Acme Shop', login: 'owner@acme-shop.example', customer_id: 4712 },
		],
		visitorSessions: new Map([
			[
				770001,
				{ site_id: 3101, campaign_id: 501, startedAt: now.minus({ days: 2 }), utm_source: 'newsletter' },
			],
			[770002, { site_id: 3101, campaign_id: 501, startedAt: now.minus({ days: 200 }) }],
		]),
		chats: [
			{ id: 870001, status: 'succeed', chat_channel_type: 'comagic', date_time: '2025-01-15 09:30:00' },
		],
		lastChatId: 880000,
		offlineMessages: [],
		lastOfflineMessageId: 660000,
		lastNotification: 0,
		userFields: [
			{ ext_id: 'city', name: 'City', data_type: 'string' },
			{ ext_id: 'guests', name: 'Guests', data_type: 'numeric' },
		],
		tags: [
			{ id: 401, name: 'Booked', is_system: false },
			{ id: 402, name: 'Call back', is_system: false },
			{ id: 403, name: 'Spam', is_system: true },
		],
		calls: [{ id: 550001, ext_id: 'call-1' }],
		goals: [{ id: 330001 }],
		lastSession: 0,
		daySpent: 0,
		minuteSpent: 0,
		minuteEndsAt: 0,
		shortPageGiven: false,
	};
}
