import { compact, uniq } from 'lodash';

import { pathSegment } from '../../engine/address';
import { invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import type { Attachment } from '../chats';
import { decoded } from '../fields';
import { attachmentPath } from '../paths';

/** Behind the host: a chat or interaction, which not all addresses have, and the document. */
const ATTACHMENT = /(?:\/(?:me\/)?(chats|interactions)\/([^/\s]+))?\/attachments\/([^/\s]+)\/?$/;

/** Where a file is asked for: the first address that has it counts. */
export interface Place {
	documentId: string;
	paths: string[];
}

/** What an address of an attachment says, whatever its host; undefined when it is none. */
function partsOf(address: string) {
	const parts = ATTACHMENT.exec(address.split(/[?#]/)[0]);
	if (parts === null) return undefined;
	const [, kind, owner, document] = parts;
	const within =
		kind === undefined ? '' : `${kind === 'interactions' ? '/me' : ''}/${kind}/${segment(owner)}`;
	return { documentId: decoded(document), path: attachmentPath(within, decoded(document)) };
}

const segment = (part: string) => pathSegment(decoded(part), 'Address');

/**
 * Where a document of a chat may be: at the addresses that Genesys gives for it, which differ, and at the one by its IDs.
 * https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatAddAttachment
 *
 * @throws Failure when an ID is a step in a path
 */
export function pathsOfDocument(chatId: string, documentId: string, shown?: Attachment): string[] {
	const told = compact([shown?.uri, shown?.path]).map((address) => partsOf(address)?.path);
	const byIds = attachmentPath(`/chats/${pathSegment(chatId, 'Chat')}`, documentId);
	return uniq(compact([...told, byIds]));
}

/**
 * Reads an address from an event. Its host is left out: the credential goes to its own server alone.
 * https://docs.genesys.com/Documentation/GWS/latest/API/ChatUploadFile
 *
 * @throws Failure when it is no address of an attachment
 */
export function readAddress(fields: Fields): Place {
	const label = fields.label('address');
	const parts = partsOf(fields.id('address'));
	if (!parts) {
		throw invalidField(
			label,
			'is no address of an attachment',
			"Use the uri or path of the event's attachment: it holds /attachments/ and the ID of the document.",
		);
	}
	const { documentId, path } = parts;
	return { documentId, paths: uniq([path, attachmentPath('', documentId)]) };
}
