import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';

import type { VendorEvent } from '../../engine/eventItem';
import { given } from '../../engine/given';
import { zoneNamed } from '../../engine/zone';
import type { ReportRow } from '../reports';
import { told } from '../told';

/** What can happen to a chat. */
export type Kind = 'new' | 'finished' | 'lost' | 'changed';

/** Something that has happened to a chat. */
export interface Happening {
	kind: Kind;
	chat: ReportRow;
}

/** Columns that are looked at, whatever the user wants to get. */
export const WATCHED = [
	'id',
	'date_time',
	'status',
	'duration',
	'employee_id',
	'messages_count',
	'tags',
	'chat_channel_type',
] as const;

const OVER: Record<string, Kind> = { succeed: 'finished', refused: 'finished', lost: 'lost' };

/** Of a chat that was uploaded, by this pack or by another program. */
export const isUploaded = ({ chat_channel_type: type }: ReportRow) => type === 'dataapi';

/** What makes a chat another than it was. */
function stateOf({ status, employee_id, messages_count, tags }: ReportRow): string {
	const ids = [tags ?? []]
		.flat()
		.map((tag) => String((tag as { tag_id?: unknown } | null)?.tag_id))
		.sort();
	const state = JSON.stringify([status, employee_id, messages_count, ids]);
	return createHash('sha256').update(state).digest('hex').slice(0, 16);
}

/** What tells a happening from others; changes of one chat are told apart by the state that they lead to. */
export const keyOf = ({ kind, chat }: Happening) => `${kind} ${chat.id}`;

/** The state that a change leads to; chats begin, and are over, once. */
export const stateAfter = ({ kind, chat }: Happening) => (kind === 'changed' ? stateOf(chat) : '');

/** All that has happened to a chat so far, of the kinds that are wanted. */
export function happeningsOf(chat: ReportRow, wanted: readonly string[]): Happening[] {
	const over = OVER[String(chat.status)];
	const happened: Kind[] = ['new', ...(over ? [over] : []), 'changed'];
	return happened.filter((kind) => wanted.includes(kind)).map((kind) => ({ kind, chat }));
}

/** When a chat began, in milliseconds. */
export function startOf({ date_time }: ReportRow, zone: string): number {
	return DateTime.fromSQL(String(date_time), { zone: zoneNamed(zone) }).toMillis();
}

/** When it happened, as far as CallGear tells: it says when a chat began and how long it took. */
function occurredAt({ kind, chat }: Happening, zone: string): string | undefined {
	const start = startOf(chat, zone);
	const seconds = Number(chat.duration);
	if (kind === 'new') return DateTime.fromMillis(start, { zone: 'utc' }).toISO() ?? undefined;
	if (kind === 'changed' || !chat.duration || !Number.isFinite(seconds)) return undefined;
	return DateTime.fromMillis(start + seconds * 1000, { zone: 'utc' }).toISO() ?? undefined;
}

/** The event that a happening is. */
export function eventOf(happening: Happening, zone: string): VendorEvent {
	const { kind, chat } = happening;
	return {
		...given({
			eventKey: `${keyOf(happening)} ${stateAfter(happening)}`.trimEnd(),
			event: kind,
			occurredAt: occurredAt(happening, zone),
			conversationId: String(chat.id),
		}),
		isOwn: isUploaded(chat),
		more: told(chat, zone, { id: 'chat_id' }),
		raw: chat,
	};
}
