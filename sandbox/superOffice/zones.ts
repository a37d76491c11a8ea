import type { IncomingHttpHeaders } from 'node:http';
import { DateTime } from 'luxon';

import { refuseArgument } from './refusals';

interface Zone {
	id: number;
	code: string;
	name: string;
	cities: string;
	iana: string;
}

/** A few of the vendor's time zones. https://docs.superoffice.com/en/api/web-services/so-timezone */
const ALL: Zone[] = [
	{ id: 1, code: 'UTC', name: 'Coordinated Universal Time', cities: '', iana: 'utc' },
	{ id: 261, code: 'NO', name: 'Norway', cities: 'Oslo, Bergen', iana: 'Europe/Oslo' },
	{ id: 320, code: 'US-NY', name: 'USA, New York', cities: 'New York', iana: 'America/New_York' },
	{ id: 102, code: 'GB', name: 'Great Britain', cities: 'London', iana: 'Europe/London' },
];

/** Zones are asked for by code or by id. */
const ZONES: Record<string, string> = Object.fromEntries(
	ALL.flatMap(({ id, code, iana }) => [
		[code, iana],
		[String(id), iana],
	]),
);

/** `GET TimeZone`: all zones at once. https://docs.superoffice.com/en/api/reference/restful/rest/TimeZone */
export function listZones() {
	return ALL.map(({ id, code, name, cities }) => ({
		TZLocationID: id,
		Name: name,
		TZLocationCode: code,
		TZLocationCities: cities,
		IsoNumber: 0,
		TimeZoneSTDRules: {},
		TimeZoneDSTRules: {},
	}));
}

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
