import { INVISIBLE } from '../../../engine/values';
import { mapBreathing } from '../../../engine/wait';
import { alike } from '../../values';
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
/** Words that some languages have before the time. */
const WORD = String.raw`(?:klo|kl\.?|um|at|à|às|alle|om) `;
/** What says which half of the day it is, before the time and behind it. Where the word is not known, it could be one: such a time is refused. */
const HALF_BEFORE = String.raw`오전|오후|上午|下午|午前|午後|d[eu]\.`;
const HALF = String.raw`[ap]\.? ?m\.?|ص|م|morgens|vorm\.?|nachts|mittags|nachm\.?|abends`;
const TIME = String.raw`(?:${WORD}|(${HALF_BEFORE}) ?)?(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?(?: ?(${HALF}))?`;

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
		like: /^\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4}\.?[,،]? [^-–]{0,12}\d{1,2}[:.]\d\d[^-–]{0,12} [-–] /u,
	},
];

const AFTERNOON = /^(?:p|م|mittags|nachm|abends|오후|下午|午後|du)/i;

const SENDER = /^([^:]{1,100}):(?: |$)/;

const SPACE = /[\u00a0\u202f\u2009]/g;
const FOREIGN_DIGIT = /[\u0660-\u0669\u06f0-\u06f9]/g;

const FORM_REMEDY =
	'A message begins with a date and a time such as [03/02/2026, 10:00:05] or 03/02/2026, 10:00 -. Give the text of the file as WhatsApp has exported it.';

/** A line without what nobody sees in it. */
const seen = (line: string) => line.replace(INVISIBLE, '').replace(SPACE, ' ');

/** The same as patterns see it. */
const latin = (shown: string) =>
	shown.replace(FOREIGN_DIGIT, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));

/** How all times of one export look: a customer can have written a time as well, but hardly in the same way. */
const shapeOf = (header: string) =>
	header.replace(/\d+/g, '9').replace(/\p{L}[\p{L}.]*(?: \p{L}[\p{L}.]*)*/gu, 'a');

/** What is left of a line behind so many characters that are seen. */
function behind(line: string, count: number): string {
	let index = 0;
	for (let left = count; index < line.length && left > 0; index += 1)
		if (line[index].replace(INVISIBLE, '') !== '') left -= 1;
	return line.slice(index).replace(/^[\u200e\u200f]+/, '');
}

/**
 * Divides the text of an export into messages: a line without a time goes on with the one before.
 *
 * @param names whom the user knows in it: a name can hold a colon
 * @throws Failure for a time of a form that is not known, and for a text that begins with none
 */
export async function entriesOf(text: Part, lines: string[], names: string[]): Promise<Entry[]> {
	const entries: Entry[] = [];
	const withColon = names.filter((name) => name.includes(':'));
	let form: Form | undefined;
	let shape: string | undefined;
	await mapBreathing(lines, (line, index) => {
		const part = text.at(`line ${index + 1}`).as(line);
		const shown = latin(seen(line));
		form ??= FORMS.find(({ header }) => header.test(shown));
		const found = form?.header.exec(shown);
		const last = entries.at(-1);
		if (found) shape ??= shapeOf(found[0]);
		if (found && shapeOf(found[0]) === shape) entries.push(entryOf(found, line, part, withColon));
		else if (!found && form?.like.test(shown)) throw part.refused(FORM_REMEDY);
		else if (last) last.text += `\n${line}`;
		else if (shown.trim() !== '') throw part.refused(FORM_REMEDY);
	});
	if (entries.length === 0) throw text.refused(FORM_REMEDY, 'holds no message');
	return entries;
}

function entryOf(found: RegExpExecArray, line: string, part: Part, withColon: string[]): Entry {
	const [header, one, two, three, before, hours, minutes, seconds = '00', half = before] = found;
	const hour = hourOf(Number(hours), half);
	if (hour === undefined || Number(minutes) > 59 || Number(seconds) > 59) throw part.refused(FORM_REMEDY);
	const time = `${String(hour).padStart(2, '0')}:${minutes}:${seconds}`;
	const numbers: Numbers = [one, two, three];
	const said = seen(line).slice(header.length);
	const known = withColon.find((name) => alike(said.slice(0, name.length + 1)) === `${alike(name)}:`);
	const sender = known ?? SENDER.exec(said)?.[1];
	const text = behind(line, header.length + (sender === undefined ? 0 : sender.length + 2));
	return { numbers, time, text, part, ...(sender === undefined ? {} : { sender: senderOf(sender) }) };
}

/** A name that its owner has chosen stands behind a tilde. */
const senderOf = (name: string) => name.replace(/^~\s*/, '').trim();

function hourOf(hour: number, half?: string): number | undefined {
	if (half === undefined) return hour > 23 ? undefined : hour;
	if (hour < 1 || hour > 12) return undefined;
	return (hour % 12) + (AFTERNOON.test(half) ? 12 : 0);
}
