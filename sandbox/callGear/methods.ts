import { z } from 'zod';

import { type Access, checkAccess } from './access';
import { commentOn } from './comments';
import { type Columns, columns, either, getList } from './lists';
import { deleteOfflineMessage, uploadOfflineMessages } from './offlineMessages';
import { spend } from './points';
import {
	chatMessagesReport,
	chatsReport,
	communicationsReport,
	offlineMessagesReport,
	visitorSessionsReport,
} from './reports';
import type { Rpc } from './rpc';
import { login, logout } from './session';
import { common, id, readParams } from './shape';
import { setTag, unsetTag } from './tags';
import { forgetChat, uploadChats } from './upload';
import type { State } from './world';

interface Method {
	/** login.user alone is open to all */
	access?: Access;
	answer(rpc: Rpc): object;
}

const both = { customer: true, agent: true };
const everyone = { ...both, forCustomer: true };
const CHAT_COMPONENTS = ['call_tracking', 'consultant', 'lead', 'sitephone'];
const OFFLINE_COMPONENTS = ['upload_offline_messages'];

function list(
	access: Access,
	key: 'sites' | 'campaigns' | 'employees' | 'sources' | 'customerUsers' | 'tags' | 'userFields',
	all: Columns,
): Method {
	const rows = ({ world }: Rpc) => [...(world.state as Pick<State, typeof key>)[key]];
	return { access, answer: (rpc) => getList(rpc, { columns: all, rows }) };
}

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
	'get.communications_report': {
		access: { ...everyone, components: [...CHAT_COMPONENTS, 'upload_chats'] },
		answer: (rpc) => getList(rpc, communicationsReport),
	},
	'get.chat_messages_report': {
		access: { ...everyone, components: ['consultant', 'upload_chats'] },
		answer: (rpc) => getList(rpc, chatMessagesReport),
	},
	'get.offline_messages_report': {
		access: { ...everyone, components: ['consultant', 'lead', ...OFFLINE_COMPONENTS] },
		answer: (rpc) => getList(rpc, offlineMessagesReport),
	},
	'upload.offline_messages': {
		access: { ...everyone, components: OFFLINE_COMPONENTS },
		answer: uploadOfflineMessages,
	},
	'delete.offline_messages': {
		access: { ...everyone, components: OFFLINE_COMPONENTS },
		answer: deleteOfflineMessage,
	},
	'get.offline_message_user_fields': list(
		everyone,
		'userFields',
		columns('', { ext_id: either, name: either, data_type: either }),
	),
	'get.tags': list(
		{ ...everyone, right: 'tag_management' },
		'tags',
		columns('', { id: { filter: true }, name: either, is_system: either }),
	),
	'set.tag_communications': { access: { ...everyone, right: 'tag_management' }, answer: setTag },
	'unset.tag_communications': { access: { ...everyone, right: 'tag_management' }, answer: unsetTag },
	'create.communication_comment': {
		access: { ...everyone, components: ['data_api_configuration'] },
		answer: commentOn,
	},
};

/** Carries a call out. */
export function answerCall(rpc: Rpc): object {
	const method = Object.hasOwn(methods, rpc.method) ? methods[rpc.method] : undefined;
	if (!method) return rpc.refuse('method_not_found');
	if (method.access) checkAccess(rpc, method.access);
	return method.answer(rpc);
}
