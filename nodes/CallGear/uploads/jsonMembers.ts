import { z } from 'zod';

import { invalidField } from '../../engine/errors';
import { visible } from '../../engine/visible';
import type { WireValue } from './wireFields';

const object = z.record(z.unknown());
const listIfGiven = z.array(z.unknown()).optional();

/** The object that a value is. @throws Failure for what is none */
export function objectIn(value: unknown, field: string, remedy: string): Record<string, unknown> {
	const read = object.safeParse(value).data;
	if (read) return read;
	throw invalidField(field, `holds ${Array.isArray(value) ? 'a list' : 'no object'}`, remedy);
}

/** How to give one in each item. */
export const oneEach = (one: string) => `Give one ${one} per item; a Split Out node makes items of a list.`;

/** The list that a value is; empty where nothing is given. @throws Failure for what is none */
export function listIn(value: unknown, field: string, things: string): unknown[] {
	const list = listIfGiven.safeParse(value);
	if (!list.success) throw invalidField(field, 'is no list', `Give a list of ${things}.`);
	return list.data ?? [];
}

/** The members of an object with what errors call them. */
export function membersOf(
	value: Record<string, unknown>,
	keys: readonly string[],
	field: string,
): WireValue[] {
	return keys.map((key) => [key, value[key], `${field} > ${key}`]);
}

/** @throws Failure for a member that CallGear does not know: it would refuse it */
export function refuseUnknown(value: object, known: readonly string[], field: string): void {
	const unknown = Object.keys(value).find((key) => !known.includes(key));
	if (unknown === undefined) return;
	throw invalidField(
		field,
		`holds "${visible(unknown.slice(0, 60))}", which CallGear does not know`,
		`Known are: ${known.join(', ')}.`,
	);
}
