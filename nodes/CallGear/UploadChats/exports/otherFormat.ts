import { isObject } from '../../../engine/told';
import { NAMES, type ExportFormat } from './exportFields';

const holds = (value: unknown, ...keys: string[]) =>
	isObject(value) && keys.every((key) => Object.hasOwn(value, key));

/** What only the exports of one tool have. WhatsApp's is a text: a date and a time, then a name or a notice. */
const MARKS: Record<ExportFormat, (value: unknown) => boolean> = {
	chatwoot: (value) =>
		holds(value, 'payload') ||
		holds(value, 'conversation', 'messages') ||
		holds(value, 'message_type', 'conversation_id') ||
		(isObject(value) && value.event === 'message_created'),
	intercom: (value) => holds(value, 'conversation_parts'),
	jivo: (value) => holds(value, 'event_name'),
	telegram: (value) =>
		holds(value, 'messages', 'type', 'id') || (isObject(value) && holds(value.chats, 'list')),
	whatsapp: (value) =>
		typeof value === 'string' && /^[\s\u200e\u200f\ufeff]*\[?\d{1,4}[./-]\d{1,2}[./-]\d/.test(value),
};

/** A text that is JSON, read. */
function parsed(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value);
	} catch {
		return value;
	}
}

/**
 * The tool whose export this looks like, where that is another one than was chosen.
 *
 * @param value the export, its text, or a list of answers or webhooks
 * @param chosen the format that it could not be read as
 * @returns the tool's name; undefined where nothing tells it
 */
export function otherFormat(value: unknown, chosen: ExportFormat): string | undefined {
	const given = parsed(value);
	const first: unknown = Array.isArray(given) ? given[0] : given;
	const formats = Object.keys(MARKS) as ExportFormat[];
	if (MARKS[chosen](first)) return undefined;
	const found = formats.find((format) => MARKS[format](first));
	return found && NAMES[found];
}
