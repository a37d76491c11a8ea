import { DateTime } from 'luxon';

/** What becomes of an accepted value where it does not travel as it is: it stays here, and why; it is an identifier; or the forms that it takes. */
export type Fate =
	| { identifier: true }
	| {
			stays: string;
			/** It names something of the item, which an error then speaks of. */
			names?: true;
	  }
	| ((value: unknown) => unknown[]);

export const SETTING: Fate = { stays: 'It says how the node works.' };
export const COLUMN: Fate = { stays: 'It says where in the item something is.', names: true };

/** An ID, address, phone or the like, which arrives without what copying adds to it. */
export const IDENTIFIER: Fate = { identifier: true };

/** A text without the characters that only say how others are shown; those that join others are a part of them. */
export const withoutFormats = (text: string) => text.replace(/(?![\u200c\u200d])\p{Cf}/gu, '');

const DAY_MS = 86_400_000;

/** Where spreadsheets begin to count days. */
const DAY_ZERO = Date.UTC(1899, 11, 30);

/** A date as fields take it. */
export function instantOf(value: unknown): DateTime {
	const text = withoutFormats(String(value)).trim();
	const number = Number(text);
	if (!Number.isFinite(number)) return DateTime.fromISO(text, { zone: 'UTC' });
	if (number > 1e11) return DateTime.fromMillis(number);
	if (number > 1e8) return DateTime.fromMillis(number * 1000);
	return DateTime.fromMillis(DAY_ZERO + Math.round((number * DAY_MS) / 1000) * 1000);
}

/** In the header of a file's part, as browsers write it: https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data */
export const inPartHeader = (text: string) =>
	text.replace(/[\r\n"]/g, (character) => encodeURIComponent(character));
