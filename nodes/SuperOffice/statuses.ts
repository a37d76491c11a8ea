import type { INodePropertyOptions } from 'n8n-workflow';

import { byName } from '../engine/alphabet';

/** The statuses of a chat session: SuperOffice filters by the number, shows the label, and writes the name. https://docs.superoffice.com/en/api/mdo-providers/reference/chatsessionstatus */
export const STATUSES = [
	{ name: 'Invalid', number: 0, label: 'Invalid' },
	{ name: 'PreChatForm', number: 1, label: 'Pre-chat form' },
	{ name: 'Faq', number: 2, label: 'FAQ link' },
	{ name: 'OfflineForm', number: 3, label: 'Offline form' },
	{ name: 'InQueue', number: 4, label: 'Waiting' },
	{ name: 'CustomerLast', number: 5, label: 'Waiting for agent' },
	{ name: 'UserLast', number: 6, label: 'Waiting for customer' },
	{ name: 'Finished', number: 7, label: 'Finished' },
	{ name: 'Deleted', number: 8, label: 'Deleted' },
	{ name: 'Closed', number: 9, label: 'Closed' },
	{ name: 'RequestPosted', number: 10, label: 'Request posted' },
	{ name: 'ClosedFromQueue', number: 11, label: 'Closed in queue' },
] as const;

/** Those in which chats begin, by what the topic asks of its customers first. */
export const BEGINNINGS: readonly string[] = ['Invalid', 'PreChatForm', 'Faq', 'OfflineForm', 'InQueue'];

/** Those of chats that are over. A customer may open a finished one again. */
export const ENDINGS: readonly string[] = [
	'Finished',
	'Deleted',
	'Closed',
	'RequestPosted',
	'ClosedFromQueue',
];

/** All of them as choices of a field. */
export const statusOptions: INodePropertyOptions[] = byName(
	STATUSES.map(({ name, label }) => ({ name: label, value: name })),
);

/** SuperOffice's name for a status that an archive shows by its label; a label of another language stays as it is. */
export function statusNamed(label: string): string {
	return STATUSES.find((status) => status.label === label)?.name ?? label;
}

/** The condition of an archive for sessions in one of some statuses. */
export function inStatuses(names: readonly string[]): string {
	const numbers = STATUSES.filter(({ name }) => names.includes(name)).map(({ number }) => number);
	return `status oneOf (${numbers.join(',')})`;
}
