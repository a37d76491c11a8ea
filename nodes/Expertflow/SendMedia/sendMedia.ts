import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { asFailure } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { readRequestOptions, type RequestOptions } from '../../engine/options';
import { readRawAnswer } from '../../engine/rawAnswer';
import {
	type Installation,
	readInstallation,
	receiveMessage,
	uploadFileFromUrl,
	uploadFileStream,
} from '../api';
import type { StoredFile } from '../fileEngine';
import { messageIdFor } from '../identity';
import { mediaTypeOf, mimeTypeOfName } from '../mediaType';
import { secretsOfSource, sourceOrder } from '../sourceOrder';
import { type Media, mediaMessage } from './message';
import { defaults } from './properties';
import { readEnvelope, readTimestamp } from './readEnvelope';
import { contentOf, type MediaOrder, readMedia } from './readMedia';

/**
 * The whole recipe for one item: upload, media URL, message.
 * https://docs.expertflow.com/cx/4.10/send-a-media-message
 *
 * @throws Failure when a step was refused, or nobody can tell; one of the message says under which name the file is stored
 */
export async function sendMedia(
	context: IExecuteFunctions,
	fields: Fields,
	itemIndex: number,
): Promise<INodeExecutionData> {
	const more = fields.collection('additionalFields');
	const order = await readMedia(context, itemIndex, fields, more);
	const { source } = order;
	const options = readRequestOptions(fields, defaults);
	const installation = await readInstallation(
		context,
		options,
		source.from === 'url' ? secretsOfSource(source.source) : [],
	);
	const envelope = readEnvelope(fields, more);
	const timestamp = readTimestamp(context, more);
	const withAnswer = readRawAnswer(fields);
	const id = more.optionalId('messageId') ?? messageIdFor(context, itemIndex, [envelope, contentOf(order)]);

	const stored = await storeMedia(context, installation, order, options);
	const mediaUrl = installation.mediaUrl(stored.name);
	const media = describeMedia(order, stored, mediaUrl);
	const sending = receiveMessage(
		context,
		installation,
		mediaMessage({ id, timestamp, ...envelope }, media),
		options,
	);
	const { value: delivery, answer } = await sending.catch((caught: unknown) =>
		source.from === 'storedFile' ? failAsIs(caught) : failAfterUpload(caught, stored.name, mediaUrl, id),
	);
	const json = {
		messageId: id,
		...delivery,
		mediaType: media.type,
		...stored,
		type: media.mimeType,
		mediaUrl,
	};
	return { json: withAnswer(json, answer, installation.secrets) };
}

async function storeMedia(
	context: IExecuteFunctions,
	installation: Installation,
	{ source }: MediaOrder,
	options: RequestOptions,
): Promise<StoredFile> {
	switch (source.from) {
		case 'file':
			return (await uploadFileStream(context, installation, source, options)).value;
		case 'url': {
			const { path } = source;
			const order = sourceOrder(source.source);
			return (await uploadFileFromUrl(context, installation, { path, order }, options)).value;
		}
		default:
			return { name: source.name, size: source.size };
	}
}

/** The media of the message: what the user says, then what the file engine says, then what is known of the file. */
function describeMedia(order: MediaOrder, stored: StoredFile, mediaUrl: string): Media {
	const { source, caption, markdownText, thumbnail } = order;
	const own = source.from === 'file' ? source.file : undefined;
	const fileName = order.fileName ?? own?.fileName;
	const mimeType =
		order.mimeType ?? stored.type ?? own?.mimeType ?? mimeTypeOfName(fileName ?? stored.name) ?? undefined;
	const type = order.type ?? mediaTypeOf(mimeType);
	const name = type === 'FILE' ? { fileName: fileName ?? stored.name } : {};
	return {
		type,
		mediaUrl,
		mimeType,
		size: stored.size ?? own?.size,
		thumbnail,
		caption,
		markdownText,
		additionalDetails: { ...name, ...order.additionalDetails },
	};
}

function failAsIs(caught: unknown): never {
	throw asFailure(caught);
}

/** The upload is not to be done twice, so the user learns where the file is and under which id the message went. */
function failAfterUpload(caught: unknown, name: string, mediaUrl: string, messageId: string): never {
	const failure = asFailure(caught);
	const { message, remedy } = failure.facts;
	throw failure.with({
		message: `${message}; the file itself is already uploaded`,
		remedy: `${remedy} The file is stored as "${name}". To go on without uploading it again, set Source to "Stored File", Stored Name to this name and Message ID to "${messageId}".`,
		done: { name, mediaUrl, messageId },
	});
}
