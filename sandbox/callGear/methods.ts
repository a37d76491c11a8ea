import { DateTime } from 'luxon';
import { z } from 'zod';

import { type Access, checkAccess } from './access';
import { type Columns, getList, type List } from './lists';
import { spend } from './points';
import type { Rpc } from './rpc';
import { login, logout } from './session';
import { common, id, readParams } from './shape';
import { forgetChat, uploadChats } from './upload';
import { type Row, type State, WALL_CLOCK } from './world';

interface Method {
	/** login.user alone is open to all */
	access?: Access;
	answer(rpc: Rpc): object;
}

const both = { customer: true, agent: true };
const everyone = { ...both, forCustomer: true };
const CHAT_COMPONENTS = ['call_tracking', 'consultant', 'lead', 'sitephone'];

function columns(names: string, more: Columns = {}): Columns {
	return {
		...Object.fromEntries(
			names
				.split(' ')
				.filter(Boolean)
				.map((name) => [name, {}]),
		),
		...more,
	};
}

const either = { filter: true, sort: true };

function list(
	access: Access,
	key: 'sites' | 'campaigns' | 'employees' | 'sources' | 'customerUsers',
	all: Columns,
): Method {
	const rows = ({ world }: Rpc) => [...(world.state as Pick<State, typeof key>)[key]];
	return { access, answer: (rpc) => getList(rpc, { columns: all, rows }) };
}

/** Every report wants a range of dates of three months at most. */
const dated: Pick<List, 'more' | 'check'> = {
	more: { date_from: z.string(), date_till: z.string() },
	check(rpc) {
		const [from, till] = [rpc.params.date_from, rpc.params.date_till].map((text) =>
			DateTime.fromFormat(String(text), WALL_CLOCK),
		);
		if (!from.isValid)
			rpc.refuse('invalid_parameter_value', { field: 'date_from', value: rpc.params.date_from });
		if (!till.isValid)
			rpc.refuse('invalid_parameter_value', { field: 'date_till', value: rpc.params.date_till });
		if (till > from.plus({ months: 3 })) rpc.refuse('date_interval_limit_reached', { field: 'date_till' });
	},
};

const inRange = (rows: Row[], { date_from, date_till }: Rpc['params']) =>
	rows.filter(
		({ date_time }) => String(date_time) >= String(date_from) && String(date_time) <= String(date_till),
	);

const chatsReport: List = {
	columns: columns('id status initiator date_time employee_id site_id campaign_id', {
		id: { filter: true },
		ext_id: { filter: true, extra: true },
		chat_channel_type: { filter: true, extra: true },
		messages_count: { extra: true },
	}),
	rows: ({ world, params }) => inRange(world.state.chats, params),
	...dated,
};

const visitorSessionsReport: List = {
	columns: {
		id: { extra: true },
		date_time: { extra: true },
		site_id: either,
		campaign_id: either,
		utm_source: { filter: true, extra: true },
		utm_campaign: { filter: true, extra: true },
	},
	rows: ({ world: { state, settings }, params }) =>
		inRange(
			[...state.visitorSessions].map(([sessionId, { startedAt, ...session }]) => ({
				id: sessionId,
				date_time: startedAt.setZone(settings.timezone).toFormat(WALL_CLOCK),
				...session,
			})),
			params,
		),
	...dated,
};

function getAccount(rpc: Rpc) {
	readParams(rpc, z.object(common).strict());
	const { timezone, accountMetadata } = rpc.world.settings;
	const metadata = spend(rpc.world, 1);
	return {
		data: [{ app_id: 4711, name: 'Acme Dental', timezone }],
		...(metadata ? { [accountMetadata]: metadata } : {}),
	};
}

function deleteChat(rpc: Rpc) {
	const { id: wanted } = readParams(rpc, z.object({ ...common, id }).strict());
	const { state, settings } = rpc.world;
	const chat = state.chats.find((row) => row.id === wanted);
	if (!chat) rpc.refuse('entity_not_found', { field: 'id', value: wanted });
	if (chat?.chat_channel_type !== 'dataapi') rpc.refuse('forbidden', { code: -32602 });
	forgetChat(rpc.world, wanted);
	spend(rpc.world, 1);
	return { success: settings.deleteAnswer };
}

/** Every method that this account knows. https://callgear.github.io/data_api/components/ */
const methods: Record<string, Method> = {
	'login.user': { answer: login },
	'logout.user': { access: both, answer: logout },
	'get.account': { access: { customer: true, agent: false }, answer: getAccount },
	'get.customer_users': list(
		{ customer: false, agent: true },
		'customerUsers',
		columns('login', { id: { filter: true }, name: either, customer_id: either }),
	),
	'get.sites': list(
		{ ...everyone, components: CHAT_COMPONENTS, right: 'site_selected' },
		'sites',
		columns('state', { id: { filter: true }, name: { filter: true }, domain_name: { filter: true } }),
	),
	'get.campaigns': list(
		everyone,
		'campaigns',
		columns('site_domain_name', {
			id: { filter: true },
			name: either,
			status: { filter: true },
			site_id: either,
			type: either,
		}),
	),
	'get.employees': list(
		{ ...everyone, right: 'employees' },
		'employees',
		columns('', { id: { filter: true }, full_name: either, email: { filter: true } }),
	),
	'get.sources': list(
		{ ...everyone, components: ['data_api_configuration'] },
		'sources',
		columns('', { id: either, name: either, state: either }),
	),
	'get.visitor_sessions_report': {
		access: { ...everyone, components: CHAT_COMPONENTS },
		answer: (rpc) => getList(rpc, visitorSessionsReport),
	},
	'upload.chats': { access: { ...everyone, components: ['upload_chats'] }, answer: uploadChats },
	'delete.chats': { access: { ...everyone, components: ['upload_chats'] }, answer: deleteChat },
	'get.chats_report': {
		access: { ...everyone, components: CHAT_COMPONENTS },
		answer: (rpc) => getList(rpc, chatsReport),
	},
};

/** Carries a call out. */
export function answerCall(rpc: Rpc): object {
	const method = Object.hasOwn(methods, rpc.method) ? methods[rpc.method] : undefined;
	if (!method) return rpc.refuse('method_not_found');
	if (method.access) checkAccess(rpc, method.access);
	return method.answer(rpc);
}
