import { pathSegment } from '../engine/address';

const API = '/api/v2';

/** The agent itself. https://docs.genesys.com/Documentation/HTCC/latest/API/InterpretingaResponse */
export const ME = `${API}/me`;

/**
 * Where the bytes of a document are. https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatAddAttachment
 *
 * @param within what it belongs to, below the API, or nothing
 */
export function attachmentPath(within: string, documentId: string): string {
	return `${API}${within}/attachments/${pathSegment(documentId, 'Document')}`;
}

/** A CometD server, as two clients of others call it: no page names its address. */
export const NOTIFICATIONS = `${API}/notifications`;

/** Everybody who works in the contact center. https://docs.genesys.com/Documentation/GWS/8.5.1/API/UsersAPI */
export const USERS = `${API}/users`;

/** Whom an agent can reach: users, queues and others. https://docs.genesys.com/Documentation/GWS/8.5.2/API/ContactsGetContacts */
export const CONTACTS = `${API}/contacts`;

/** Answers without a login. https://docs.genesys.com/Documentation/HTCC/latest/API/InterpretingaResponse */
export const VERSION = `${API}/diagnostics/version`;

/** One of the agent's chats. Without `/me` it would be the customers' API. https://docs.genesys.com/Documentation/GWS/8.5.0/API/InteractionsOnChat */
export function chatPath(chatId: string): string {
	return `${ME}/chats/${pathSegment(chatId, 'Chat ID')}`;
}

/**
 * Where new files of a chat go.
 * https://en.docs.genesys.com/index.php?diff=cur&oldid=431700&title=Documentation%3AHTCC%3AAPI%3AChatAddAttachment%3A8.5.2DRAFT
 */
export function attachmentsPath(chatId: string): string {
	return `${chatPath(chatId)}/attachments`;
}
