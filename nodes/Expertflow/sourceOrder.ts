import type { IDataObject } from 'n8n-workflow';

import { invalidField } from '../engine/errors';
import type { Fields } from '../engine/fields';
import { type FileDetails, readFileDetails } from '../engine/fileDetails';

/** A file that the file engine is to fetch. */
export interface Source extends FileDetails {
	sourceUrl: string;
	channel: string;
	conversationId?: string;
	oauth?: IDataObject;
	apiKey360?: string;
}

/**
 * The body of upload from URL; note its own spellings. What is not given is left out.
 * https://docs.expertflow.com/cx/4.10/send-a-media-message
 */
export function sourceOrder({
	sourceUrl,
	channel,
	conversationId,
	fileName,
	mimeType,
	oauth,
	apiKey360,
}: Source): IDataObject {
	return {
		sourceUrl,
		channel,
		...(conversationId === undefined ? {} : { conversationId }),
		...(fileName === undefined ? {} : { fileName }),
		...(mimeType === undefined ? {} : { mime_type: mimeType }),
		...(oauth === undefined ? {} : { oauth }),
		...(apiKey360 === undefined ? {} : { APIKey360: apiKey360 }),
	};
}

/** Reads the fields of a source. @throws Failure when one cannot be sent */
export function readSource(fields: Fields): Source {
	const more = fields.collection('additionalFields');
	return {
		sourceUrl: readWebAddress(fields, 'sourceUrl'),
		channel: fields.id('channel'),
		conversationId: more.optionalId('conversationId'),
		...readFileDetails(fields),
		oauth: readObject(more, 'oauth'),
		apiKey360: more.optionalId('apiKey360'),
	};
}

/** The values of a source that nothing may show. */
export function secretsOfSource({ oauth, apiKey360 }: Source): string[] {
	return [apiKey360 ?? '', ...Object.values(oauth ?? {}).filter((value) => typeof value === 'string')];
}

/** A full http or https address, as it was typed. @throws Failure when it is none */
export function readWebAddress(fields: Fields, name: string): string {
	const text = fields.id(name);
	if (URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)) return text;
	throw invalidField(
		fields.label(name),
		'is no web address',
		'Enter a full address that starts with https:// or http://. For a file that n8n holds choose the file itself.',
	);
}

/** JSON that has to be an object, or undefined when empty. @throws Failure when it is something else */
export function readObject(fields: Fields, name: string): IDataObject | undefined {
	const value = fields.optionalJson(name);
	if (value === undefined || isObject(value)) return value;
	throw invalidField(fields.label(name), 'is not an object', 'Use an object such as {"key": "value"}.');
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
