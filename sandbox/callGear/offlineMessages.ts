import { z } from 'zod';

import { dateTime, EMAIL, PHONE } from './chatShape';
import { checkGiven, checkPlace, checkSessionAge, type Path, presentTime } from './placeRules';
import { spend } from './points';
import type { Rpc } from './rpc';
import { common, id, readParams } from './shape';
import type { Settings } from './world';

/** The params of `upload.offline_messages`. https://callgear.github.io/data_api/communication/upload_offline_messages/ */
function uploadShape(settings: Settings) {
	const message = z
		.object({
			date_time: settings.offlineTimeRequired ? dateTime(settings) : dateTime(settings).optional(),
			name: z.string().optional(),
			phone: z.string().regex(PHONE).optional(),
			email: z.string().regex(EMAIL).optional(),
			message: z.string().optional(),
			visitor_session_id: id.optional(),
			campaign_id: id.optional(),
			source_id: id.optional(),
			site_id: id.optional(),
			form_name: z.string().optional(),
			ext_id: z.string().optional(),
			user_fields: z.array(z.object({ ext_id: z.string(), value: z.string() }).strict()).optional(),
		})
		.strict();
	const tooMany = { message: settings.tooManyChats };
	return z
		.object({ ...common, offline_messages: z.array(message).min(1).max(settings.maxChats, tooMany) })
		.strict();
}

type OfflineMessage = z.infer<ReturnType<typeof uploadShape>>['offline_messages'][number];

function check(rpc: Rpc, message: OfflineMessage, index: number): void {
	const at = (...path: Path) => ['offline_messages', index, ...path];
	checkGiven(rpc, message, at);
	if (message.campaign_id === -1 && message.site_id === undefined)
		rpc.refuse('invalid_parameters_combination', { field: at('campaign_id'), value: -1 });
	checkPlace(rpc, message, at);
	const { userFields, offlineMessages } = rpc.world.state;
	message.user_fields?.forEach(({ ext_id, value }, position) => {
		const known = userFields.find((field) => field.ext_id === ext_id);
		const place = at('user_fields', position, known ? 'value' : 'ext_id');
		if (!known) rpc.refuse('entity_not_found', { field: place, value: ext_id });
		if (known?.data_type === 'numeric' && !/^-?\d+(\.\d+)?$/.test(value))
			rpc.refuse('invalid_parameter_value', { field: place, value });
	});
	const { ext_id, date_time } = message;
	const { repeatedExtId } = rpc.world.settings;
	if (repeatedExtId === 'duplicate_entity' && ext_id && offlineMessages.some((row) => row.ext_id === ext_id))
		rpc.refuse('duplicate_entity', { field: at('ext_id'), value: ext_id });
	if (date_time === undefined) return;
	if (date_time > presentTime(rpc))
		rpc.refuse('invalid_date_time', { field: at('date_time'), value: date_time });
	checkSessionAge(rpc, message.visitor_session_id, date_time, at('date_time'));
}

/** `upload.offline_messages`: all or none. */
export function uploadOfflineMessages(rpc: Rpc) {
	const { settings, state, store } = rpc.world;
	if (settings.internalError === 'before') rpc.refuse('internal_error');
	const { offline_messages: messages, user_id } = readParams(rpc, uploadShape(settings));
	messages.forEach((message, index) => check(rpc, message, index));
	const ids = messages.map((message) => {
		const number = (state.lastOfflineMessageId += 1);
		const stored = {
			date_time: presentTime(rpc),
			...message,
			id: number,
			...(user_id === undefined ? {} : { user_id }),
		};
		state.offlineMessages.push(stored);
		store.hold('offlineMessage', stored);
		return { id: number };
	});
	if (settings.internalError === 'after') rpc.refuse('internal_error');
	const metadata = spend(rpc.world, ids.length);
	return { data: settings.shuffledIds ? ids.reverse() : ids, ...(metadata ? { metadata } : {}) };
}

/** `delete.offline_messages`. https://callgear.github.io/data_api/communication/delete_offline_messages/ */
export function deleteOfflineMessage(rpc: Rpc) {
	const { id: wanted } = readParams(rpc, z.object({ ...common, id }).strict());
	const { state, settings, store } = rpc.world;
	const message = state.offlineMessages.find((row) => row.id === wanted);
	if (!message) rpc.refuse('entity_not_found', { field: 'id', value: wanted });
	if (message?.form_type !== undefined && message.form_type !== 'DataAPI')
		rpc.refuse('forbidden', { code: -32602 });
	state.offlineMessages = state.offlineMessages.filter((row) => row.id !== wanted);
	store.release('offlineMessage', (fact) => fact.id === wanted);
	spend(rpc.world, 1);
	return { success: settings.deleteAnswer };
}
