import { range } from 'lodash';

import type { ActionContract, VariantOf } from '../../../../testkit/contract';
import { IDENTIFIER, withoutFormats } from '../../../../testkit/fates';
import { COLLEAGUE, held, login, openChat, secrets } from '../support';

const item = (index: number, changes = {}) => ({ json: { chatId: `chat-${index}`, ...changes } });
const numberIn = (chatId: unknown) => Number(String(chatId).split('-')[1]);

const transfer =
	(variant: string, parameters: Record<string, string | object>): VariantOf<'genesys'> =>
	(genesys) => ({
		variant,
		credentials: () => login(genesys()),
		parameters: { ...parameters, additionalFields: {} },
		prepare: (count) => range(count).forEach((index) => openChat(genesys(), `chat-${index}`)),
		item: (index) => item(index),
		bad: { item: (index) => item(index, { chatId: '' }), message: /^"Chat" is empty$/ },
		refused: {
			item: (index) => item(index, { chatId: 'of-nobody' }),
			message: /^Genesys does not know the chat$/,
		},
		call: { method: 'POST', path: '/api/v2/me/chats/chat-' },
		writes: true,
		delivered: () => held(genesys(), 'transfer').map(({ chatId }) => numberIn(chatId)),
		secrets: () => secrets(genesys()),
		steps: { 'opening a session, or reading the agent': { method: 'GET', path: '/api/v2/me' } },
		expire: () => genesys().state.sessions.clear(),
	});

const queueName = { __rl: true, mode: 'name', value: 'sales' };
const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** A user's address as Genesys writes it, with the ID as one segment. */
const uriOf = (id: string) =>
	`https://gws-node-b.invalid:8443/cloud-web/api/v2/users/${encodeURIComponent(id)}`;

export const contract: ActionContract<'genesys'> = {
	node: 'genesysTransferChat',
	foundBy: ['chat', 'live chat', 'conversation'],
	variants: [
		transfer('queue', { transferTo: 'queue', queueName }),
		transfer('agent', { transferTo: 'agent', agentId: byId(COLLEAGUE) }),
	],
	ways: [
		{ parameters: { transferTo: 'queue', queueName, additionalFields: { text: 'One moment, please' } } },
	],
	fates: {
		chatId: IDENTIFIER,
		agentId: (value) => [String(value).trim(), uriOf(withoutFormats(String(value)).trim())],
		queueName: IDENTIFIER,
	},
	subtitles: [
		[{ queueName: { __rl: true, mode: 'name', value: 'sales' } }, 'to queue sales'],
		[{ transferTo: 'agent' }, 'to an agent'],
	],
	tool: { model: ['additionalFields.text'], flow: ['chatId', 'agentId', 'queueName'] },
};
