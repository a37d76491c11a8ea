import { isEmpty } from 'lodash';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { zoneNamed } from '../engine/zone';

const WALL = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/;
const OF_TIME = /(^|_)(date|time)$/;

/** What a column holds, with times as ISO 8601 in the zone of the account. */
function valueOf(name: string, value: unknown, zone: string): unknown {
	if (Array.isArray(value)) return value.map((entry) => valueOf('', entry, zone));
	if (typeof value === 'object' && value !== null) return told(value as IDataObject, zone);
	if (typeof value !== 'string' || !OF_TIME.test(name) || !WALL.test(value)) return value;
	return DateTime.fromSQL(value, { zone: zoneNamed(zone) }).toISO({ suppressMilliseconds: true }) ?? value;
}

const isNothing = (value: unknown) =>
	value === null || value === undefined || value === '' || (typeof value === 'object' && isEmpty(value));

/**
 * A row as a flow goes on with it: CallGear's own names, times with their zone, nothing that is empty.
 *
 * @param names what columns are called here that would not say whose they are, such as `id`
 */
export function told(row: IDataObject, zone: string, names: Record<string, string> = {}): IDataObject {
	const entries = Object.entries(row)
		.map(([name, value]) => [names[name] ?? name, valueOf(name, value, zone)])
		.filter(([, value]) => !isNothing(value));
	return Object.fromEntries(entries) as IDataObject;
}
