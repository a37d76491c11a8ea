import { asFailure, Failure } from '../../engine/errors';
import { type UploadFile, uploadForm } from '../../engine/upload';
import { wait } from '../../engine/wait';
import { type Envelope, type Hints, VENDOR } from '../answers';
import { post, type Site } from '../api';
import { type Attachment, readChat } from '../chats';
import { attachmentsPath } from '../paths';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2_000;

/** How a new file is sent, and how long the node looks for its document id. */
export interface AttachSettings {
	chatId: string;
	/** Display name of the field that holds the chat's id. */
	chatField: string;
	/** Two pages of Genesys write the part's name differently. */
	partName: string;
	documentWaitMs: number;
	/** Ends the search. */
	signal?: AbortSignal;
}

const attachHints: Hints = {
	1: {
		message: 'Genesys found no file in the request',
		remedy:
			'Sites differ in the name of the part that carries the file: choose the other Part Name in the options.',
	},
	6: {
		message: 'Genesys does not know the chat, or takes no files in it',
		remedy:
			'Check that the agent of the credential has the chat, and ask your Genesys administrator whether the chat feature (api-multimedia) and file transfer are switched on.',
	},
};

/** What `findDocument` has seen: the document, none yet, or several that cannot be told apart. */
export type Found = Attachment | 'none' | 'several';

/**
 * Finds the document that an upload has made, by what the chat shows before and after. Name and size decide; a name that Genesys has changed
 * is forgiven when only one new document has the right size.
 */
export function findDocument(
	before: Attachment[],
	after: Attachment[],
	file: Pick<UploadFile, 'fileName' | 'size'>,
): Found {
	const old = new Set(before.map(({ id }) => id));
	const sized = after.filter(({ id, size }) => !old.has(id) && (size ?? file.size) === file.size);
	const named = sized.filter(({ name }) => name === file.fileName);
	const [found, another] = named.length > 0 ? named : sized;
	if (another) return 'several';
	return found ?? 'none';
}

function notFound(several: boolean): Failure {
	return new Failure({
		message: several
			? 'Genesys took the file, but several new documents look like it'
			: 'Genesys took the file, but the chat does not show its document yet',
		remedy: several
			? 'Another file of the same name and size was linked to this chat at the same time. Look into the chat, or send them one after the other.'
			: 'Allow a longer Document Wait in the options. The file is linked: pick its document from the list in Genesys Upload File.',
		delivery: 'uncertain',
		vendor: VENDOR,
	});
}

/** The file is linked already, so a failed look into the chat leaves its document unknown. */
function lostSight(caught: unknown): never {
	const { message, remedy } = asFailure(caught).facts;
	throw asFailure(caught).with({
		message: `Genesys took the file, but its document could not be looked up: ${message}`,
		remedy,
		delivery: 'uncertain',
	});
}

async function awaitDocument(
	site: Site,
	before: Attachment[],
	file: UploadFile,
	{ chatId, chatField, documentWaitMs, signal }: AttachSettings,
): Promise<string> {
	let pauseMs = FIRST_PAUSE_MS;
	for (let waitedMs = 0; ; waitedMs += pauseMs, pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
		const { attachments } = await readChat(site, chatId, chatField).catch(lostSight);
		const found = findDocument(before, attachments, file);
		if (typeof found === 'object') return found.id;
		if (found === 'several' || signal?.aborted || waitedMs >= documentWaitMs)
			throw notFound(found === 'several');
		await wait(Math.min(pauseMs, documentWaitMs - waitedMs), signal);
	}
}

/**
 * Links a new file to a chat and gives the id of its document, with the answer to the upload. One answer that Genesys documents has no id; then the chat is read
 * until it shows the document. Uploads to one chat must not overlap, or two files of equal name and size could not be told apart.
 * https://en.docs.genesys.com/index.php?diff=cur&oldid=431700&title=Documentation%3AHTCC%3AAPI%3AChatAddAttachment%3A8.5.2DRAFT
 * https://docs.genesys.com/Documentation/HTCC/8.5.1/API/AttachmentsAPI
 *
 * @throws Failure when it was refused, when nobody can tell, or when its document cannot be found
 */
export async function attachNewFile(
	site: Site,
	file: UploadFile,
	settings: AttachSettings,
): Promise<{ documentId: string; answer: Envelope }> {
	const { chatId, chatField, partName } = settings;
	const { attachments } = await readChat(site, chatId, chatField);
	const answer = await post(site, attachmentsPath(chatId), uploadForm([[partName, file]]), attachHints);
	const { documentId } = answer;
	if (typeof documentId === 'string' && documentId !== '') return { documentId, answer };
	return { documentId: await awaitDocument(site, attachments, file, settings), answer };
}
