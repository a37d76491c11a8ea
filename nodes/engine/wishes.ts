/** What the user of a trigger wants of all that a vendor sends. */

import { invalidField } from './errors';
import type { Fields } from './fields';

const NO_EVENT = 'Choose at least one event: nothing starts the flow otherwise.';

/**
 * What was chosen in a field that lets nothing through while it is empty.
 *
 * @param name the field's name
 * @param remedy how to go on while it is empty
 * @throws Failure when nothing is chosen, or the field cannot be read
 */
export function chosenIn(fields: Fields, name: string, remedy = NO_EVENT): string[] {
	const choices = fields.choices(name);
	if (choices.length > 0) return choices;
	throw invalidField(fields.label(name), 'is empty', remedy);
}

/** Whether a filter lets something through: an empty one lets everything. */
export function among(chosen: readonly string[], one: unknown): boolean {
	return chosen.length === 0 || chosen.includes(String(one));
}
