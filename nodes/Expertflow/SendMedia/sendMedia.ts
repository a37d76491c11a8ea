import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { asFailure } from '../../engine/errors';
import { keepForRetry } from '../../engine/executionPlace';
import type { Fields } from '../../engine/fields';
import { readFileDetails } from '../../engine/fileDetails';
import { isTelling, typeOfName } from '../../engine/fileType';
import { readRequestOptions } from '../../engine/options';
import { readRawAnswer } from '../../engine/rawAnswer';
import { openInstallation } from '../api';
import type { StoredFile } from '../files/storedFile';
import { readHeader } from '../messages/header';
import { messageIdFor } from '../messages/messageId';
import { receiveMessage } from '../messages/receiveMessage';
import { type MediaFile, readBody } from './body';
import { type MediaSource, readMediaSource } from './mediaSource';
import { defaults } from './properties';

/**
 * The whole recipe for one item: upload, media URL, message.
 * https://docs.expertflow.com/cx/4.10/send-a-media-message
 *
 * @throws Failure when a step was refused, or nobody can tell; one of the message says under which name the file is stored
 */
export async function sendMedia(context: IExecuteFunctions, fields: Fields): Promise<INodeExecutionData> {
	try {
		return await uploadAndSend(context, fields);
	} catch (caught) {
		// What a retry of the failed execution sends has the ID that it had, by which a double can be recognised
		keepForRetry(context);
		throw asFailure(caught);
	}
}

async function uploadAndSend(context: IExecuteFunctions, fields: Fields): Promise<INodeExecutionData> {
	const source = await readMediaSource(context, fields);
	const bodyOf = readBody(fields);
	const header = readHeader(fields, context.getTimezone());
	const withAnswer = readRawAnswer(fields);
	const own = fields.collection('additionalFields').optionalId('messageId');
	const options = readRequestOptions(fields, defaults);
	const installation = await openInstallation(context, options, source.secrets);

	const stored = await source
		.store(installation)
		.catch((caught: unknown) => failBeforeMessage(caught, source.tag));
	const mediaUrl = installation.mediaUrl(stored.name);
	const content = async () => [bodyOf({ mediaUrl: '', fileName: '' }), source.file, await source.content()];
	const id = own ?? messageIdFor(context, fields.itemIndex, header, await content());
	const file = { mediaUrl, ...tellOf(source, stored, readFileDetails(fields).mimeType) };
	const body = bodyOf(file);
	const sending = receiveMessage(installation, { id, header, body });
	const { value: delivery, answer } = await sending.catch((caught: unknown) =>
		source.tag === undefined
			? failAsIs(caught)
			: failAfterUpload(caught, { name: stored.name, mediaUrl, messageId: id }),
	);
	const json = {
		messageId: id,
		...delivery,
		mediaType: body.type,
		...stored,
		type: file.mimeType,
		mediaUrl,
	};
	return { json: withAnswer(json, answer) };
}

/**
 * What the user says of the file, then what the file engine says, then what is known of it otherwise. A type that says nothing gives way to one that
 * does: agents would get an image as a file to be opened.
 */
function tellOf(
	{ file, tag }: MediaSource,
	stored: StoredFile,
	wanted: string | undefined,
): Omit<MediaFile, 'mediaUrl'> {
	const fileName = file.fileName ?? stored.name;
	const named = [fileName, stored.name].map(typeOfName);
	return {
		fileName,
		renamed: tag === undefined && file.fileName !== undefined,
		mimeType: wanted ?? [stored.type, file.mimeType, ...named].find(isTelling),
		size: stored.size ?? file.size,
	};
}

function failAsIs(caught: unknown): never {
	throw asFailure(caught);
}

/** Whatever became of the upload, the message was not sent: it is certain that nobody has seen it. */
function failBeforeMessage(caught: unknown, tag = ''): never {
	const failure = asFailure(caught);
	const { message, remedy, anew, delivery } = failure.facts;
	if (delivery !== 'uncertain') throw failure;
	throw failure.with({
		message: `${message}; the message was not sent`,
		remedy: `${remedy} The file itself may be stored, under a name that begins with "${tag}".`.trimStart(),
		anew: anew ?? 'Try again.',
		delivery: 'notSent',
	});
}

/** The upload is not to be done twice, so the user learns where the file is and under which id the message went. */
function failAfterUpload(
	caught: unknown,
	done: { name: string; mediaUrl: string; messageId: string },
): never {
	const failure = asFailure(caught);
	const { message, remedy } = failure.facts;
	throw failure.with({
		message: `${message}; the file itself is already uploaded`,
		remedy: `${remedy} The file is stored as "${done.name}". To go on without uploading it again, set Source to "Stored File", Stored Name to this name and Message ID to "${done.messageId}".`,
		done,
	});
}
