import type { World } from '../vendor';

/** Everything that Haptik's pages leave open, with the strict choice as the default. */
export const settings = {
	/** the numeric ids that exist in this account */
	businessIds: [7104, 7105],
	/** whether an unknown business is refused before an unknown user */
	businessBeforeUser: true,
	/** status for a body or a field that breaks a documented rule */
	badRequestStatus: 400,
	/** status of a PUT for a user who was never registered */
	unknownUserOnUpdateStatus: 403,
	/** a PUT keeps the details that it does not mention */
	updateKeepsUnsentFields: true,
	/** 10 MB read as 10·1024² bytes, counted on the file */
	fileLimit: 10_485_760,
	tooLargeStatus: 413,
	/** refuse a file whose first bytes are those of another type */
	checkFirstBytes: true,
	/** a working client has seen 201 as well */
	uploadStatus: 200,
	duplicateFeedbackStatus: 409,
	feedbackWindowMinutes: 60,
	/** calls per minute before 429; 0 switches the limit off */
	callsPerMinute: 0,
	/** events say which message of the user they answer, which no page of Haptik tells of */
	tellsUserMessage: true,
	/** businesses and teams as the tools see them */
	inactiveBusinessIds: [7199],
	teams: ['Billing', 'Support'],
	inactiveTeams: ['Night Shift'],
	/** status of what transcripts and hand-overs refuse, but for a wrong token */
	toolsRefusalStatus: 400,
	/** answers messages as an array with one element, as the service did in 2018 */
	arrayAnswers: false,
};

export const keys = {
	token: 'haptik-sandbox-channel-token',
	clientId: 'haptik-sandbox-client',
	businessId: '7104',
	webhookSecret: 'haptik-sandbox-webhook-secret',
	partnerToken: 'haptik-sandbox-partner-token',
};

export interface User {
	auth_id: string;
	mobile_no?: string;
	email?: string;
	name?: string;
	language_code?: string;
	phone_model?: string;
	os_version?: string;
	package_name?: string;
	custom_data?: Record<string, unknown>;
}

/** Who talks, and where. */
export interface Talk {
	auth_id: string;
	business_id: number;
}

/** What somebody said in a conversation. */
export interface Line {
	text: string;
	/** `user`, `bot`, or the name of an agent */
	sender: string;
	message_id: number;
	at: Date;
}

export interface Conversation {
	lines: Line[];
	complete: boolean;
}

export interface State {
	users: Map<string, User>;
	/** users who have sent a message or file, which opens a conversation */
	conversing: Set<string>;
	/** the conversations of a user in a business, by both */
	conversations: Map<string, Conversation[]>;
	/** users of external desks, by the tokens that name them */
	pxuts: Map<string, Talk>;
	/** time of the last feedback by user */
	feedback: Map<string, number>;
	/** times of the calls of the last minute */
	calls: number[];
	lastMessageId: number;
	/** of what bots and agents have written */
	lastEventId: number;
}

export type HaptikWorld = World<typeof settings, State>;

/** The memory of a fresh account: no user is registered. */
export function freshState(): State {
	return {
		users: new Map(),
		conversing: new Set(),
		conversations: new Map(),
		pxuts: new Map(),
		feedback: new Map(),
		calls: [],
		lastMessageId: 1_411_200_491,
		// Never one that n8n may remember from another run
		lastEventId: Date.now(),
	};
}
