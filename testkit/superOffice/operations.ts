/**
 * The calls of SuperOffice's OpenAPI files for ChatSession, ChatTopic, Webhook, TimeZone, User, MDOList and Archive, and those of the login host:
 * https://github.com/SuperOfficeDocs/docs/tree/main/api-sources/openapi/rest
 */

/** One call: what may be asked, sent and answered. */
export interface Operation {
	/** Names of query parameters, separated by spaces; those with a star have to be there. */
	query?: string;
	/** The carrier in the body, in brackets for a list of it, or `any`. */
	body?: string;
	/** The carrier in the answer, in brackets for a list of it; also `text`, `bool` or an archive's rows. Without it the answer has no body. */
	answer?: string | { columns: string };
	/** Whether the answer is the carrier with links to what belongs to it. */
	links?: true;
	/** Whether `null` is an answer. */
	orNull?: true;
}

const ENTITY = '$select';
const ARCHIVE = '$select $filter $orderBy $entities $top $skip $mode $options $context $format';
const LOGICAL = `${ARCHIVE} $jsonSafe $output`;

/** https://docs.superoffice.com/en/api/archive-providers/reference/chatsession; what begins with a dash is a prefix. */
const CHATS = {
	columns:
		'chatSessionId firstMessage lastMessage whenRequested whenStarted whenEnded duration timeInQueue queueLength rating agent status icon date type text associateId contactId personId updatedDate registeredDate recordTypeText chatTopic/chatTopicId chatTopic/name chatTopic/description chatTopic/badgeHeader -associate/ -person/ -contact/',
};

/** https://docs.superoffice.com/en/api/archive-providers/reference/timezones */
const ZONES = {
	columns: 'id isActive flag timeZone country region cities offset daylight offsetRaw daylightRaw',
};

/** An entity's own calls: of the paths only what follows the version is written. */
const entityCalls = (path: string, carrier: string): Record<string, Operation> => ({
	[`GET ${path}/default`]: { answer: carrier },
	[`POST ${path}`]: { query: ENTITY, body: carrier, answer: carrier, links: true },
	[`GET ${path}/{id}`]: { query: ENTITY, answer: carrier, links: true },
	[`PUT ${path}/{id}`]: { query: ENTITY, body: carrier, answer: carrier, links: true },
	// In the reference pages alone: a list of changes, or an object that is merged
	[`PATCH ${path}/{id}`]: { query: ENTITY, body: 'any', answer: carrier, links: true },
	[`DELETE ${path}/{id}`]: {},
});

const SESSION = '/ChatSession/{chatSessionId}';
const AGENT = '/ChatTopic/{chatTopicId}/UserAgent';

