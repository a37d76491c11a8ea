import { Fields } from '../../engine/fields';

/** A value under CallGear's name, and what the user knows it by. */
export type WireValue<Key extends string = string> = [key: Key, value: unknown, label: string];

/** Values under CallGear's names as fields, which errors call as the user knows them. @param item the input item that they stand in */
export function wireFields(values: WireValue[], item?: number): Fields {
	const properties = values.map(([name, , displayName]) => ({
		name,
		displayName,
		type: 'string' as const,
		default: '',
	}));
	return Fields.of(Object.fromEntries(values), properties, item);
}
