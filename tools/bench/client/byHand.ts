import { groupBy } from 'lodash';
import { DateTime } from 'luxon';
import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	NodeConnectionTypes,
} from 'n8n-workflow';

const IN_A_REQUEST = 50;
const ZONE = 'Europe/Oslo';
const FORMAT = 'yyyy-MM-dd HH:mm:ss';
const KEY = 'of-the-benchmark-only';

interface Answer {
	result: { data: Array<{ id: number }> };
}

/** A time as it came in and as it is sent. */
function timeOf(field: string, { date_time }: IDataObject, earlier = 0): IDataObject {
	const at = DateTime.fromISO(String(date_time).replace(' ', 'T'), { zone: ZONE }).minus({
		seconds: earlier,
	});
	return {
		field,
		given: date_time,
		read: at.toISO({ suppressMilliseconds: true }),
		sent: at.toFormat(FORMAT),
	};
}

/** The chat that some rows hold, and what the output tells of it; nothing is checked. */
function chatOf(rows: IDataObject[]): { chat: IDataObject; shown: IDataObject } {
	const [{ chat_id, name, phone, status, site_id, ext_id }] = rows;
	const times = [timeOf('Start', rows[0], 1), ...rows.map((row) => timeOf('Time', row))];
	const [start_date_time, ...sent] = times.map((time) => time.sent);
	const messages = rows.map(({ source, employee_id, message }, index) => ({
		date_time: sent[index],
		source,
		...(source === 'operator' ? { employee_id: Number(employee_id) } : {}),
		message,
	}));
	return {
		chat: { start_date_time, name, phone, status, site_id: Number(site_id), ext_id, messages },
		shown: { chat_key: chat_id, ext_id, start_date_time, messages: rows.length, times },
	};
}

interface Row {
	json: IDataObject;
	item: number;
}

function byChat(items: INodeExecutionData[]): Row[][] {
	const rows = items.map(({ json }, item): Row => ({ json, item }));
	return Object.values(groupBy(rows, ({ json }) => json.chat_id));
}

async function send(context: IExecuteFunctions, rows: Row[][]): Promise<INodeExecutionData[]> {
	const built = rows.map((group) => chatOf(group.map(({ json }) => json)));
	const body = {
		jsonrpc: '2.0',
		id: '1',
		method: 'upload.chats',
		params: { access_token: KEY, chats: built.map(({ chat }) => chat) },
	};
	const url = context.getNodeParameter('url', 0) as string;
	const { result } = (await context.helpers.httpRequest({ method: 'POST', url, body, json: true })) as Answer;
	return built.map(({ shown }, index) => ({
		json: { id: result.data[index].id, ...shown },
		pairedItem: { item: rows[index][0].item },
	}));
}

/** Chats from rows as one would upload them in code: grouped, times by the clocks of the account, one request after the other. */
export const chatsByHand: INodeType = {
	description: {
		displayName: 'chatsByHand',
		name: 'chatsByHand',
		group: ['output'],
		version: 1,
		description: 'Part of the benchmark',
		defaults: { name: 'chatsByHand' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [{ displayName: 'URL', name: 'url', type: 'string', default: '' }],
	},
	async execute(this: IExecuteFunctions) {
		const groups = byChat(this.getInputData());
		const output: INodeExecutionData[] = [];
		// What is sent is let go, so that in the end nothing is held but what n8n holds
		while (groups.length > 0) output.push(...(await send(this, groups.splice(0, IN_A_REQUEST))));
		return [output];
	},
};
