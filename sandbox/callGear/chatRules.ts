import { DateTime } from 'luxon';

import type { UploadedChat } from './chatShape';
import type { Mnemonic, Rpc } from './rpc';
import { type Row, WALL_CLOCK } from './world';

type Path = Array<string | number>;

const LONGEST_SESSION_AGE_DAYS = 180;

/** The rules across the fields of one chat, in the order: combinations, entities, dates. */
export function checkChat(rpc: Rpc, chat: UploadedChat, index: number): void {
	const at = (...path: Path) => ['chats', index, ...path];
	checkCombinations(rpc, chat, at);
	checkEntities(rpc, chat, at);
	checkDates(rpc, chat, at);
}

function checkCombinations(rpc: Rpc, chat: UploadedChat, at: (...path: Path) => Path): void {
	const { oneOfMissing, operatorWithoutEmployee } = rpc.world.settings;
	if (chat.phone === undefined && chat.email === undefined) rpc.refuse(oneOfMissing, { field: at('phone') });
	const places = [chat.visitor_session_id, chat.campaign_id, chat.site_id];
	if (places.every((place) => place === undefined)) rpc.refuse(oneOfMissing, { field: at('site_id') });
	if (chat.campaign_id === -1)
		rpc.refuse('invalid_parameter_value', { field: at('campaign_id'), value: chat.campaign_id });
	chat.messages.forEach(({ source, employee_id }, position) => {
		if (source === 'operator' && employee_id === undefined)
			rpc.refuse(operatorWithoutEmployee, { field: at('messages', position, 'employee_id') });
	});
}

function checkEntities(rpc: Rpc, chat: UploadedChat, at: (...path: Path) => Path): void {
	const { sites, campaigns, sources, employees, visitorSessions, chats } = rpc.world.state;
	const refuse = (mnemonic: Mnemonic, field: Path, value: unknown) => rpc.refuse(mnemonic, { field, value });
	const exists = (rows: Row[], name: 'site_id' | 'source_id') => {
		const value = chat[name];
		if (value !== undefined && !rows.some((row) => row.id === value && row.state === 'active'))
			refuse('entity_not_found', at(name), value);
	};
	exists(sites, 'site_id');
	exists(sources, 'source_id');
	const { campaign_id, site_id, visitor_session_id, ext_id } = chat;
	const campaign = campaigns.find((row) => row.id === campaign_id);
	if (campaign_id !== undefined) {
		if (!campaign) refuse('entity_not_found', at('campaign_id'), campaign_id);
		if (campaign?.status !== 'active') refuse('campaign_is_inactive', at('campaign_id'), campaign_id);
		if (site_id !== undefined && campaign?.site_id !== site_id)
			refuse('invalid_parameters_combination', at('campaign_id'), campaign_id);
	}
	if (visitor_session_id !== undefined) {
		const session = visitorSessions.get(visitor_session_id);
		if (!session) return refuse('entity_not_found', at('visitor_session_id'), visitor_session_id);
		const strange = (own: number | undefined, of: number) => own !== undefined && own !== of;
		if (strange(site_id, session.site_id) || strange(campaign_id, session.campaign_id))
			refuse('invalid_parameters_combination', at('visitor_session_id'), visitor_session_id);
	}
	chat.messages.forEach(({ employee_id: value }, position) => {
		if (value !== undefined && !employees.some((row) => row.id === value))
			refuse('entity_not_found', at('messages', position, 'employee_id'), value);
	});
	const { repeatedExtId } = rpc.world.settings;
	if (repeatedExtId === 'duplicate_entity' && ext_id && chats.some((row) => row.ext_id === ext_id))
		refuse('duplicate_entity', at('ext_id'), ext_id);
}

/** Times are judged by the clocks of the account's zone. */
function checkDates(rpc: Rpc, chat: UploadedChat, at: (...path: Path) => Path): void {
	const { settings, clock, state } = rpc.world;
	const now = DateTime.fromJSDate(clock.now(), { zone: settings.timezone }).toFormat(WALL_CLOCK);
	const later = (time: string, than: string) => time > than || (settings.equalTimesAllowed && time === than);
	const refuse = (field: Path, value: string) => rpc.refuse('invalid_date_time', { field, value });
	const start = chat.start_date_time;
	if (start > now) refuse(at('start_date_time'), start);
	const session = state.visitorSessions.get(chat.visitor_session_id ?? 0);
	if (session) {
		const oldest = DateTime.fromFormat(start, WALL_CLOCK, { zone: settings.timezone }).minus({
			days: LONGEST_SESSION_AGE_DAYS,
		});
		const opened = session.startedAt.setZone(settings.timezone);
		if (!later(start, opened.toFormat(WALL_CLOCK)) || opened < oldest) refuse(at('start_date_time'), start);
	}
	chat.messages.forEach(({ date_time: time }, position) => {
		if (time > now || !later(time, start)) refuse(at('messages', position, 'date_time'), time);
	});
}
