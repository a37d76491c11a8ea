import { partition } from 'lodash';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import {
	CHAT_KEYS,
	type ChatKey,
	MESSAGE_KEYS,
	type MessageKey,
} from '../../../nodes/CallGear/UploadChats/body';
import {
	columnField,
	type ColumnKey,
	columnName,
	SHOWN_COLUMNS,
} from '../../../nodes/CallGear/UploadChats/columns';
import type { Columns } from '../../../nodes/CallGear/UploadChats/columnsOfTable';
import type { Reading } from '../../../nodes/CallGear/UploadChats/rows';
import { Table } from '../../../nodes/CallGear/UploadChats/table';
import { Words, wordsField } from '../../../nodes/CallGear/UploadChats/words';
import { Fields } from '../../../nodes/engine/fields';
import { type Sandbox, startSandbox } from '../../../sandbox';
import { instantOf, withoutFormats } from '../../../testkit/fates';
import { type NodeResult, type NodeRun, runNode } from '../../../testkit/n8n';

export type CallGear = Sandbox['vendors']['callGear'];

export interface Call {
	method: string;
	params: IDataObject & { chats?: IDataObject[]; offline_messages?: IDataObject[] };
}

/** What tests know of one running sandbox of CallGear. */
export function knowledgeOf(callGear: () => CallGear) {
	const address = () => ({ host: 'custom', baseUrl: callGear().url });
	const credential = (): IDataObject => ({ ...address(), accessToken: callGear().keys.accessToken });
	const loginCredential = (): IDataObject => {
		const { login, password } = callGear().keys;
		return { ...address(), authentication: 'login', login, password };
	};
	const agentCredential = (): IDataObject => ({ ...address(), accessToken: callGear().keys.agentToken });
	/** The chats that CallGear holds. */
	const chats = () =>
		callGear()
			.store.held<IDataObject>('chat')
			.map(({ fact }) => fact);
	/** The offline messages that CallGear holds. */
	const offlineMessages = () =>
		callGear()
			.store.held<IDataObject>('offlineMessage')
			.map(({ fact }) => fact);
	/** The calls that came in, of one method or all. */
	const calls = (method?: string) =>
		callGear()
			.store.requests()
			.map(({ body }) => body as unknown as Call)
			.filter((call) => method === undefined || call.method === method);
	const secrets = () => {
		const { accessToken, login, password, agentToken, blockedToken, expiredToken } = callGear().keys;
		return [accessToken, login, password, agentToken, blockedToken, expiredToken, 'callgear-sandbox-session'];
	};
	return { credential, loginCredential, agentCredential, chats, offlineMessages, calls, secrets };
}

/** CallGear's sandbox for one test file, fresh before each test. */
export function useCallGear() {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ vendors: ['callGear'] });
	});
	afterAll(async () => await sandbox.stop());
	beforeEach(() => sandbox.reset());

	const callGear = () => sandbox.vendors.callGear;
	const knowledge = knowledgeOf(callGear);

	/** Runs the node with chats as JSON in the field `chat` of each item, unless the parameters say otherwise. */
	async function upload(
		items: IDataObject[],
		parameters: INodeParameters = {},
		more: Partial<NodeRun> = {},
	): Promise<NodeResult> {
		const result = await runNode({
			node: 'callGearUploadChats',
			parameters: { source: 'json', chat: '={{ $json }}', ...parameters },
			items: items.map((json) => ({ json })),
			credentials: { callGearApi: knowledge.credential() as never },
			...more,
		});
		for (const secret of knowledge.secrets()) expect(result.everything).not.toContain(secret);
		return result;
	}

	/** Runs any node of the room for one item, unless there are others. */
	async function run(
		node: string,
		parameters: INodeParameters = {},
		more: Partial<NodeRun> = {},
	): Promise<NodeResult> {
		const result = await runNode({
			node,
			parameters,
			items: [{ json: {} }],
			credentials: { callGearApi: knowledge.credential() as never },
			...more,
		});
		for (const secret of knowledge.secrets()) expect(result.everything).not.toContain(secret);
		return result;
	}

	/** Puts chats, as reports show them, into the account. */
	const report = (...rows: IDataObject[]) => void callGear().state.chats.push(...rows);

	return { callGear, upload, run, report, ...knowledge };
}

