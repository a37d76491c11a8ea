import { parse } from 'csv-parse/sync';
import { groupBy } from 'lodash';

import { dataFile } from '../testkit/dataFile';
import type { Example } from '../testkit/example';

const TABLE = 'callgear-messages.csv';
const CHATS_A_REQUEST = 50;

type Row = Record<
	'chat_id' | 'time' | 'from' | 'agent_id' | 'text' | 'visitor' | 'phone' | 'email' | 'status',
	string
>;

interface Message {
	date_time: string;
	source: string;
	employee_id?: number;
	message: string;
}

/** What a chat of the table looks like at CallGear. */
function chatOf([first, ...more]: Row[]) {
	const { visitor: name, phone, email, status } = first;
	const messages = [first, ...more].map(
		({ time, from, agent_id, text }): Message => ({
			date_time: time,
			source: from,
			...(agent_id === '' ? {} : { employee_id: Number(agent_id) }),
			message: text,
		}),
	);
	return {
		name,
		...(phone === '' ? {} : { phone: phone.replaceAll(/\D/g, '') }),
		...(email === '' ? {} : { email }),
		status,
		site_id: 3101,
		messages,
	};
}

function chatsOfTable() {
	const rows = parse(dataFile(TABLE).bytes, { columns: true }) as Row[];
	return Object.values(groupBy(rows, 'chat_id')).map(chatOf);
}

/** A table of more than two thousand messages becomes chats, fifty in a request. */
export const example: Example = {
	holds() {
		const expected = chatsOfTable();
		return [
			{
				vendor: 'callGear',
				kind: 'chat',
				compare: ({ fact }) =>
					Object.fromEntries(
						['name', 'phone', 'email', 'status', 'site_id', 'messages']
							.filter((member) => fact[member] !== undefined)
							.map((member) => [member, fact[member]]),
					),
				expected,
				requests: {
					are: ({ body }) => (body as { method?: string }).method === 'upload.chats',
					count: Math.ceil(expected.length / CHATS_A_REQUEST),
				},
			},
		];
	},
};
