import type { UploadedChat } from './chatShape';
import { checkGiven, checkPlace, checkSessionAge, isLater, type Path, presentTime } from './placeRules';
import type { Rpc } from './rpc';

/** The rules across the fields of one chat, in the order: combinations, entities, dates. */
export function checkChat(rpc: Rpc, chat: UploadedChat, index: number): void {
	const at = (...path: Path) => ['chats', index, ...path];
	checkCombinations(rpc, chat, at);
	checkEntities(rpc, chat, at);
	checkDates(rpc, chat, at);
}

function checkCombinations(rpc: Rpc, chat: UploadedChat, at: (...path: Path) => Path): void {
	const { operatorWithoutEmployee } = rpc.world.settings;
	checkGiven(rpc, chat, at);
	if (chat.campaign_id === -1)
		rpc.refuse('invalid_parameter_value', { field: at('campaign_id'), value: chat.campaign_id });
	chat.messages.forEach(({ source, employee_id }, position) => {
		if (source === 'operator' && employee_id === undefined)
			rpc.refuse(operatorWithoutEmployee, { field: at('messages', position, 'employee_id') });
	});
}

function checkEntities(rpc: Rpc, chat: UploadedChat, at: (...path: Path) => Path): void {
	const { employees, chats } = rpc.world.state;
	checkPlace(rpc, chat, at);
	chat.messages.forEach(({ employee_id: value }, position) => {
		if (value !== undefined && !employees.some((row) => row.id === value))
			rpc.refuse('entity_not_found', { field: at('messages', position, 'employee_id'), value });
	});
	const { ext_id } = chat;
	const { repeatedExtId } = rpc.world.settings;
	if (repeatedExtId === 'duplicate_entity' && ext_id && chats.some((row) => row.ext_id === ext_id))
		rpc.refuse('duplicate_entity', { field: at('ext_id'), value: ext_id });
}

/** Times are judged by the clocks of the account's zone. */
function checkDates(rpc: Rpc, chat: UploadedChat, at: (...path: Path) => Path): void {
	const now = presentTime(rpc);
	const later = (time: string, than: string) => isLater(rpc, time, than);
	const refuse = (field: Path, value: string) => rpc.refuse('invalid_date_time', { field, value });
	const start = chat.start_date_time;
	if (start > now) refuse(at('start_date_time'), start);
	checkSessionAge(rpc, chat.visitor_session_id, start, at('start_date_time'));
	chat.messages.forEach(({ date_time: time }, position) => {
		if (time > now || !later(time, start)) refuse(at('messages', position, 'date_time'), time);
	});
}
