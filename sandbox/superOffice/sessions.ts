/** What a customer has told. */
export interface Customer {
	name: string;
	email: string;
	phone?: string;
	company?: string;
	alias?: string;
	consented?: boolean;
}

/** A user of the installation. In Service they have a number of their own. */
export interface Associate {
	id: number;
	login: string;
	fullName: string;
	serviceId: number;
	present: boolean;
	/** the topics in which the user answers */
	topics: number[];
}

export const LINKS = ['Person', 'Contact', 'Ticket', 'Project', 'Sale'] as const;
export type LinkName = (typeof LINKS)[number];

/** The records that chats can be linked to, by number and name. */
export const RECORDS: Record<LinkName, Record<number, string>> = {
	Person: { 501: 'Ida Berg', 502: 'Per Aas' },
	Contact: { 12: 'Berg Bakery', 13: 'Aas Shipping' },
	Ticket: { 9001: 'Late parcel' },
	Project: { 31: 'Spring' },
	Sale: { 41: 'Ten ovens' },
};

/** A chat as the sandbox remembers it; `entity.ts` gives it the vendor's shape. */
export interface Session {
	id: number;
	topic: { id: number; name: string };
	status: Status;
	customer: Customer;
	/** who answers it */
	user?: Associate;
	/** whom it was offered to */
	transferTo?: Associate;
	botIsActive?: boolean;
	/** whom and what it is about */
	links?: Partial<Record<LinkName, number>>;
	started?: Date;
	ended?: Date;
	firstMessage: string;
	lastMessage: string;
	requested: Date;
	idle: Date;
	messages: Message[];
}

/** Numbers, names and labels. https://docs.superoffice.com/en/api/mdo-providers/reference/chatsessionstatus */
export const STATUSES = {
	Invalid: { number: 0, label: 'Invalid' },
	PreChatForm: { number: 1, label: 'Pre-chat form' },
	Faq: { number: 2, label: 'FAQ link' },
	OfflineForm: { number: 3, label: 'Offline form' },
	InQueue: { number: 4, label: 'Waiting' },
	CustomerLast: { number: 5, label: 'Waiting for agent' },
	UserLast: { number: 6, label: 'Waiting for customer' },
	Finished: { number: 7, label: 'Finished' },
	Deleted: { number: 8, label: 'Deleted' },
	Closed: { number: 9, label: 'Closed' },
	RequestPosted: { number: 10, label: 'Request posted' },
	ClosedFromQueue: { number: 11, label: 'Closed in queue' },
};
export type Status = keyof typeof STATUSES;

/** The statuses of a chat that takes no more messages. Finished is not one of them: the customer may reopen it. */
export const ENDED: Status[] = ['Deleted', 'Closed', 'RequestPosted', 'ClosedFromQueue'];

export const TYPES = ['Invalid', 'ToCustomer', 'ToUser', 'Special'];

/** https://docs.superoffice.com/en/automation/chatbot/reference: one "r" in TransferedSession, and no number 4. */
export const SPECIAL_TYPES = [
	'None',
	'Welcome',
	'Url',
	'Block',
	'NewSession',
	'TransferedSession',
	'Error',
	'SessionDeleted',
	'FaqSuccessQuestion',
	'ClosedByUser',
	'ClosedByCustomer',
	'ClosedByIdle',
	'TransferRejected',
	'ReopenedByCustomer',
	'ClickedOption',
	'BotMessage',
	'Options',
	'IllegalFileType',
];

/** ChatMessage. https://docs.superoffice.com/en/api/reference/restful/rest/ChatSession/v1ChatSession_AddMessage */
export interface Message {
	ChatMessageId: number;
	ChatSessionId: number;
	Type: string;
	Message: string;
	Author: string;
	ReadByCustomer: number;
	SpecialType: string;
	SpecialParam: string;
	WhenPosted: Date;
}

/** The topics of a fresh installation. */
export const SUPPORT = { id: 3, name: 'NO:"Kundestøtte";US:"Support"' };
export const SALES = { id: 4, name: 'NO:"Salg";US:"Sales"' };

/** The chats of a fresh installation; 103 is the one in the sample of the vendor's page. */
export function firstSessions(now: Date): Map<number, Session> {
	const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
	const chat = (
		id: number,
		status: Status,
		customer: [name: string, email: string],
		texts: [first: string, last: string],
		topic = SUPPORT,
	): [number, Session] => [
		id,
		{
			id,
			topic,
			status,
			customer: { name: customer[0], email: customer[1] },
			firstMessage: texts[0],
			lastMessage: texts[1],
			requested: ago(6000 - id),
			idle: ago(1),
			messages: [],
		},
	];
	return new Map([
		chat(103, 'UserLast', ['Per Aas', 'per@example.net'], ['Hei', 'Takk!']),
		chat(5160, 'Closed', ['Ola Berg', 'ola@example.net'], ['Hello', 'Bye']),
		chat(5170, 'Finished', ['Eva Lie', 'eva@example.net'], ['Hi', 'Thanks']),
		chat(5177, 'CustomerLast', ['Ida Berg', 'ida@example.net'], ['Hello', 'Any news?']),
		chat(5178, 'InQueue', ['Åse Øvrebø', 'aase@example.net'], ["Where's my parcel?", "Where's my parcel?"]),
		chat(5179, 'InQueue', ['', ''], ['Price list?', 'Price list?'], SALES),
	]);
}

/** The users of a fresh installation: two agents, one of them away, and the system itself. */
export function firstAssociates(): Associate[] {
	return [
		{ id: 21, login: 'KARI', fullName: 'Kari Holm', serviceId: 7, present: true, topics: [3, 4] },
		{ id: 22, login: 'OLA', fullName: 'Ola Lund', serviceId: 8, present: false, topics: [3] },
		{ id: 2, login: 'SYSTEM', fullName: 'System', serviceId: 1, present: false, topics: [] },
	];
}
