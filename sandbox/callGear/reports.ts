import { DateTime } from 'luxon';
import { z } from 'zod';

import { communicationIdOf, communicationsOf, tagsOf } from './communications';
import { either, type List, markedColumns } from './lists';
import type { Rpc } from './rpc';
import { id } from './shape';
import { type Row, WALL_CLOCK } from './world';

const VISITOR_COLUMNS = `person_id*^ visitor_type*^ visits_count* visitor_first_campaign_id* visitor_first_campaign_name*
	visitor_city* visitor_region* visitor_country* visitor_custom_properties* segments*
	utm_source* utm_medium* utm_term* utm_content* utm_campaign*
	openstat_ad* openstat_campaign* openstat_service* openstat_source* attributes*
	eq_utm_source* eq_utm_medium* eq_utm_term* eq_utm_content* eq_utm_campaign* eq_utm_referrer* eq_utm_expid*
	source_id*^ source_name*^ source_new*^ channel_new*^ channel_code*^ ext_id*^
	ua_client_id ym_client_id sale_date*^ sale_cost*^ search_query* search_engine* referrer_domain* referrer* entrance_page*
	gclid* yclid* ymclid ef_id* channel* communication_number*^ communication_page_url communication_type
	tags* site_domain_name* campaign_name* visit_other_campaign`;

const LISTS = { tags: [], visitor_ids: [], attributes: [], segments: [], visitor_custom_properties: [] };

/** Periods as reports take them. */
interface Period {
	/** whether the dates have to be there */
	required: boolean;
	/** how long the period may be */
	most: { months: number } | { days: number };
}

function dated({ required, most }: Period): Required<Pick<List, 'more' | 'check'>> {
	const date = required ? z.string() : z.string().optional();
	return {
		more: { date_from: date, date_till: date },
		check(rpc) {
			const { date_from, date_till } = rpc.params;
			if (date_from === undefined && date_till === undefined) return;
			const [from, till] = ['date_from', 'date_till'].map((field) => {
				const value = rpc.params[field];
				if (value === undefined) rpc.refuse('required_parameter_missed', { field });
				const at = DateTime.fromFormat(String(value), WALL_CLOCK);
				return at.isValid ? at : rpc.refuse('invalid_parameter_value', { field, value });
			});
			if (till > from.plus(most)) rpc.refuse('date_interval_limit_reached', { field: 'date_till' });
		},
	};
}

function inRange(rows: Row[], { params, world }: Rpc): Row[] {
	const { date_from: from, date_till: till } = params;
	if (from === undefined) return rows;
	const included = world.settings.dateTill === 'included';
	return rows.filter(({ date_time: at }) => {
		const time = String(at);
		return time >= String(from) && (time < String(till) || (included && time === String(till)));
	});
}

const ofReport = dated({ required: true, most: { months: 3 } });

function chatRows({ world }: Rpc): Row[] {
	return world.state.chats.map((chat) => ({
		communication_id: communicationIdOf('chat', chat),
		communication_type: 'chat',
		visitor_phone_number: chat.phone === undefined ? null : Number(chat.phone),
		employee_full_name: world.state.employees.find((row) => row.id === chat.employee_id)?.full_name,
		is_group_chat: false,
		is_transfer: false,
		...chat,
		tags: tagsOf(world, 'chat', chat),
	}));
}

/** https://callgear.github.io/data_api/report/get_chats_report/ */
export const chatsReport: List = {
	columns: markedColumns(
		`id* status*^ initiator*^ date_time^ duration*^ answer_time*^ communication_id* chat_ad_url is_group_chat is_transfer
			release_cause* employee_id*^ employee_raiting site_id*^ campaign_id*^ visitor_phone_number* visitor_id*^ visitor_ids`,
		`chat_channel_id* chat_channel_type*^ chat_channel_name chat_user_id*^ chat_username*^ messages_count
			employee_full_name* employee_messages_count visitor_session_id*^ visitor_device visitor_profile_url* ${VISITOR_COLUMNS}`,
	),
	rows: (rpc) => inRange(chatRows(rpc), rpc),
	empty: LISTS,
	...ofReport,
};

/** Those of its messages are not documented as unique among all chats; they are here. */
function messageRows({ world }: Rpc): Row[] {
	return world.state.chats.flatMap((chat) =>
		((chat.messages as Row[] | undefined) ?? []).map((message, index) => ({
			id: Number(chat.id) * 1000 + index,
			chat_id: chat.id,
			channel_type: chat.chat_channel_type,
			is_group_chat: false,
			text: message.message,
			employee_full_name: world.state.employees.find((row) => row.id === message.employee_id)?.full_name,
			...message,
		})),
	);
}

