import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { invalidField } from '../engine/errors';
import type { Fields } from '../engine/fields';

/** What a column has to be like. https://callgear.github.io/data_api/ */
export interface Condition {
	field: string;
	operator: string;
	value: unknown;
}

/** The filter for all of some conditions; none where there are none. */
export function allOf(conditions: Array<Condition | IDataObject>): IDataObject | undefined {
	if (conditions.length < 2) return conditions[0] as IDataObject | undefined;
	return { filters: conditions as IDataObject[], condition: 'and' };
}

/** That a column holds one of some values; nothing where there are none. */
export function oneOf(field: string, values: Array<string | number>): Condition[] {
	if (values.length === 0) return [];
	return values.length === 1
		? [{ field, operator: '=', value: values[0] }]
		: [{ field, operator: 'in', value: values }];
}

/** That a column holds a value; nothing where there is none. */
export function equal(field: string, value: string | number | undefined): Condition[] {
	return value === undefined ? [] : [{ field, operator: '=', value }];
}

/** For whatever the other filters cannot say. */
export const furtherFilterField: INodeProperties = {
	displayName: 'Further Filter',
	name: 'furtherFilter',
	type: 'json',
	default: '',
	placeholder: 'e.g. { "field": "utm_source", "operator": "=", "value": "newsletter" }',
	description:
		"A filter in CallGear's own words, which holds beside the others: an object with field, operator and value, or with filters, a list of such objects, and condition (and, or)",
};

const leaf = z.object({ field: z.string(), operator: z.string(), value: z.unknown().optional() }).strict();
const branch = z
	.object({ filters: z.array(z.unknown()).min(1), condition: z.enum(['and', 'or']).optional() })
	.strict();

/** @throws Failure when it is no filter */
export function furtherFilter(filters: Fields): IDataObject[] {
	const filter = filters.optionalJson('furtherFilter');
	if (filter === undefined) return [];
	if (isFilter(filter)) return [filter];
	throw invalidField(
		filters.label('furtherFilter'),
		'is no filter of CallGear',
		'Give an object with field, operator and value, such as { "field": "utm_source", "operator": "=", "value": "newsletter" }, or one with filters, a list of such objects, and condition, which is and or or.',
	);
}

function isFilter(value: unknown): value is IDataObject {
	if (leaf.safeParse(value).success) return true;
	const inner = branch.safeParse(value).data;
	return inner !== undefined && inner.filters.every(isFilter);
}
