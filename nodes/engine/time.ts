/** Any date in, the vendor's format and zone out. */

import { DateTime } from 'luxon';

import { invalidField } from './errors';

const ALLOWED =
	'Use a date with time such as 2026-02-03T10:00:00+01:00, or an expression that gives one, such as {{ $now }}.';

/**
 * Reads any date that n8n gives: ISO 8601, SQL (`2026-02-03 10:00:00`), RFC 2822, a JavaScript `Date`, a luxon `DateTime`
 * (`$now`), or milliseconds since 1970.
 *
 * @param value what the field holds
 * @param zone the IANA zone for a date that names none
 * @param field the field's display name, for the error
 * @throws Failure when it is no date
 */
export function readInstant(value: unknown, zone: string, field: string): DateTime {
	const instant = parse(value, zone);
	// The vendors' formats have four digits for the year
	if (instant?.isValid && instant.year > 0 && instant.year < 10_000) return instant;
	throw invalidField(field, `holds ${shown(value)}, which is not a date`, ALLOWED);
}

function parse(value: unknown, zone: string): DateTime | undefined {
	if (DateTime.isDateTime(value)) return value;
	if (value instanceof Date) return DateTime.fromJSDate(value);
	if (typeof value === 'number') return DateTime.fromMillis(value);
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	for (const read of [DateTime.fromISO, DateTime.fromSQL, DateTime.fromRFC2822]) {
		const candidate = read(text, { zone });
		if (candidate.isValid) return candidate;
	}
	return undefined;
}

function shown(value: unknown): string {
	if (value === undefined || value === null || value === '') return 'nothing';
	return typeof value === 'object' ? 'an object' : `"${String(value).slice(0, 60)}"`;
}

/**
 * Writes an instant in a vendor's format, as the clocks of a zone show it.
 *
 * @param format a luxon format, e.g. `yyyy-MM-dd HH:mm:ss`
 */
export function formatInZone(instant: DateTime, zone: string, format: string): string {
	return instant.setZone(zone).toFormat(format, { locale: 'en' });
}
