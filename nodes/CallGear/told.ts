import { camelCase, isEmpty } from 'lodash';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

/** CallGear's own spelling, which its pages promise to keep. */
const NAMES: Record<string, string> = { employee_raiting: 'employeeRating' };

const WALL = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/;
const OF_TIME = /(^|_)(date|time)$/;

/** What a column holds, with times as ISO 8601 in the zone of the account. */
function valueOf(name: string, value: unknown, zone: string): unknown {
	if (Array.isArray(value)) return value.map((entry) => valueOf('', entry, zone));
	if (typeof value === 'object' && value !== null) return told(value as IDataObject, zone);
	if (typeof value !== 'string' || !OF_TIME.test(name) || !WALL.test(value)) return value;
	return DateTime.fromSQL(value, { zone }).toISO({ suppressMilliseconds: true }) ?? value;
}

const isNothing = (value: unknown) =>
	value === null || value === undefined || value === '' || (typeof value === 'object' && isEmpty(value));

/**
 * A row as a flow goes on with it: names as in the other nodes, times with their zone, nothing that is empty.
 *
 * @param names what columns are called here, where that is not CallGear's own name
 */
export function told(row: IDataObject, zone: string, names: Record<string, string> = {}): IDataObject {
	const entries = Object.entries(row)
		.map(([name, value]) => [names[name] ?? NAMES[name] ?? camelCase(name), valueOf(name, value, zone)])
		.filter(([, value]) => !isNothing(value));
	return Object.fromEntries(entries) as IDataObject;
}
