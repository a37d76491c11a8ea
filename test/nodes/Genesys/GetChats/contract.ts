import { range } from 'lodash';

import type { ActionContract, VariantOf } from '../../../../testkit/contract';
import { IDENTIFIER, SETTING } from '../../../../testkit/fates';
import { login, openChat, secrets } from '../support';

const item = (index: number, changes = {}) => ({ json: { chatId: `chat-${index}`, ...changes } });

const ONE_CHAT = /\/me\/chats\//;

const LOOKED_FOR = { stays: 'It is looked for in what Genesys gives.' };

const getChats: VariantOf<'genesys'> = (genesys) => ({
	credentials: () => login(genesys()),
	parameters: { scope: 'one' },
	prepare: (count) => range(count).forEach((index) => openChat(genesys(), `chat-${index}`)),
	item: (index) => item(index),
	bad: { item: (index) => item(index, { chatId: '' }), message: /^"Chat" is empty$/ },
	refused: {
		item: (index) => item(index, { chatId: 'of-nobody' }),
		message: /^Genesys does not know the chat$/,
	},
	call: { method: 'GET', path: ONE_CHAT },
	writes: false,
	many: true,
	delivered: () =>
		genesys()
			.store.requests({ method: 'GET', path: ONE_CHAT })
			.filter(({ answer }) => answer.status === 200)
			.map(({ path }) => Number(path.split('chat-')[1])),
	secrets: () => secrets(genesys()),
	steps: { 'opening a session': { method: 'GET', path: /\/api\/v2\/me$/ } },
	expire: () => genesys().state.sessions.clear(),
});

export const contract: ActionContract<'genesys'> = {
	node: 'genesysGetChats',
	foundBy: ['chat', 'live chat', 'conversation'],
	variants: [getChats],
	ways: [{ parameters: { scope: 'agent', returnAll: false, filters: {} } }],
	fates: {
		scope: SETTING,
		returnAll: SETTING,
		limit: SETTING,
		simplify: SETTING,
		filters: LOOKED_FOR,
		chatId: IDENTIFIER,
	},
	subtitles: [
		[{}, 'all of the agent'],
		[{ scope: 'one' }, 'one chat'],
	],
	tool: { model: ['filters.state', 'filters.capability'], flow: ['chatId'] },
};
