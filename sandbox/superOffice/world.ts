import { generateKeyPairSync } from 'node:crypto';
import once from 'lodash/once';

import type { Address } from '../events/vendorEvents';
import type { World } from '../vendor';
import { type Associate, firstAssociates, firstSessions, SALES, type Session, SUPPORT } from './sessions';

/** Everything that SuperOffice's pages leave open, with the strict choice as the default. */
export const settings = {
	/** refuse a message whose Type is missing or Invalid, or that has no text and no SpecialType */
	refuseUselessMessages: true,
	/** status for an unknown session below `ChatSession/{id}/`; only 200 is documented there */
	unknownSessionStatus: 404,
	/** status for a message into a session that is over; 200 takes it */
	endedSessionStatus: 400,
	/** the limit of the columns `author` and `special_param`; what happens beyond it is not documented */
	longestText: 255,
	/** status of an API call while the tenant is not running */
	notRunningStatus: 503,
	/** the tenant's state: Running, OnlineMaintenance, OfflineMaintenance, Suspended, MigrationPending … */
	tenantState: 'Running',
	/** the data host that serves the tenant. One server plays all hosts, so a host is the first part of the path */
	dataHost: 'online2',
	/** where the tenant lives after `moveAfterCalls` calls; 0: it never moves */
	nextDataHost: 'online3',
	moveAfterCalls: 0,
	/** a ticket or access token ends after so many calls; 0: only by its age */
	callsPerSession: 0,
	/** how far the time in a signed system token may be off */
	clockSkewMinutes: 10,
	/** the redirect addresses of the registered app; none: any */
	redirectUris: [] as string[],
	/** every so many reads one is answered with 429 and `Retry-After: 2`; 0: never */
	throttleEveryReads: 0,
	/** the zone of dates without an offset, when no SO-TimeZone is sent */
	baseTimeZone: 'Europe/Oslo',
	/** how many sessions one page of the list holds at most */
	pageSize: 50,
	/** whether the app may manage webhooks */
	webhookAccess: true,
	/** whether the topics are open now */
	open: true,
	/** where a chat goes that a bot or an agent lets go of: the queue, or a form, as its topic is set up */
	resetTo: 'InQueue' as 'InQueue' | 'PreChatForm' | 'OfflineForm',
	/** how long a webhook waits for its answer, in milliseconds; not documented */
	webhookTimeoutMs: 10_000,
	/** whether a chat's values come along with its events; the page shows them on one of the three */
	tellsFieldValues: true,
};

/** The app's own key pair: SuperOffice holds the public half, the user types the private one. Made when first needed. */
export const appKeys = once(() =>
	generateKeyPairSync('rsa', {
		modulusLength: 2048,
		publicKeyEncoding: { type: 'spki', format: 'pem' },
		privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
	}),
);

export const keys = {
	tenantId: 'Cust40417',
	clientId: 'superoffice-sandbox-client',
	clientSecret: 'superoffice-sandbox-client-secret',
	systemToken: 'Sandbox Flow-system-token',
	get privateKey() {
		return appKeys().privateKey;
	},
	username: 'kari',
	password: 'superoffice-sandbox-password',
	ticket: '7T:superoffice-sandbox-ticket',
	xsrfToken: 'superoffice-sandbox-xsrf',
	webhookSecret: 'superoffice-sandbox-webhook-secret',
};

/** Who a request comes from. */
export type User = 'KARI' | 'SYSTEM';

/** A ticket or access token in use. `until` moves on with every use of a ticket. */
export interface Grant {
	user: User;
	/** the tenant, or `onsite` */
	tenant: string;
	until: number;
	calls: number;
}

export interface AuthorizationCode {
	redirectUri: string;
	until: number;
	challenge?: { value: string; method: string };
}

/** A webhook as it is registered; its address counts the failures. */
export interface Webhook {
	WebhookId: number;
	Name: string;
	Events: string[];
	TargetUrl: string;
	State: string;
	Type: string;
	Headers: Record<string, string>;
	Properties: Record<string, unknown>;
	ErrorEmails: string[];
	/** Which app registered it: no other may change it. */
	owner: string;
	address: Address;
}

export interface State {
	sessions: Map<number, Session>;
	tickets: Map<string, Grant>;
	accessTokens: Map<string, Grant>;
	refreshTokens: Set<string>;
	codes: Map<string, AuthorizationCode>;
	/** calls of the API online, for the move to another host */
	apiCalls: number;
	reads: number;
	lastMessageId: number;
	topics: Array<{ id: number; name: string }>;
	associates: Associate[];
	webhooks: Map<number, Webhook>;
	lastWebhookId: number;
}

export type SuperOfficeWorld = World<typeof settings, State>;

export const HOUR = 3_600_000;

/** Tickets end six hours after they were last used. https://docs.superoffice.com/en/api/authentication/online/auth-application/index */
export const TICKET_LIFE = 6 * HOUR;

/** The memory of a fresh installation: a few chats, and one ticket that was handed out onsite. */
export function freshState({ clock }: Pick<SuperOfficeWorld, 'clock'>): State {
	const now = clock.now().getTime();
	return {
		sessions: firstSessions(clock.now()),
		tickets: new Map([[keys.ticket, { user: 'KARI', tenant: 'onsite', until: now + TICKET_LIFE, calls: 0 }]]),
		accessTokens: new Map(),
		refreshTokens: new Set(),
		codes: new Map(),
		apiCalls: 0,
		reads: 0,
		lastMessageId: 90_411,
		topics: [SUPPORT, SALES],
		associates: firstAssociates(),
		webhooks: new Map(),
		lastWebhookId: 70,
	};
}
