import type { Fields } from '../../engine/fields';
import { locatedId } from '../../engine/locator';
import { isBlank } from '../values';
import { wireFields, type WireValue } from './wireFields';

/** The node's own fields for CallGear's members. */
export interface OwnFields<Key extends string> {
	/** Each member's field, with the collection it is in. */
	paths: Record<Key, string>;
	/** What is picked from a list, or typed as an ID. */
	picked: readonly Key[];
	/** Those whose field is only for what is put together on the node. */
	onlyBelow: readonly Key[];
}

/** What a field of the node holds for a member. */
export function ownValue<Key extends string>(
	fields: Fields,
	key: Key,
	{ paths, picked }: Pick<OwnFields<Key>, 'paths' | 'picked'>,
): WireValue<Key> {
	const [outer, inner] = paths[key].split('.');
	const [holder, name] = inner ? [fields.collection(outer), inner] : [fields, outer];
	const value = holder.raw(name);
	return [key, picked.includes(key) ? locatedId(value) : value, holder.label(name)];
}

/**
 * Completes something from outside by what the node's own fields say for that which leaves it open.
 *
 * @param groups members that are taken from the node where all of a group are open
 */
export function withOwnFields<Key extends string>(
	record: Fields,
	fields: Fields,
	groups: Key[][],
	own: OwnFields<Key>,
): Fields {
	const presets = groups
		.filter((group) => group.every((key) => record.isBlank(key)))
		.flat()
		.filter((key) => !own.onlyBelow.includes(key))
		.map((key) => ownValue(fields, key, own))
		.filter(([, value]) => !isBlank(value));
	const names = presets.map(([name]) => name);
	return record.replaced(names, wireFields(presets));
}
