import type { IDataObject } from 'n8n-workflow';

import { invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';

/** @returns the value. @throws Failure where there is none */
export function required<T>(fields: Fields, name: string, value: T | undefined): T {
	if (value !== undefined) return value;
	throw invalidField(
		fields.label(name),
		'is empty',
		'CallGear needs it: fill it in, or check that its expression gives a value.',
	);
}

/** @throws Failure where there is neither phone nor email */
export function needContact(fields: Fields, { phone, email }: IDataObject): void {
	if (phone !== undefined || email !== undefined) return;
	throw invalidField(
		fields.label('phone'),
		'and email are both empty',
		'CallGear needs one of them to know the visitor.',
	);
}

/**
 * @param remedy what the place is needed for, and how to give it to all
 * @throws Failure where there is no site, campaign or visitor session
 */
export function needPlace(
	fields: Fields,
	{ visitor_session_id, campaign_id, site_id }: IDataObject,
	remedy: string,
): void {
	if ([visitor_session_id, campaign_id, site_id].some((place) => place !== undefined)) return;
	throw invalidField(fields.label('site_id'), 'is empty, and so are campaign and visitor session', remedy);
}
