import { invalidField } from '../../engine/errors';
import { readInstant } from '../../engine/time';
import { bare } from '../../engine/values';
import { shown } from '../values';

const DAY_S = 86_400;

/** e.g. 9:05, 09:05:10, 9:05:10 PM; with hours, minutes, seconds, and whether before or after noon. */
const TIME_OF_DAY = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s?(?:([ap])\.?m\.?)?$/i;

/** A share of the day, as spreadsheets count it. */
const SHARE = /^0?\.\d+(?:e-\d+)?$|^\d(?:\.\d+)?e-\d+$|^0$/i;

/** The cell of a time in some spreadsheets: a moment of the day that their calendar begins with. */
const FIRST_DAY = /^(?:1899-12-3[01]|1900-01-0[01])[T ](\d\d:\d\d:\d\d)/;

/** A cell, and what the user knows it by. */
export interface Cell {
	value: unknown;
	label: string;
}

/**
 * Puts together a day and a time of day that stand in two cells.
 *
 * @returns ISO 8601 without a zone
 * @throws Failure when one of them is none
 */
export function joined(day: Cell, time: Cell): string {
	return `${readDay(day)}T${readTimeOfDay(time)}`;
}

function readDay({ value, label }: Cell): string {
	const at = readInstant(value, 'UTC', label).toUTC();
	if (+at === +at.startOf('day')) return at.toFormat('yyyy-MM-dd');
	throw invalidField(
		label,
		`holds ${shown(value)}, which is more than a day`,
		'Name a column that holds days alone, e.g. 2026-02-03, or take Message Date Column and Chat Start Date Column out if one column holds both.',
	);
}

function readTimeOfDay({ value, label }: Cell): string {
	const text = typeof value === 'string' || typeof value === 'number' ? bare(String(value)) : '';
	const seconds = SHARE.test(text) ? Math.min(Math.round(Number(text) * DAY_S), DAY_S - 1) : secondsOf(text);
	if (seconds !== undefined && seconds < DAY_S) return clock(seconds);
	throw invalidField(
		label,
		`holds ${shown(value)}, which is no time of day`,
		'Give hours, minutes and seconds, e.g. 10:00:05.',
	);
}

function secondsOf(text: string): number | undefined {
	const [, hours, minutes, seconds = '0', half] = TIME_OF_DAY.exec(FIRST_DAY.exec(text)?.[1] ?? text) ?? [];
	if (hours === undefined || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
	const hour = hourOf(Number(hours), half);
	return hour === undefined ? undefined : hour * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** The hour of the day, given the one of its half. */
function hourOf(hour: number, half = ''): number | undefined {
	if (half === '') return hour;
	if (hour < 1 || hour > 12) return undefined;
	return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

function clock(seconds: number): string {
	const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
	return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
