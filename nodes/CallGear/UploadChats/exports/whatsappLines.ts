import { INVISIBLE } from '../../../engine/values';
import type { Part } from './part';

/** The three numbers of a date, in the order of the file. */
export type Numbers = [string, string, string];

/** What begins a message: its time, and its author where it has one. */
export interface Entry {
	numbers: Numbers;
	/** HH:mm:ss */
	time: string;
	/** None on notices of WhatsApp. */
	sender?: string;
	text: string;
	/** Its line, with its number. */
	part: Part;
}

const DATE = String.raw`(\d{1,4})[./-] ?(\d{1,2})[./-] ?(\d{1,4})\.?`;
const HALF = String.raw`[ap]\.? ?m\.?|ص|م|morgens|vorm\.?|nachts|mittags|nachm\.?|abends`;
/** Some languages have a word before the time. */
const TIME = String.raw`(?:\p{L}+\.? )?(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?(?: ?(${HALF}))?`;

/** The two ways in which phones write: brackets around the time, or a hyphen or colon behind it. */
interface Form {
	header: RegExp;
	/** What can hardly be anything else than a time. */
	like: RegExp;
}

const FORMS: Form[] = [
	{
		header: new RegExp(`^\\[${DATE}[,،]? ${TIME}\\] ?`, 'iu'),
		like: /^\[\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4}[^\]]{5,30}\] /u,
	},
	{
		header: new RegExp(`^${DATE}[,،]? ${TIME}(?: [-–] |: )`, 'iu'),
		like: /^\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4}\.?[,،]? [^-–]{4,25} [-–] /u,
	},
];

const AFTERNOON = /^(?:p|م|mittags|nachm|abends)/i;

const SENDER = /^([^:]{1,100}):(?: |$)/;

const SPACE = /[\u00a0\u202f\u2009]/g;
const FOREIGN_DIGIT = /[\u0660-\u0669\u06f0-\u06f9]/g;

const FORM_REMEDY =
	'A message begins with a date and a time such as [03/02/2026, 10:00:05] or 03/02/2026, 10:00 -. Give the text of the file as WhatsApp has exported it.';

/** A line as patterns see it. */
function plain(line: string): string {
	return line
		.replace(INVISIBLE, '')
		.replace(SPACE, ' ')
		.replace(FOREIGN_DIGIT, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
}

/** What is left of a line behind so many characters that are seen. */
function behind(line: string, seen: number): string {
	let count = 0;
	let index = 0;
	for (; index < line.length && count < seen; index += 1)
		if (line[index].replace(INVISIBLE, '') !== '') count += 1;
	return line.slice(index).replace(/^[\u200e\u200f]+/, '');
}

/**
 * Divides the text of an export into messages: a line without a time goes on with the one before.
 *
 * @throws Failure for a time of a form that is not known, and for a text that begins with none
 */
export function entriesOf(text: Part, lines: string[]): Entry[] {
	const entries: Entry[] = [];
	let form: Form | undefined;
	lines.forEach((line, index) => {
		const part = text.at(`line ${index + 1}`).as(line);
		const shown = plain(line);
		form ??= FORMS.find(({ header }) => header.test(shown));
		const found = form?.header.exec(shown);
		const last = entries.at(-1);
		if (form && found) entries.push(entryOf(found, line, part));
		else if (form?.like.test(shown)) throw part.refused(FORM_REMEDY);
		else if (last) last.text += `\n${line}`;
		else if (shown.trim() !== '') throw part.refused(FORM_REMEDY);
	});
	if (entries.length === 0) throw text.refused(FORM_REMEDY, 'holds no message');
	return entries;
}

function entryOf(found: RegExpExecArray, line: string, part: Part): Entry {
	const [header, one, two, three, hours, minutes, seconds = '00', half] = found;
	const hour = hourOf(Number(hours), half);
	if (hour === undefined || Number(minutes) > 59 || Number(seconds) > 59) throw part.refused(FORM_REMEDY);
	const time = `${String(hour).padStart(2, '0')}:${minutes}:${seconds}`;
	const numbers: Numbers = [one, two, three];
	const [named, sender] = SENDER.exec(plain(line).slice(header.length)) ?? [''];
	const text = behind(line, header.length + named.length);
	return { numbers, time, text, part, ...(sender === undefined ? {} : { sender: senderOf(sender) }) };
}

/** A name that its owner has chosen stands behind a tilde. */
const senderOf = (name: string) => name.replace(/^~\s*/, '').trim();

function hourOf(hour: number, half?: string): number | undefined {
	if (half === undefined) return hour > 23 ? undefined : hour;
	if (hour < 1 || hour > 12) return undefined;
	return (hour % 12) + (AFTERNOON.test(half) ? 12 : 0);
}
