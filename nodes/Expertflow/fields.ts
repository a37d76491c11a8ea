import { trim } from 'lodash';
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { invalidField } from '../engine/errors';
import type { Fields } from '../engine/fields';
import { inMegabytes, type UploadFile } from '../engine/upload';

/** A field that is shown only for some values of others. */
export function shown(field: INodeProperties, show: Record<string, string[]>): INodeProperties {
	return { ...field, displayOptions: { show } };
}

export const binaryField: INodeProperties = {
	displayName: 'Input Data Field Name',
	name: 'binaryField',
	type: 'string',
	required: true,
	default: 'data',
	placeholder: 'e.g. data',
	description:
		'Name of the field under Binary in the input that holds the file. With "data" the only file of an item is found under any name.',
};

export const sourceUrlField: INodeProperties = {
	displayName: 'Source URL',
	name: 'sourceUrl',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://files.example.com/invoice.pdf',
	description: 'Address of the file. Expertflow fetches it itself, so it must be reachable from there.',
};

export const channelField: INodeProperties = {
	displayName: 'Channel',
	name: 'channel',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. WHATSAPP',
	description:
		'The channel on which the conversation is in progress. The vendor prints no list; its channel types are FACEBOOK, VIBER, WHATSAPP, SMS, WEB, CX_VOICE, CISCO_CC, GENERIC, TWITTER, TELEGRAM, INSTAGRAM, EMAIL, WEB_RTC, LINKEDIN and YOUTUBE.',
};

export const conversationIdField: INodeProperties = {
	displayName: 'Conversation ID',
	name: 'conversationId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 48213',
	description: 'A tag for the file; the stored name begins with it. Any text will do.',
};

export const storedNameField: INodeProperties = {
	displayName: 'Stored Name',
	name: 'storedName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 48213_invoice.pdf',
	description: 'The name that an upload gave, unchanged, or its media URL',
};

export const oauthField: INodeProperties = {
	displayName: 'OAuth',
	name: 'oauth',
	type: 'json',
	default: '',
	placeholder: 'e.g. { "token": "…" }',
	description:
		'What Expertflow needs to fetch the file where the source asks for OAuth, as an object. The vendor does not print its keys: ask the operator.',
};

export const apiKey360Field: INodeProperties = {
	displayName: '360dialog API Key',
	name: 'apiKey360',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	description: 'Key of your 360dialog connector. Needed for WhatsApp over 360dialog, and only there.',
};

export const maxFileSizeField: INodeProperties = {
	displayName: 'Max File Size',
	name: 'maxFileSize',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 0 },
	default: 5,
	description:
		'In megabytes. A larger file is refused before anything is sent. Set it to what the operator has set (5 as shipped); 0 leaves the check to Expertflow.',
};

export const uploadPathField: INodeProperties = {
	displayName: 'Upload Path',
	name: 'uploadPath',
	type: 'string',
	default: 'api/uploadFileFromUrl',
	placeholder: 'e.g. api/uploadFileFromUrl',
	description:
		'Path of upload from URL, below the address of the file engine. The vendor does not print it: ask the operator if Expertflow does not know the default.',
};

/**
 * The path of upload from URL, without slashes at its ends.
 *
 * @param options the node's Options
 * @throws Failure when it could lead to another host
 */
export function readUploadPath(options: Fields): string {
	const path = trim((options.optionalText('uploadPath') ?? 'api/uploadFileFromUrl').trim(), '/');
	// A URL takes an encoded dot for a dot: https://url.spec.whatwg.org/#double-dot-path-segment
	const climbs = path.split('/').some((segment) => /^(\.|%2e){1,2}$/i.test(segment));
	if (/^([\w\-.~/]|%[\da-f]{2})+$/i.test(path) && !climbs) return path;
	throw invalidField(
		options.label('uploadPath'),
		`holds "${path.slice(0, 60)}"`,
		'Enter only the path below the file engine, e.g. api/uploadFileFromUrl. Its address is in the credential.',
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

/**
 * Refuses a file that is larger than the user allows. https://docs.expertflow.com/cx/4.10/send-a-media-message
 *
 * @param label the display name of the file's field
 */
export function checkFileSize({ fileName, size }: UploadFile, label: string, options: Fields): void {
	const allowed = options.optionalWhole('maxFileSize') ?? 5;
	if (allowed === 0 || size <= allowed * 1_000_000) return;
	throw invalidField(
		label,
		`holds ${fileName} with ${inMegabytes(size)}, more than ${allowed} MB`,
		'Expertflow takes 5 MB as shipped. Send a smaller file, or raise Max File Size in the options if the operator allows more.',
	);
}
