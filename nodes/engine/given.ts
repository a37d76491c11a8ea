/** Leaves out what is not given. */

import { pickBy } from 'lodash';

/** An object of which what may be undefined may be absent instead. */
export type Given<T> = { [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key] } & {
	[Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined>;
};

/** The object without what is undefined: a field that the user left empty is left out of the body that is sent. */
export function given<T extends object>(values: T): Given<T> {
	return pickBy(values, (value) => value !== undefined) as unknown as Given<T>;
}
