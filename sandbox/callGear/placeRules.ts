import { DateTime } from 'luxon';

import type { Mnemonic, Rpc } from './rpc';
import { type Row, WALL_CLOCK } from './world';

export type Path = Array<string | number>;

/** Where a member of an uploaded record stands in the params. */
export type At = (...path: Path) => Path;

/** What uploaded chats and offline messages say alike of the visitor and of where it was. */
export interface Placed {
	phone?: string;
	email?: string;
	visitor_session_id?: number;
	campaign_id?: number;
	site_id?: number;
	source_id?: number;
}

const LONGEST_SESSION_AGE_DAYS = 180;

/** One of phone and email, and one of session, campaign and site. */
export function checkGiven(rpc: Rpc, record: Placed, at: At): void {
	const { oneOfMissing } = rpc.world.settings;
	if (record.phone === undefined && record.email === undefined)
		rpc.refuse(oneOfMissing, { field: at('phone') });
	const places = [record.visitor_session_id, record.campaign_id, record.site_id];
	if (places.every((place) => place === undefined)) rpc.refuse(oneOfMissing, { field: at('site_id') });
}

/** Site, campaign, session and source are the account's, active, and of the same context. */
export function checkPlace(rpc: Rpc, record: Placed, at: At): void {
	const { sites, campaigns, sources, visitorSessions } = rpc.world.state;
	const refuse = (mnemonic: Mnemonic, field: Path, value: unknown) => rpc.refuse(mnemonic, { field, value });
	const exists = (rows: Row[], name: 'site_id' | 'source_id') => {
		const value = record[name];
		if (value !== undefined && !rows.some((row) => row.id === value && row.state === 'active'))
			refuse('entity_not_found', at(name), value);
	};
	exists(sites, 'site_id');
	exists(sources, 'source_id');
	const { campaign_id, site_id, visitor_session_id } = record;
	const campaign = campaigns.find((row) => row.id === campaign_id);
	if (campaign_id !== undefined && campaign_id !== -1) {
		if (!campaign) refuse('entity_not_found', at('campaign_id'), campaign_id);
		if (campaign?.status !== 'active') refuse('campaign_is_inactive', at('campaign_id'), campaign_id);
		if (site_id !== undefined && campaign?.site_id !== site_id)
			refuse('invalid_parameters_combination', at('campaign_id'), campaign_id);
	}
	if (visitor_session_id === undefined) return;
	const session = visitorSessions.get(visitor_session_id);
	if (!session) return refuse('entity_not_found', at('visitor_session_id'), visitor_session_id);
	const strange = (own: number | undefined, of: number) => own !== undefined && own !== of;
	if (strange(site_id, session.site_id) || strange(campaign_id, session.campaign_id))
		refuse('invalid_parameters_combination', at('visitor_session_id'), visitor_session_id);
}

/** By the clocks of the account. */
export function presentTime({ world: { settings, clock } }: Rpc): string {
	return DateTime.fromJSDate(clock.now(), { zone: settings.timezone }).toFormat(WALL_CLOCK);
}

export function isLater({ world: { settings } }: Rpc, time: string, than: string): boolean {
	return time > than || (settings.equalTimesAllowed && time === than);
}

/** A visitor session begins before what happens in it, but not too long before. */
export function checkSessionAge(rpc: Rpc, sessionId: number | undefined, time: string, field: Path): void {
	const { settings, state } = rpc.world;
	const session = state.visitorSessions.get(sessionId ?? 0);
	if (!session) return;
	const oldest = DateTime.fromFormat(time, WALL_CLOCK, { zone: settings.timezone }).minus({
		days: LONGEST_SESSION_AGE_DAYS,
	});
	const opened = session.startedAt.setZone(settings.timezone);
	if (!isLater(rpc, time, opened.toFormat(WALL_CLOCK)) || opened < oldest)
		rpc.refuse('invalid_date_time', { field, value: time });
}
