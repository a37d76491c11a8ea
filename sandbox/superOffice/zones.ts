import type { FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { DateTime } from 'luxon';

import { type Archive, answerArchive } from './archive';
import { refuseArgument } from './refusals';
import type { SuperOfficeWorld } from './world';

interface Zone {
	id: number;
	code: string;
	country: string;
	region: string;
	cities: string;
	iana: string;
}

/** A few of the vendor's time zones, one of them switched off. https://docs.superoffice.com/en/api/web-services/so-timezone */
const ALL: Zone[] = [
	{ id: 1, code: 'UTC', country: '', region: 'UTC/GMT', cities: '', iana: 'utc' },
	{ id: 140, code: 'DK', country: 'Denmark', region: '', cities: 'Copenhagen', iana: 'Europe/Copenhagen' },
	{ id: 261, code: 'NO', country: 'Norway', region: '', cities: 'Oslo, Bergen', iana: 'Europe/Oslo' },
	{
		id: 460,
		code: 'US-NY',
		country: 'United States',
		region: 'New York',
		cities: 'New York',
		iana: 'America/New_York',
	},
];
const INACTIVE = ['DK'];

/** Zones are asked for by code, in letters of either case, or by id. */
const ZONES: Record<string, string> = Object.fromEntries(
	ALL.flatMap(({ id, code, iana }) => [
		[code, iana],
		[String(id), iana],
	]),
);

/** https://docs.superoffice.com/en/api/archive-providers/reference/timezones */
const ARCHIVE: Archive<Zone> = {
	path: '/TimeZone',
	entity: 'all',
	key: ({ id }) => id,
	columns: {
		id: ({ id }) => id,
		timeZone: ({ code }) => code,
		country: ({ country }) => country,
		region: ({ region }) => region,
		cities: ({ cities }) => cities,
		isActive: ({ code }) => !INACTIVE.includes(code),
	},
	preset: ['id', 'timeZone', 'country', 'region', 'isActive'],
	sortable: ['timeZone', 'country', 'region', 'cities', 'isActive'],
	filter: (filter) =>
		filter === '' ? () => true : refuseArgument(`The condition '${filter}' cannot be read.`),
};

/** `GET TimeZone`: an archive as well. https://docs.superoffice.com/en/api/reference/restful/rest/TimeZone */
export function listZones(
	request: FastifyRequest,
	base: string,
	{ settings: { pageSize, baseTimeZone } }: SuperOfficeWorld,
) {
	return answerArchive(request, [...ALL], ARCHIVE, { base, pageSize, baseTimeZone });
}

/** What `SO-TimeZone: NO, includeTZOffset` asks for. */
export interface AskedZone {
	zone?: string;
	offset: boolean;
}

const OFFSET = 'includetzoffset';

/** The asked zone; the offsets can be asked for without one. */
export function askedZone(headers: IncomingHttpHeaders): AskedZone {
	const header = headers['so-timezone'];
	if (typeof header !== 'string') return { offset: false };
	const parts = header.split(',').map((part) => part.trim());
	const [code] = parts.filter((part) => part.toLowerCase() !== OFFSET);
	const offset = parts.some((part) => part.toLowerCase() === OFFSET);
	if (code === undefined) return { offset };
	const zone = ZONES[code.toUpperCase()];
	return zone === undefined ? refuseArgument(`Unknown time zone '${code}'.`) : { zone, offset };
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
