import type { INodeExecutionData } from 'n8n-workflow';

import type { ItemSource } from '../job';

const MINUTE = 60_000;
const START = Date.UTC(2026, 1, 3, 9);

function message(index: number): INodeExecutionData {
	return { json: { session: 5000 + index, message: `Your parcel ${index} left Bergen this morning.` } };
}

/** A message of the one chat session that all are of. */
function inOneChat(index: number): INodeExecutionData {
	const { json } = message(index);
	return { json: { ...json, session: 5000 } };
}

/** A finished chat of three messages, in CallGear's own words. */
function chat(index: number): INodeExecutionData {
	const at = (minutes: number) => new Date(START + (index + minutes) * MINUTE).toISOString();
	return {
		json: {
			start_date_time: at(0),
			name: `Visitor ${index}`,
			phone: String(971_500_000_000 + index),
			status: 'succeed',
			site_id: 3101,
			ext_id: `tg-${index}`,
			messages: [
				{ date_time: at(1), source: 'visitor', message: `Is order ${index} on its way?` },
				{ date_time: at(2), source: 'operator', employee_id: 9012, message: 'It left this morning.' },
				{ date_time: at(3), source: 'visitor', message: 'Thank you!' },
			],
		},
	};
}

const SAID = [
	{ source: 'visitor', message: 'Is my order on its way?' },
	{ source: 'operator', employee_id: '9012', message: 'It left this morning.' },
	{ source: 'visitor', message: 'Thank you!' },
];
/** How many messages, and so rows, a chat has. */
export const ROWS_A_CHAT = SAID.length;

/** A row of a spreadsheet: one message of a chat, each cell a text. */
function row(index: number): INodeExecutionData {
	const chatIndex = Math.floor(index / ROWS_A_CHAT);
	const at = new Date(START + chatIndex * MINUTE + (index % ROWS_A_CHAT) * 1000).toISOString();
	return {
		json: {
			chat_id: `chat-${chatIndex}`,
			name: `Visitor ${chatIndex}`,
			phone: String(971_500_000_000 + chatIndex),
			status: 'succeed',
			site_id: '3101',
			ext_id: `tg-${chatIndex}`,
			date_time: at.slice(0, 19).replace('T', ' '),
			...SAID[index % ROWS_A_CHAT],
		},
	};
}

/** Makes the input items of a job. */
export function makeItems({ kind, count, file }: ItemSource): INodeExecutionData[] {
	const make = (index: number): INodeExecutionData => {
		if (kind === 'messages') return message(index);
		if (kind === 'conversation') return inOneChat(index);
		if (kind === 'chats') return chat(index);
		if (kind === 'rows') return row(index);
		return { json: { tag: `file-${index}` }, binary: file ? { data: file } : {} };
	};
	return Array.from({ length: count }, (_, item) => ({ ...make(item), pairedItem: { item } }));
}