/** A chat as reports show it, of 3 February 2026 at ten by the clocks of Dubai, a minute later for every index. */
export function reportedChat(index = 0, changes: IDataObject = {}): IDataObject {
	const minute = String(index % 60).padStart(2, '0');
	const hour = String(10 + Math.floor(index / 60)).padStart(2, '0');
	return {
		id: 881_000 + index,
		status: 'succeed',
		initiator: 'visitor',
		date_time: `2026-02-03 ${hour}:${minute}:00`,
		duration: '70',
		answer_time: 65,
		chat_channel_type: 'comagic',
		messages_count: 2,
		employee_id: 9012,
		site_id: 3101,
		campaign_id: 501,
		phone: '971500000001',
		ext_id: `tg-${index}`,
		messages: [
			{
				date_time: `2026-02-03 ${hour}:${minute}:05`,
				source: 'visitor',
				message: `Is Friday free? ${index}`,
			},
			{
				date_time: `2026-02-03 ${hour}:${minute}:30`,
				source: 'operator',
				employee_id: 9012,
				message: 'Yes, 11:00.',
			},
		],
		...changes,
	};
}

/** The day of those chats, and the zone of the account, so that it is not asked for. */
export const REPORTED = {
	dateFrom: '2026-02-03T00:00:00+04:00',
	dateTill: '2026-02-04T00:00:00+04:00',
	options: { accountTimezone: 'Asia/Dubai' },
};

/** In the words of the account's clocks. */
export const inDubai = (value: unknown) => [
	instantOf(value).setZone('Asia/Dubai').toFormat('yyyy-MM-dd HH:mm:ss'),
];

/** Several identifiers in one field: each arrives for itself. */
export const listed = (value: unknown) =>
	[value]
		.flat()
		.flatMap((part) => withoutFormats(String(part)).split(/[,\n]/))
		.map((part) => part.trim());

/** A phone's digits; a value without any asks for nothing. */
export const digitsOf = (value: unknown) => [String(value).replace(/\D/g, '')].filter(Boolean);

/** A good chat as JSON, different for every index. */
export function chatOf(index = 0, changes: IDataObject = {}): IDataObject {
	return {
		start_date_time: '2026-02-03T06:00:00Z',
		phone: `97150000${String(index).padStart(4, '0')}`,
		status: 'succeed',
		site_id: 3101,
		ext_id: `tg-${index}`,
		messages: [
			{ date_time: '2026-02-03T06:00:05Z', source: 'visitor', message: `Is Friday free? ${index}` },
			{ date_time: '2026-02-03T06:01:10Z', source: 'operator', employee_id: 9012, message: 'Yes, 11:00.' },
		],
		...changes,
	};
}

/** A good offline message as JSON, different for every index. */
export function messageOf(index = 0, changes: IDataObject = {}): IDataObject {
	return {
		date_time: '2026-02-03T06:00:00Z',
		name: 'Mira Stone',
		phone: `97150000${String(index).padStart(4, '0')}`,
		message: `A table for ${index}, please`,
		site_id: 3101,
		ext_id: `form-${index}`,
		...changes,
	};
}

/** The error that an item of the output stands for. */
export function errorIn({ json }: NodeResult['main'][number]): Record<string, unknown> {
	return json.error as Record<string, unknown>;
}

/** A column of a table, with what errors call it. */
const columnOf = (key: ChatKey | MessageKey, name: string) => ({
	name,
	label: `${columnName(key)} (${name})`,
});

/** The columns of a table that has CallGear's own names, but for these. */
export function columnsOf(names: Partial<Record<ChatKey | MessageKey, string>> = {}): Columns {
	const keys = [...CHAT_KEYS, ...MESSAGE_KEYS];
	return Object.fromEntries(keys.map((key) => [key, columnOf(key, names[key] ?? key)])) as Columns;
}

/** The node's fields that name these columns, as the editor keeps them. */
export function naming(names: Partial<Record<ColumnKey, string>>): INodeParameters {
	const entries = Object.entries(names).map(([key, value]) => [
		columnField(key as ColumnKey),
		{ __rl: true, mode: 'name', value },
	]);
	const [shown, others] = partition(entries, ([field]) =>
		SHOWN_COLUMNS.map(columnField).includes(field as string),
	);
	return { ...Object.fromEntries(shown), columns: Object.fromEntries(others) } as INodeParameters;
}

/** A table with these columns, read without words of its own. */
export const readingOf = (rows: IDataObject[], columns = columnsOf()): Reading => ({
	table: new Table(rows),
	columns,
	words: new Words(Fields.of({}, [wordsField])),
});

/** The column of the key. */
export const keyColumn = (name: string) => ({ name, label: `Chat Key Column (${name})` });

/** An offline message as reports show it, of the same day. */
export function reportedMessage(index = 0, changes: IDataObject = {}): IDataObject {
	return {
		id: 661_000 + index,
		date_time: `2026-02-03 11:${String(index % 60).padStart(2, '0')}:00`,
		message: `A table for ${index}, please`,
		form_name: 'Book a table',
		site_id: 3101,
		email: 'mira@example.net',
		name: 'Mira Stone',
		ext_id: `form-${index}`,
		...changes,
	};
}

/** The customer of the sandbox's agent. */
export const agentOptions = { userId: { __rl: true, mode: 'id', value: '20017' } };
