import type { World } from '../vendor';

/** How the gateway in front of Expertflow is set up, by the release whose rules it follows. */
export type GatewayProfile = 'open' | '4.9' | '4.10.1';

/** A media source that upload from URL can fetch without a network. */
interface Source {
	type: string;
	text: string;
}

/** Everything that Expertflow's pages leave open or let the operator decide. */
export const settings = {
	/** `open` as shipped; `4.9` guards the file engine and CCM, `4.10.1` leaves `/ccm/message*` open */
	gateway: 'open' as GatewayProfile,
	/** an open gateway refuses a token that it does not know, so that a mistyped one is noticed; false ignores every token */
	openChecksTokens: true,
	/** what a 401 of the gateway looks like */
	unauthorizedAsPage: true,
	/** role of every signed-in user; '' switches authorization off */
	role: '',
	/** seconds that a token of Keycloak lives */
	tokenSeconds: 1800,
	/** status of a wrong client, user or password */
	badLoginStatus: 401,
	/** the tenant of this host in a multi-tenant installation; '' for a single tenant */
	tenant: '',
	wrongTenantStatus: 400,
	/** calls per second before 429; 0 switches the limit off */
	callsPerSecond: 0,
	/** body size in bytes that the gateway lets pass, as from 4.9.3 on */
	gatewayLimit: 6_291_456,
	/** the paths as the gateway offers them, with `/file-engine` and `/ccm`; false as inside the cluster, without */
	prefixes: true,
	/** unknown paths answer a page instead of the gateway's JSON */
	unknownPathAsPage: false,

	/** MAXFILESIZE of 5 MB, read as 5·1024² bytes */
	fileLimit: 5_242_880,
	/** status of everything that is wrong with an upload; the pages call 404 "Bad Request" */
	badUploadStatus: 404,
	/** ALLOWEDFILETYPES as the vendor ships it; empty for no restriction */
	allowedExtensions:
		'png jpeg jpg pdf ppt doc docx xls xlsx txt svg pptx css oga mpga webp mp3 mp4 gif csv eml'.split(' '),
	/** only letters, digits, underscore, hyphen, dot and space in file names */
	strictFileNames: false,
	/** take `roomInfo` in place of `conversationId`, as Agent Desk of 2024 sends it */
	acceptRoomInfo: false,
	/** content that the virus scan finds; '' switches the scan off */
	infectedMarker: 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE',
	infectedStatus: 400,
	/** how a stored name is made */
	nameTemplate: '{CONVERSATION_ID}_{ORIGINAL_NAME}.{EXT}',
	storageDown: false,
	unknownFileStatus: 404,
	contentDisposition: 'inline',

	/** where upload from URL lives: not printed on any page */
	uploadFromUrlPath: '/api/uploadFileFromUrl',
	/** refuse keys that upload from URL does not know, which catches slips of case */
	strictUploadKeys: true,
	/** the channel of the 360dialog connector, which needs APIKey360 */
	connector360: '360-connector',
	/** addresses that answer without a network; loopback addresses are really fetched */
	sources: {
		'https://media.example.test/m/77': { type: 'image/jpeg', text: 'a photo' },
		'https://media.example.test/files/price%20list.pdf': { type: 'application/pdf', text: '%PDF-1.7 prices' },
	} as Record<string, Source>,
	/** the key in `oauth` that holds the token for the source */
	oauthTokenKey: 'access_token',

	/** the channels registered in Unified Admin */
	serviceIdentifiers: ['880044', 'support@example.test'],
	unknownChannelStatus: 400,
	badMessageStatus: 400,
	/** answer 202 without a body and report the delivery to the webhook later */
	deferred: false,
	/** Provider Webhook of the channel, unless one is entered on the page "Send an event"; '' for none */
	providerWebhook: '',
	/** tell the webhook of a session's start */
	announceSessions: false,
	/** a media message may only name a file that was uploaded here */
	knownMediaOnly: true,
	/** refuse a request priority outside 0–10 */
	strictPriority: true,
	/** refuse an id that came before; false records it again */
	refuseDuplicateIds: false,
	configurations: [
		{ key: 'HOST-URL', type: 'String100', value: 'https://waba.example.test' },
		{ key: 'API-KEY', type: 'String100', value: 'expertflow-sandbox-connector-key' },
	],
	unknownConfigurationStatus: 404,
};

/** What a user types into the credential. */
export const keys = {
	token: 'expertflow-sandbox-bearer-token',
	realm: 'expertflow',
	clientId: 'cim',
	clientSecret: 'expertflow-sandbox-client-secret',
	username: 'expertflow-sandbox-user',
	password: 'expertflow-sandbox-password',
};

/** A file that the file engine stores. */
export interface StoredFile {
	sha256: string;
	type: string;
	size: number;
}

export interface State {
	/** by stored name */
	files: Map<string, StoredFile>;
	/** when a token of Keycloak ends, by access or refresh token */
	tokens: Map<string, number>;
	refreshTokens: Set<string>;
	lastToken: number;
	/** STARTED or ENDED, by customer and service identifier */
	sessions: Map<string, 'STARTED' | 'ENDED'>;
	messageIds: Set<string>;
	/** how many messages of agents, bots and itself it has made */
	lastMessage: number;
	/** times of the calls of the last second */
	calls: number[];
	/** what the sandbox posted to the provider's webhook, and how that answered; 0 when it did not */
	webhookCalls: Array<{ url: string; message: object; status: number }>;
}

export type ExpertflowWorld = World<typeof settings, State>;

/** The memory of a fresh installation: no file, no session, no token. */
export function freshState(): State {
	return {
		files: new Map(),
		tokens: new Map(),
		refreshTokens: new Set(),
		lastToken: 0,
		sessions: new Map(),
		messageIds: new Set(),
		lastMessage: 0,
		calls: [],
		webhookCalls: [],
	};
}