const ofMessages = dated({ required: false, most: { days: 30 } });

/** https://callgear.github.io/data_api/report/get_chat_messages_report/ */
export const chatMessagesReport: List = {
	columns: markedColumns(
		`id* chat_id* date_time^ is_group_chat visitor_id text source resource employee_id*^ employee_full_name`,
		'channel_id* channel_type*^',
	),
	rows(rpc) {
		const { chat_id: one, chat_ids: several } = rpc.params;
		const wanted: unknown[] = [one ?? [], several ?? []].flat();
		const rows = messageRows(rpc).filter(({ chat_id }) => wanted.length === 0 || wanted.includes(chat_id));
		return inRange(rows, rpc);
	},
	empty: { resource: {} },
	more: { ...ofMessages.more, chat_id: id.optional(), chat_ids: z.array(id).min(1).optional() },
	check(rpc) {
		ofMessages.check(rpc);
		const { chat_id, chat_ids, date_from } = rpc.params;
		if ([chat_id, chat_ids, date_from].every((param) => param === undefined))
			rpc.refuse('required_parameter_missed', { field: 'date_from' });
	},
};

function offlineRows({ world }: Rpc): Row[] {
	return world.state.offlineMessages.map((message) => ({
		communication_id: communicationIdOf('offline_message', message),
		communication_type: 'offline_message',
		text: message.message,
		visitor_phone_number: message.phone === undefined ? null : Number(message.phone),
		visitor_email: message.email,
		visitor_name: message.name,
		status: 'not_processed',
		form_type: 'DataAPI',
		...message,
		tags: tagsOf(world, 'offline_message', message),
	}));
}

/** https://callgear.github.io/data_api/report/get_offline_messages_report/ */
export const offlineMessagesReport: List = {
	columns: markedColumns(
		`id* text communication_id* is_agree_to_process_personal_data is_agree_to_mailing status*^ form_type*^ properties
			employee_id*^ site_id*^ campaign_id*^ visitor_phone_number* visitor_email* visitor_name* visitor_id*^ visitor_session_id*`,
		`date_time process_time form_name*^ group_id*^ group_name*^ employee_full_name*^ employee_answer_message
			employee_comment visitor_device*^ ${VISITOR_COLUMNS}`,
	),
	rows: (rpc) =>
		inRange(
			offlineRows(rpc).filter((row) => rpc.params.include_tech_offline_messages === true || !row.isTechnical),
			rpc,
		),
	empty: LISTS,
	check: ofReport.check,
	more: { ...ofReport.more, include_tech_offline_messages: z.boolean().optional() },
};

/** https://callgear.github.io/data_api/report/get_visitor_sessions_report/ */
export const visitorSessionsReport: List = {
	columns: {
		id: { extra: true },
		date_time: { extra: true },
		site_id: either,
		campaign_id: either,
		utm_source: { filter: true, extra: true },
		utm_campaign: { filter: true, extra: true },
	},
	rows: (rpc) => {
		const { state, settings } = rpc.world;
		const rows = [...state.visitorSessions].map(([sessionId, { startedAt, ...session }]) => ({
			id: sessionId,
			date_time: startedAt.setZone(settings.timezone).toFormat(WALL_CLOCK),
			...session,
		}));
		return inRange(rows, rpc);
	},
	...ofReport,
};

const COMMUNICATION_TYPES = ['chat', 'call', 'goal', 'offline_message'] as const;

/** https://callgear.github.io/data_api/report/get_communications_report/ */
export const communicationsReport: List = {
	columns: markedColumns(
		'id* communication_type*^ date_time*^ visitor_id*^ person_id* visitor_session_id* site_id*^ campaign_id*^',
		'communication_number*^ tags* site_domain_name* campaign_name* ext_id*',
	),
	rows: (rpc) => {
		const { world } = rpc;
		const rows = COMMUNICATION_TYPES.flatMap((type) =>
			communicationsOf(world, type).map((row) => ({
				...row,
				id: row.communication_id,
				communication_type: type,
				site_domain_name: world.state.sites.find((site) => site.id === row.site_id)?.domain_name,
				tags: tagsOf(world, type, row),
			})),
		);
		return inRange(rows, rpc);
	},
	empty: LISTS,
	...ofReport,
};
