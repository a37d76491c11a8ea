/** Leaves out what is not given. */

/** An object of which what may be undefined may be absent instead. */
export type Given<T> = { [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key] } & {
	[Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined>;
};

/** The object without what is undefined: a field that the user left empty is left out of the body that is sent. */
export function given<T extends object>(values: T): Given<T> {
	const kept: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(values)) if (value !== undefined) kept[name] = value;
	return kept as Given<T>;
}
