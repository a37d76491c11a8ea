import { type Report, THREE_MONTHS } from './reports';

/** https://callgear.github.io/data_api/report/get_chats_report/ */
export const chatsReport: Report = {
	method: 'get.chats_report',
	longest: THREE_MONTHS,
	always: ['id', 'date_time'],
	key: ({ id }) => String(id),
	sortedBy: 'date_time',
	names: { id: 'chat_id' },
};
