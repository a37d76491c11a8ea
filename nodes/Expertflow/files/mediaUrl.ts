import { invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';

/** The path of a stored file, below the file engine's address. https://docs.expertflow.com/cx/4.10/cim-media-messages */
export function downloadPath(name: string): string {
	return `/api/downloadFileStream?filename=${encodeURIComponent(name)}`;
}

/**
 * The address of a stored file. Agent Desk and the widget build it anew from its query, so `filename` has to be its only parameter.
 * https://docs.expertflow.com/cx/4.10/cim-media-messages
 *
 * @param fileEngineUrl the file engine's address without a trailing slash
 */
export function downloadUrl(fileEngineUrl: string, name: string): string {
	return `${fileEngineUrl}${downloadPath(name)}`;
}

/**
 * The stored name in a media URL. Its host does not matter: the file is always asked for at the credential's own file engine,
 * as the vendor's clients do it, so that no other host ever sees the credential.
 *
 * @param field the field's display name
 * @throws Failure when it is no address of a stored file
 */
export function nameInMediaUrl(mediaUrl: string, field: string): string {
	const url = URL.canParse(mediaUrl) ? new URL(mediaUrl) : undefined;
	const name = url?.pathname.endsWith('/downloadFileStream') ? url.searchParams.get('filename') : null;
	if (name) return name;
	throw invalidField(
		field,
		'is no address of a file that Expertflow stores',
		'It ends in downloadFileStream?filename=… Use the mediaUrl of an upload or a message. For a file anywhere else use the HTTP Request node.',
	);
}

/** Reads Stored Name: the name that an upload gave, or the one in a pasted media URL. @throws Failure when it is empty, or the address of something else */
export function readStoredName(fields: Fields): string {
	const name = fields.id('storedName');
	return /^https?:\/\//i.test(name) ? nameInMediaUrl(name, fields.label('storedName')) : name;
}
