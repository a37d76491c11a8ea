import { trimEnd } from 'lodash';

import { INVISIBLE } from '../../../engine/values';
import { fileLine } from './conversation';

/** Whole texts that WhatsApp writes by itself, in some versions under a person's name. */
const NOTICES = [
	/^(?:Messages and calls|Messages to this chat and calls) are (?:now )?(?:end-to-end encrypted|secured with end-to-end encryption)\b.*$/,
	/^Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt\..*$/,
	/^Your security code with .{1,100} changed\..*$/,
	/^Deine Sicherheitsnummer für .{1,100} hat sich geändert\..*$/,
	/^(?:Missed )?[Vv](?:oice|ideo) call(?:, .+| at .+)?\.?$/,
	/^(?:Verpasster )?(?:Sprach|Video)anruf(?:, .+| um .+)?\.?$/,
	/^(?:This message was deleted|You deleted this message)\.?$/,
	/^(?:Diese Nachricht wurde gelöscht|Du hast diese Nachricht gelöscht)\.?$/,
	/^.{1,100} changed their phone number\b.{0,100}$/,
	/^Waiting for this message\. This may take a while\.(?: Learn more\.?)?$/,
	/^(?:null)?$/,
];

const EDITED = /<(?:This message was edited|Diese Nachricht wurde bearbeitet\.?)>$/;

/** What stands for a file, with the place of its name in it. */
const FILES: Array<[pattern: RegExp, kind?: string]> = [
	[/^<(?:Media omitted|Medien ausgeschlossen)>$/, 'file'],
	[/^(?:<attached: (.+)>|(.+) \((?:file attached|Datei angehängt)\)|(.+\.\w{2,5}) <attached>)$/, 'file'],
	[/^<Anhang: (.+)>$/, 'file'],
	[/^(image|video|audio|GIF|sticker|document) omitted$/],
	[/^(?:(Bild)|(Video)|(Audio)|(GIF)|(Sticker)|(Dokument)) weggelassen$/],
	[/^Contact card omitted$/, 'contact card'],
	[/^(.+) • \d+ pages? document omitted$/, 'file'],
];

/** What a person has said: a file by its name, without the mark of an edited message. Nothing where WhatsApp itself has spoken. */
export function saidIn(text: string): string {
	const said = trimEnd(trimEnd(text, '\n').replace(EDITED, ''), ' \u200e');
	const whole = said.replace(INVISIBLE, '').trim();
	if (NOTICES.some((notice) => notice.test(whole))) return '';
	const [first, ...more] = said.split('\n');
	return [fileIn(first) ?? first, ...more].join('\n');
}

function fileIn(line: string): string | undefined {
	const shown = line.replace(INVISIBLE, '').trim();
	for (const [pattern, kind] of FILES) {
		const found = pattern.exec(shown);
		if (!found) continue;
		const name = found.slice(1).find((group) => group !== undefined);
		return kind === undefined ? fileLine(name ?? 'file') : fileLine(kind, name);
	}
	return undefined;
}