/** By method and path; `{…Id}` and `{id}` stand for a whole number, `{…:text}` for a word. */
export const rest: Record<string, Operation> = {
	...entityCalls('/ChatSession', 'ChatSessionEntity'),
	'GET /ChatSession': { query: LOGICAL, answer: CHATS },
	'GET /ChatSession/ForCurrentUser': { answer: '[ChatSessionEntity]' },
	[`POST ${SESSION}/TransferTo/{toAssociate:text}`]: { answer: 'ChatSessionEntity' },
	[`POST ${SESSION}/AcceptTransfer`]: { answer: 'ChatSessionEntity' },
	[`POST ${SESSION}/RejectTransfer`]: { answer: 'ChatSessionEntity' },
	[`POST ${SESSION}/Pickup`]: { answer: 'ChatSessionEntity', orNull: true },
	'POST /ChatSession/Pickup': { answer: 'ChatSessionEntity', orNull: true },
	[`POST ${SESSION}/Reset`]: { answer: 'ChatSessionEntity' },
	[`POST ${SESSION}/Transcript`]: { query: 'html', answer: 'text' },
	[`GET ${SESSION}/Messages`]: { query: 'after', answer: '[ChatMessage]' },
	[`POST ${SESSION}/Messages`]: { body: 'ChatMessage', answer: 'ChatMessage' },

	...entityCalls('/ChatTopic', 'ChatTopicEntity'),
	'GET /ChatTopic/{id}/Sessions': { query: LOGICAL, answer: CHATS },
	'POST /ChatTopic/{chatTopicId}/Sessions': { answer: 'ChatSessionEntity' },
	'GET /ChatTopic/{chatTopicId}/IsOpen': { answer: 'bool' },
	'GET /ChatTopic/ForCurrentUser': { answer: '[ChatTopicEntity]' },
	'GET /ChatTopic/UserAgents': { query: 'flat* onlyPresent', answer: '[MDOListItem]' },
	[`GET ${AGENT}`]: { answer: '[ChatTopicAgent]' },
	[`POST ${AGENT}`]: { body: 'ChatTopicAgent', answer: 'ChatTopicAgent' },
	[`PUT ${AGENT}`]: { body: '[ChatTopicAgent]', answer: '[ChatTopicAgent]' },
	[`GET ${AGENT}/{username:text}`]: { answer: 'ChatTopicAgent' },
	[`PUT ${AGENT}/{username:text}`]: { body: 'ChatTopicAgent', answer: 'ChatTopicAgent' },
	[`DELETE ${AGENT}/{username:text}`]: {},

	'POST /Agents/Chat/GetChatPresence': { query: ENTITY, answer: '[ChatPresence]' },

	...entityCalls('/Webhook', 'Webhook'),
	'GET /Webhook': { query: 'nameFilter eventFilter statusFilter', answer: '[Webhook]' },
	'POST /Webhook/Test': { body: 'Webhook', answer: 'WebhookResult' },
	'GET /Webhook/{webhookId}/LastError': { answer: 'text' },
	'POST /Webhook/{eventName:text}/{primaryKeyId}': { body: 'any' },

	'GET /TimeZone': { query: ARCHIVE, answer: ZONES },
	'GET /TimeZone/base': { answer: 'TimeZoneData' },
	'GET /TimeZone/current': { answer: 'TimeZoneData' },

	'GET /User/currentPrincipal': { answer: 'SoPrincipalCarrier' },
	'GET /User/currentAssociate': { answer: 'Associate' },
	'GET /MDOList/{listname:text}': { query: 'flat additional query', answer: '[MDOListItem]' },
	'GET /Archive/ChatSession': { query: `${LOGICAL} $metadata $inlineCount`, answer: CHATS },
	'GET /Archive/TimeZones': { query: `${LOGICAL} $metadata $inlineCount`, answer: ZONES },
};

/**
 * The login host's own calls, of https://docs.superoffice.com/en/developer-portal/best-practices/tenant-status/check-status and
 * https://docs.superoffice.com/en/api/authentication/online/auth-application/get-system-user-ticket
 */
export const login: Record<string, Operation> = {
	'GET /api/state/{tenant:text}': { answer: 'TenantState' },
	'POST /Login/api/PartnerSystemUser/Authenticate': {
		body: 'PartnerSystemUser',
		answer: 'PartnerSystemUserResult',
	},
};

/** What a query parameter holds where it is not text. */
export const queryTypes: Record<string, 'int32' | 'bool' | string[]> = {
	$top: 'int32',
	$skip: 'int32',
	after: 'int32',
	html: 'bool',
	flat: 'bool',
	onlyPresent: 'bool',
	$jsonSafe: 'bool',
	$mode: ['Slim', 'Wide', 'Full'],
	$output: ['Logical', 'Display'],
	$inlineCount: ['False', 'Estimate', 'True', 'AllPages'],
	statusFilter: ['Unknown', 'Active', 'Stopped', 'TooManyErrors'],
};

/** The vendor's own request headers; every call takes them. */
export const vendorHeaders = ['so-language', 'so-culture', 'so-timezone', 'so-apptoken', 'x-xsrf-token'];

/** In which a body may come, of https://docs.superoffice.com/en/api/web-services/endpoints/http-headers; the pack sends JSON. */
export const bodyTypes = [
	'application/json',
	'text/json',
	'application/json-patch+json',
	'application/merge-patch+json',
];
