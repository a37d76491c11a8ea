import { asFailure, Failure } from '../../engine/errors';
import type { UploadFile } from '../../engine/upload';
import { wait } from '../../engine/wait';
import { VENDOR } from '../answers';
import type { Site } from '../api';
import { type Attachment, linkedDocuments } from '../chats';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2_000;

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

const TWINS = {
	message: 'Genesys took the file, but several new documents look like it',
	remedy:
		'Another file of the same name and size was linked to this chat at the same time. Look into the chat, or send them one after the other.',
};

const NOT_YET = {
	message: 'Genesys took the file, but the chat does not show its document yet',
	remedy:
		'Allow a longer Document Wait in the options. The file is linked: pick its document from the list in Genesys Upload File.',
};

const CHAT_UNKNOWN = {
	message: 'Genesys took the file, but told neither the ID of its document nor the documents of this chat',
	remedy:
		"The chat is not in the list of the agent's chats as the node knows it, so the document cannot be looked up. The file is linked: take the ID of its document from the chat itself.",
};

/** The file is linked, only its document is not known. */
function withoutDocument(words: typeof NOT_YET): Failure {
	return new Failure({ ...words, delivery: 'uncertain', vendor: VENDOR });
}

/** The file is linked already, so a failed look into the chat leaves its document unknown, and nothing is sent again by itself. */
function lostSight(caught: unknown): never {
	const { message } = asFailure(caught).facts;
	throw asFailure(caught).with({
		message: `Genesys took the file, but its document could not be looked up: ${message}`,
		delivery: 'uncertain',
		repeatable: false,
	});
}

/** Where a new document is looked for, and for how long. */
export interface Search {
	chatId: string;
	waitMs: number;
	/** Ends the search. */
	signal?: AbortSignal;
}

/**
 * Reads the chat until it shows the document that an upload has made, and gives its id.
 *
 * @param before the documents of the chat before the upload, where they are known: without them an older one could be taken for it
 * @throws Failure when the document does not show in time, cannot be told from another one, or the chat cannot be read
 */
export async function awaitDocument(
	site: Site,
	before: Attachment[] | undefined,
	file: UploadFile,
	{ chatId, waitMs, signal }: Search,
): Promise<string> {
	if (!before) throw withoutDocument(CHAT_UNKNOWN);
	const end = Date.now() + waitMs;
	for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
		const after = await linkedDocuments(site, chatId).catch(lostSight);
		const found = findDocument(before, after ?? [], file);
		if (typeof found === 'object') return found.id;
		if (found === 'several') throw withoutDocument(TWINS);
		const leftMs = end - Date.now();
		if (signal?.aborted || leftMs <= 0) throw withoutDocument(NOT_YET);
		await wait(Math.min(pauseMs, leftMs), signal);
	}
}
