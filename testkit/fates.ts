import { DateTime } from 'luxon';

/** What becomes of an accepted value where it does not travel as it is: it stays here, and why; or the forms that it takes. */
export type Fate =
	| {
			stays: string;
			/** It names something of the item, which an error then speaks of. */
			names?: true;
	  }
	| ((value: unknown) => unknown[]);

export const SETTING: Fate = { stays: 'It says how the node works.' };
export const COLUMN: Fate = { stays: 'It says where in the item something is.', names: true };

/** A date as fields take it. */
export function instantOf(value: unknown): DateTime {
	return typeof value === 'number'
		? DateTime.fromMillis(value)
		: DateTime.fromISO(String(value), { zone: 'UTC' });
}

/** In the header of a file's part, as browsers write it: https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data */
export const inPartHeader = (text: string) =>
	text.replace(/[\r\n"]/g, (character) => encodeURIComponent(character));
