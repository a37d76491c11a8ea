import { DateTime } from 'luxon';
import { mapValues, trim } from 'lodash';

import { inPartHeader } from './carried';

/**
 * What becomes of an accepted value where it does not travel as it is: it stays here, and why; or the forms that it takes.
 */
export type Fate =
	| {
			stays: string;
			/** It names something of the item, which an error then speaks of. */
			names?: true;
	  }
	| ((value: unknown) => unknown[]);

const SETTING: Fate = { stays: 'It says how the node works.' };
const COLUMN: Fate = { stays: 'It says where in the item something is.', names: true };

/** Fields that all nodes have. */
const common: Record<string, Fate> = {
	'options.concurrency': SETTING,
	'options.includeRawAnswer': SETTING,
	'options.maxRetryWait': SETTING,
	'options.maxTries': SETTING,
	'options.retryUncertainSends': SETTING,
	'options.timeout': SETTING,
	// An expression can hand over a file instead of its name
	binaryField: (value) => [(value as { fileName?: string }).fileName],
};

function instantOf(value: unknown): DateTime {
	return typeof value === 'number'
		? DateTime.fromMillis(value)
		: DateTime.fromISO(String(value), { zone: 'UTC' });
}

/** Slashes around a path say nothing. */
const bare = (value: unknown) => [trim(String(value).trim(), '/')];
const atCallGear = (value: unknown) => [
	instantOf(value).setZone('Asia/Dubai').toFormat('yyyy-MM-dd HH:mm:ss'),
];

/** Nodes by name, fields by their paths. */
const own: Record<string, Record<string, Fate>> = {
	callGearUploadChats: {
		source: SETTING,
		chatKey: COLUMN,
		'item.chat_id': { stays: 'It says which rows belong together.' },
		...Object.fromEntries(
			['start_date_time', 'date_time', 'chat.start_date_time', 'chat.messages[1].date_time'].map((key) => [
				`item.${key}`,
				atCallGear,
			]),
		),
		startDateTime: atCallGear,
		'messages.message.0.dateTime': atCallGear,
		'options.accountTimezone': SETTING,
		'options.batchSize': SETTING,
		'options.checkOnly': SETTING,
		'options.equalStart': SETTING,
		'options.inputTimezone': SETTING,
		'options.missingExtId': SETTING,
	},
	expertflowDownloadFile: { source: SETTING },
	expertflowSendMedia: {
		source: SETTING,
		'options.uploadPath': bare,
		'additionalFields.timestamp': (value) => [String(instantOf(value).toMillis())],
	},
	expertflowUploadFileFromUrl: { 'options.uploadPath': bare },
	haptikSendFile: {
		registerUser: SETTING,
		// The sheet of Haptik: every value of the custom data is a text
		'userDetails.customData': (value) => [
			mapValues((typeof value === 'string' ? JSON.parse(value) : value) as object, String),
		],
		// A name without a known ending gets that of the file's type
		'fileDetails.fileName': (value) => [`${inPartHeader(String(value).trim())}.jpg`],
	},
	superOfficeAddChatMessage: {
		authentication: SETTING,
		'additionalFields.readByCustomer': (value) => [value === true || value === 'true' ? '1' : '0'],
		'additionalFields.whenPosted': (value) => [instantOf(value).toUTC().toISO()],
		'options.escapeHtml': SETTING,
	},
};

/** What becomes of a field's values; undefined when they travel as they are. */
export function fateOf(node: string, path: string): Fate | undefined {
	return own[node]?.[path] ?? (path.startsWith('columns.') ? COLUMN : common[path]);
}
