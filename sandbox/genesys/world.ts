import type { World } from '../vendor';
import { Notifications } from './notifications';

/** Everything that Genesys' pages leave open, with the strict choice as the default. */
export const settings = {
	/**
	 * HTTP status of refusals for which no page names one: 'mirror' gives a plausible 4xx, 'flat' gives 200 with the same body.
	 * https://enu.docs.genesys.com/Documentation:HTCC:API:ReturnValues:8.5.2
	 */
	errorStatuses: 'mirror' as 'mirror' | 'flat',
	/** off at a fresh installation. https://docs.genesys.com/Documentation/GWS/8.5.2/Dep/CSRFProtection */
	csrfProtection: true,
	/** the header that carries the token, as announced in X-CSRF-HEADER */
	csrfHeader: 'X-CSRF-TOKEN',
	/** form of the refusal: the page gives its meaning only */
	csrfRefusal: 'text' as 'text' | 'json' | 'page',
	/** a session unused for so long is forgotten */
	sessionSeconds: 1800,
	/** user data that a disposition is kept under where the request names no key. https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatSetDisposition */
	dispositionKey: 'DispositionCode',
	/** off: every /me/chats path looks absent. https://docs.genesys.com/Documentation:HTCC:API:Features:8.5.1 */
	chatFeature: true,
	/** the pages say api-multimedia, servers list this one */
	chatFeatureId: 'api-multimedia-chat',
	/** whether chat operations need an open contact center session */
	openSessionRequired: false,
	/** channels that cannot be logged in to */
	badChannels: [] as string[],
	/** name of the part that carries a new file: two pages differ in its case */
	attachmentPart: 'attachment' as 'attachment' | 'Attachment',
	/** what a new file is answered with: two pages differ */
	attachmentAnswer: 'referenceId' as 'referenceId' | 'documentId',
	/** whether `me?subresources=chats` shows the chats: that it does was seen on servers only */
	chatsListed: true,
	/** how long it takes until the chat shows a new file */
	attachmentVisibleAfterMs: 0,
	/** whether notifications tell the label that a message was sent with. https://docs.genesys.com/Documentation/GWS/latest/API/ChatSend */
	includeMessageType: false,
	/** how long a listener is held while nothing happens: CometD's default */
	notificationHoldMs: 30_000,
	/** how long a listener that does not come back is kept, with what happens meanwhile: CometD's default */
	notificationKeepMs: 10_000,
	/** whether what a listener has not acknowledged is sent again, where it asks for that: no page says whether Genesys has that extension on */
	notificationAcknowledge: false,
	/** where the `uri` of every answer leads: server configuration, not necessarily reachable */
	linkBase: 'https://gws-node-b.invalid:8443/cloud-web',
};

export const keys = {
	username: 'genesys-sandbox-agent',
	password: 'genesys-sandbox-password',
};

export interface User {
	id: string;
	userName: string;
	password: string;
	firstName: string;
	lastName: string;
	roles: string[];
	/** channels with an open contact center session */
	channels: Set<string>;
}

export interface Session {
	id: string;
	user: User;
	token: string;
	/** milliseconds of its last use */
	usedAt: number;
}

/** A document of the contact server (UCS). */
export interface Document {
	id: string;
	name: string;
	mime: string;
	size: number;
	bytes: Buffer;
	sha256?: string;
}

/** Somebody in a chat. */
export interface Participant {
	id: string;
	participantId: string;
	nickname: string;
	type: 'Customer' | 'Agent' | 'External';
	visibility: 'All' | 'Agents';
	/** of agents alone */
	path?: string;
	uri?: string;
}

export interface ChatMessage {
	index: number;
	type: string;
	from: Participant;
	text?: string;
	noticeText?: string;
	url?: string;
	messageType?: string;
	treatAs?: string;
	attachment?: { id: string; fileId: string; name: string; size: number; path: string; uri: string };
	visibility: 'All' | 'Agents';
	timestamp: string;
	/** milliseconds, whatever its name says */
	timestampSeconds: number;
}

export interface Chat {
	id: string;
	/** user name of the agent who has it */
	agent: string;
	state: 'Chatting' | 'LeftChat' | 'Completed';
	queue: string;
	customer: string;
	/** linked documents, shown from a moment on (milliseconds) */
	links: Array<{ documentId: string; visibleAt: number }>;
	messages: ChatMessage[];
	userData: Record<string, string | number | null>;
}

export interface State {
	users: Map<string, User>;
	sessions: Map<string, Session>;
	chats: Map<string, Chat>;
	documents: Map<string, Document>;
	/** names of the queues */
	queues: string[];
	/** counts up for documents and references */
	last: number;
	/** who listens */
	notifications: Notifications;
}

export type GenesysWorld = World<typeof settings, State>;

/** A new chat in the agent's hands, as tests prepare it. */
export function newChat(id: string, changes: Partial<Chat> = {}): Chat {
	return {
		id,
		agent: keys.username,
		state: 'Chatting',
		queue: 'chat-inbound-q',
		customer: 'Visitor',
		links: [],
		messages: [],
		userData: {},
		...changes,
	};
}

function newDocument(id: string, name: string, mime: string, text: string): Document {
	const bytes = Buffer.from(text);
	return { id, name, mime, bytes, size: bytes.length };
}

/**
 * A contact center with two agents. The first one has the chat and the linked document of the sample at
 * https://docs.genesys.com/Documentation/GWS/latest/API/ChatUploadFile and a second chat without files.
 */
export function freshState(
	world: Pick<GenesysWorld, 'store' | 'settings' | 'keys' | 'clock' | 'url'>,
): State {
	const agent = (userName: string, password: string, firstName: string): User => ({
		id: `5c1f0a77e2b94d6f8a1be0c3d4f5${Buffer.from(firstName).toString('hex').slice(0, 4)}`,
		userName,
		password,
		firstName,
		lastName: 'Keller',
		roles: ['ROLE_AGENT'],
		channels: new Set(['chat']),
	});
	const users = [
		agent(keys.username, keys.password, 'Mara'),
		agent('other-agent', 'other-password', 'Jonas'),
	];
	const documents = [
		newDocument(
			'0001PaBMYY3600RC',
			'testfileUploadAgent.txt',
			'text/plain',
			'A file that was linked to the chat beforehand.',
		),
		newDocument(
			'0001RaC8KT5M00R2',
			'tariff.pdf',
			'application/pdf',
			'%PDF-1.7 tariff of a standard response',
		),
	];
	const chats = [
		newChat('0001PaBMYY3600R8', { links: [{ documentId: '0001PaBMYY3600RC', visibleAt: 0 }] }),
		newChat('0001RaC8KT5M00QX', { customer: 'Jürgen', queue: 'sales' }),
		newChat('0001RaC8KT5M00QY', { agent: 'other-agent' }),
	];
	return {
		users: new Map(users.map((user) => [user.userName, user])),
		sessions: new Map(),
		chats: new Map(chats.map((chat) => [chat.id, chat])),
		documents: new Map(documents.map((document) => [document.id, document])),
		queues: ['chat-inbound-q', 'sales', 'after-chat'],
		last: 0,
		notifications: new Notifications(world.settings),
	};
}
