import { z } from 'zod';

import { invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { bare, checkValue } from '../../engine/values';

const objectShape = z.record(z.unknown());

type Held = string | number;

/**
 * The body of `AttachUserData`, `UpdateUserData` or `DeleteUserData`.
 * https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatAttachUserData
 * https://enu.docs.genesys.com/Documentation/HTCC/latest/API/ChatUpdateUserData
 * https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatDeleteUserData
 *
 * @throws Failure when there is nothing to write or delete, or a value that is neither text nor number
 */
export function userDataBody(fields: Fields) {
	const operationName = fields.choice('change');
	if (operationName === 'DeleteUserData') return { operationName, keys: readKeys(fields) };
	const byJson = fields.choice('specifyUserData') === 'json';
	return { operationName, userData: byJson ? readJson(fields) : readEntries(fields) };
}

function readJson(fields: Fields): Record<string, Held> {
	const label = fields.label('userDataJson');
	const json = fields.optionalJson('userDataJson');
	if (json === undefined) throw empty(label);
	const { data } = objectShape.safeParse(json);
	if (!data) throw invalidField(label, 'holds no object', 'Use an object of keys and values.');
	const entries = Object.entries(data);
	if (entries.length === 0) throw empty(label);
	return Object.fromEntries(entries.map(([key, value]) => [key, readValue(value, label, ` under "${key}"`)]));
}

function readEntries(fields: Fields): Record<string, Held> {
	const held = new Map<string, Held>();
	for (const entry of fields.entries('userData', 'entry')) {
		const key = entry.text('key');
		const label = entry.label('key');
		checkValue({ [key]: '' }, label);
		if (held.has(key)) throw invalidField(label, `holds "${key}" once more`, 'Write each key once.');
		// What is left empty is not given, here as in every field
		held.set(key, readValue(entry.raw('value') ?? entry.text('value'), entry.label('value')));
	}
	if (held.size === 0) throw empty(fields.label('userData'));
	return Object.fromEntries(held);
}

const empty = (label: string) => invalidField(label, 'is empty', 'Give at least one key with its value.');

function readValue(value: unknown, label: string, place = ''): Held {
	if (typeof value === 'string') return value;
	if (typeof value === 'number') {
		checkValue(value, label);
		return value;
	}
	throw invalidField(
		label,
		`holds ${kindOf(value)}${place.slice(0, 100)}`,
		'Genesys keeps texts and numbers: turn it into one of them, e.g. with String(…) or JSON.stringify(…). To remove a key, choose Delete Keys.',
	);
}

function kindOf(value: unknown): string {
	if (value === null || value === undefined) return 'nothing';
	if (typeof value !== 'object') return `a ${typeof value}`;
	return Array.isArray(value) ? 'a list' : 'an object';
}

/** Keys as text with commas between them, or as a list, in which a key may hold a comma. */
function readKeys(fields: Fields): string[] {
	const label = fields.label('keys');
	const value = fields.raw('keys');
	const given = Array.isArray(value) ? value : (fields.optionalText('keys') ?? '').split(',');
	const keys = given.map((key: unknown) => {
		if (typeof key === 'string' || typeof key === 'number') return bare(String(key));
		throw invalidField(label, `holds ${kindOf(key)} among the keys`, 'Use a list of texts.');
	});
	const named = [...new Set(keys.filter((key) => key !== ''))];
	if (named.length > 0) return named;
	throw invalidField(label, 'is empty', 'Name at least one key.');
}
