import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { CHAT_KEYS, MESSAGE_KEYS } from '../../nodes/CallGear/UploadChats/body';
import { contracts, described, type Entry, titleOf } from '../support/contracts';

/** A node in one of its ways: its contract, with what shows fields that the contract's own parameters leave hidden. */
export interface Way {
	entry: Entry;
	parameters: INodeParameters;
	/** Instead of the contract's own item. */
	json?: IDataObject;
	/** Fields of the item that the node reads by their own names: their paths, and how errors call them. */
	inItem?: Record<string, string>;
}

/** Only what the contracts do not reach; by the title of the contract that it starts from. */
const more: Record<string, Array<Omit<Way, 'entry'>>> = {
	haptikSendFile: [{ parameters: { registerUser: true }, json: { index: 0, authId: 'newcomer' } }],
	'callGearUploadChats (API key)': [
		{
			parameters: {
				source: 'fields',
				phone: '971500000001',
				siteId: { __rl: true, mode: 'id', value: '3101' },
				messages: {
					message: [
						{
							dateTime: '2026-02-03T06:00:05Z',
							messageSource: 'operator',
							employeeId: { __rl: true, mode: 'id', value: '9012' },
							text: 'Is Friday free?',
						},
					],
				},
			},
		},
		{
			parameters: { source: 'rows', chatKey: 'chat_id' },
			json: {
				chat_id: 'a',
				phone: '971500000001',
				site_id: 3101,
				date_time: '2026-02-03 10:00:00',
				source: 'operator',
				employee_id: 9012,
				message: 'Is Friday free?',
			},
			inItem: Object.fromEntries(
				[...CHAT_KEYS, ...MESSAGE_KEYS, 'chat_id'].map((column) => [column, `${column} (item 0)`]),
			),
		},
		{
			parameters: {},
			inItem: {
				'chat.messages': 'Chat > messages',
				'chat.messages[1]': 'Chat > messages 2',
				...Object.fromEntries(CHAT_KEYS.map((key) => [`chat.${key}`, `Chat > ${key}`])),
				...Object.fromEntries(
					MESSAGE_KEYS.map((key) => [`chat.messages[1].${key}`, `Chat > messages 2 > ${key}`]),
				),
			},
		},
	],
	expertflowDownloadFile: [
		{
			parameters: {
				source: 'mediaUrl',
				mediaUrl: 'https://cx.example.test/file-engine/api/downloadFileStream?filename=0_photo.png',
			},
		},
	],
	'expertflowSendMedia (from file)': [
		{
			parameters: {
				source: 'storedFile',
				sourceUrl: 'https://media.example.test/m/77',
				channel: 'WEB',
				storedName: '0_photo.png',
				additionalFields: {
					additionalAttributes: { attribute: [{ key: 'tier', type: 'String100', value: 'gold' }] },
				},
			},
		},
	],
};

/** Every way of a vendor's nodes, those that show more first. */
export function waysOf(vendor: string): Way[] {
	const entries = contracts.filter((entry) => entry.vendor === vendor);
	const special = entries.flatMap((entry) =>
		(more[titleOf(entry)] ?? []).map((way) => ({
			entry,
			...way,
			parameters: { ...described(entry).parameters, ...way.parameters },
		})),
	);
	return [...special, ...entries.map((entry) => ({ entry, parameters: described(entry).parameters }))];
}
