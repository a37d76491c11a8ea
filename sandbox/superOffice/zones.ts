import type { IncomingHttpHeaders } from 'node:http';
import { DateTime } from 'luxon';

import { refuseArgument } from './refusals';

/** A few of the vendor's time zones, by code and id. https://docs.superoffice.com/en/api/web-services/so-timezone */
const ZONES: Record<string, string> = {
	UTC: 'utc',
	'1': 'utc',
	NO: 'Europe/Oslo',
	'261': 'Europe/Oslo',
	'US-NY': 'America/New_York',
	GB: 'Europe/London',
};

/** What `SO-TimeZone: NO, includeTZOffset` asks for. */
export interface AskedZone {
	zone?: string;
	offset: boolean;
}

export function askedZone(headers: IncomingHttpHeaders): AskedZone {
	const header = headers['so-timezone'];
	if (typeof header !== 'string') return { offset: false };
	const [code, ...more] = header.split(',').map((part) => part.trim());
	if (!(code in ZONES)) refuseArgument(`Unknown time zone '${code}'.`);
	return { zone: ZONES[code], offset: more.some((part) => part.toLowerCase() === 'includetzoffset') };
}

/** A date as sent: with an offset it is converted, without one it counts in the asked zone or the installation's own. */
export function readDate(value: unknown, parameter: string, zone: string): Date {
	const date = DateTime.fromISO(typeof value === 'string' ? value : '', { zone });
	return date.isValid ? date.toJSDate() : refuseArgument(`${parameter}: '${String(value)}' is not a date.`);
}

/** A date as answered: in UTC, or in the asked zone, there with an offset only when that was asked for too. */
export function showDate(date: Date, { zone, offset }: AskedZone): string {
	if (zone === undefined) return date.toISOString();
	return DateTime.fromJSDate(date, { zone }).toISO({ includeOffset: offset }) ?? '';
}
