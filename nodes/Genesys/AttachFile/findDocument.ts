import { asFailure, Failure } from '../../engine/errors';
import type { UploadFile } from '../../engine/upload';
import { wait } from '../../engine/wait';
import { VENDOR } from '../answers';
import type { Site } from '../api';
import { type Attachment, readChat } from '../chats';

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

/** Where a new document is looked for, and for how long. */
export interface Search {
	chatId: string;
	/** Display name of the field that holds the chat's id. */
	chatField: string;
	waitMs: number;
	/** Ends the search. */
	signal?: AbortSignal;
}

/**
 * Reads the chat until it shows the document that an upload has made, and gives its id.
 *
 * @param before what the chat showed before the upload
 * @throws Failure when the document does not show in time, cannot be told from another one, or the chat cannot be read
 */
export async function awaitDocument(
	site: Site,
	before: Attachment[],
	file: UploadFile,
	{ chatId, chatField, waitMs, signal }: Search,
): Promise<string> {
	let pauseMs = FIRST_PAUSE_MS;
	for (let waitedMs = 0; ; waitedMs += pauseMs, pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
		const { attachments } = await readChat(site, chatId, chatField).catch(lostSight);
		const found = findDocument(before, attachments, file);
		if (typeof found === 'object') return found.id;
		if (found === 'several' || signal?.aborted || waitedMs >= waitMs) throw notFound(found === 'several');
		await wait(Math.min(pauseMs, waitMs - waitedMs), signal);
	}
}
