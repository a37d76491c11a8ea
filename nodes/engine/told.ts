/** Reads what a vendor tells, whatever that is: nothing of it can be relied on. */

import { isEmpty, omitBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

export const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object, an empty one where there is none. */
export const objectIn = (value: unknown): IDataObject => (isObject(value) ? value : {});

/** The objects in a list. */
export const objectsIn = (value: unknown): IDataObject[] =>
	Array.isArray(value) ? (value as unknown[]).filter(isObject) : [];

/** A text or a number as text; undefined where there is nothing of the kind. */
export function textIn(value: unknown): string | undefined {
	const text = typeof value === 'number' ? String(value) : value;
	return typeof text === 'string' && text.trim() !== '' ? text : undefined;
}

/** Of what a vendor leaves empty nothing is told; `false` and 0 are something. */
export const withoutEmpty = (values: Record<string, unknown>): IDataObject =>
	omitBy(
		values,
		(value) =>
			value === undefined || value === null || value === '' || (typeof value === 'object' && isEmpty(value)),
	) as IDataObject;
