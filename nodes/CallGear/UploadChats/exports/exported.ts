import type { Fields } from '../../../engine/fields';
import { invalidField } from '../../../engine/errors';
import { parseExactly } from '../../../engine/exactJson';
import { isObject } from '../../../engine/told';
import { checkLargeValue } from '../../../engine/values';
import { visible } from '../../../engine/visible';
import { breathing } from '../../../engine/wait';
import { Part } from './part';

/** Each character behind a backslash, one that stands for itself included; Telegram Desktop writes \x0B, which JSON does not have. */
const ESCAPE = /\\(?:x([\da-fA-F]{2})|[^])/g;

/** The same as JSON has it. */
const escapedForJson = (escape: string, code?: string) => (code === undefined ? escape : `\\u00${code}`);

/** What n8n's Webhook gives beside the body. */
const OF_WEBHOOK = ['body', 'headers', 'params', 'query'];

/** Under what nodes put an export, with nothing beside it: Extract From File, and a Webhook whose item was cut down to it. */
const ALONE = ['data', 'body'];

/** The export as the field holds it, without what n8n's nodes put around it. @throws Failure when there is none, or it would not arrive as it is */
export async function exportIn(fields: Fields): Promise<Part> {
	const field = new Part(await fields.rawLarge('export'), fields.label('export'));
	if (field.isBlank)
		throw field.refused(
			'Give what the other tool has exported, e.g. by dragging it here from the node that reads it.',
			'is empty',
		);
	const { value } = field;
	if (!isObject(value)) return field;
	const keys = Object.keys(value);
	// Extract From File puts what it reads under "data", the Webhook node what came under "body"
	if (keys.length === 1 && ALONE.includes(keys[0])) return field.at(keys[0]);
	return OF_WEBHOOK.every((key) => keys.includes(key)) ? field.at('body') : field;
}

/** The same, with a text read as JSON. @throws Failure when it is none */
export async function jsonIn(part: Part): Promise<Part> {
	if (typeof part.value !== 'string') return part;
	const breathe = breathing();
	const json = parsed(part.value.replace(/^\ufeff/, ''), part);
	await breathe();
	await checkLargeValue(json, part.place);
	return part.as(json);
}

function parsed(text: string, { place }: Part): unknown {
	try {
		// To look for it takes longer than to read the rest
		return parseExactly(text.includes('\\x') ? text.replace(ESCAPE, escapedForJson) : text);
	} catch (caught) {
		const reason = visible((caught as SyntaxError).message);
		throw invalidField(
			place,
			`is not valid JSON (${reason})`,
			'Give the export whole: a file that was cut off, or read in parts, cannot be used.',
		);
	}
}
